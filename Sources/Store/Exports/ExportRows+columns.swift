import Postgres

extension ExportRows {
    /// A column of the CSV.
    struct Column {
        let name: String
        let value: SQL
        /// Somebody's words: a spreadsheet might take them for a formula.
        let isText: Bool

        init(_ name: String, _ value: SQL, isText: Bool = false) {
            self.name = name
            self.value = value
            self.isText = isText
        }
    }

    private static let timeZone: SQL = "(SELECT time_zone FROM desks WHERE id = (SELECT desk FROM f))"

    static let csvColumns: [Column] = [
        Column("claimId", "c.id"),
        Column("status", status),
        Column("url", "(SELECT address FROM f) || c.id", isText: true),
        Column("statement", "c.statement", isText: true),
        Column("exact", "h.exact", isText: true),
        Column("claimant", "c.claimant_name", isText: true),
        Column("claimantKind", "c.claimant_kind"),
        Column("quotation", "c.quotation"),
        Column("kind", "c.kind"),
        Column("score", "c.score"),
        Column("rating", "v.rating"),
        Column("ratingLabel", "g.label", isText: true),
        Column("ratingValue", "g.value"),
        Column("scale", "s.name", isText: true),
        Column("scaleVersion", "v.scale_version"),
        Column("rationale", "v.rationale", isText: true),
        Column("evidenceUrls", "(SELECT string_agg(e.url, ' ' ORDER BY w.position, e.id) \(cited))", isText: true),
        Column("basis", "v.basis"),
        Column("reviews", reviews),
        Column("verdictVersion", version),
        Column("decidedAt", time("v.decided_at")),
        Column("publishedAt", time(published)),
        Column(
            "corrections",
            """
            (SELECT string_agg(to_char(l.entered_at AT TIME ZONE \(timeZone), 'YYYY-MM-DD') || ' ' || l.kind || ': '
                || \(SQL.told(by: "l", timeZone: timeZone)) || \(SQL.toldChanges(of: "l")), E'\\n' \(SQL.publicNotesOrder)) \(told))
            """, isText: true),
        Column("reply", "(SELECT y.answer \(reply))", isText: true),
        Column("articleId", "a.id"),
        Column("articleKind", "n.kind"),
        Column("articleTitle", "n.title", isText: true),
        Column("articleUrl", "a.url", isText: true),
        Column("articlePublisher", "n.publisher", isText: true),
        Column("articlePublishedAt", time("n.published_at")),
        Column("articleVersion", "n.number"),
        Column("language", "coalesce(n.language, x.language)", isText: true),
        Column("topics", "array_to_string(n.topics, '; ')", isText: true),
        Column("ordinal", "c.ordinal"),
        Column("part", "h.part"),
        Column("start", "h.start_offset"),
        Column("end", "h.end_offset"),
        Column("people", people),
        Column("title", "v.title", isText: true),
        Column("summary", "v.summary", isText: true),
        Column("claimReviewed", "v.claim_reviewed", isText: true),
        Column("sourceTitle", "c.source_title", isText: true),
        Column("sourceUrl", "c.source_url", isText: true),
        Column("appearance", "c.appearance"),
        Column("appearanceNote", "c.appearance_note", isText: true),
        Column("replyEarlierVersion", "(SELECT \(SQL.earlierVersion(of: "y")) \(reply))"),
    ]

    /// The shape of one verdict in NDJSON and JSON; docs/api.md and the schema of /openapi.json say what is in it.
    static let jsonColumns: SQL = """
        c.id AS "claimId", \(status) AS status, (SELECT address FROM f) || c.id AS url, c.statement, h.exact,
            json_build_object('name', c.claimant_name, 'kind', c.claimant_kind, 'quotation', c.quotation) AS claimant,
            c.kind, c.score,
            json_build_object('key', v.rating, 'label', g.label, 'value', g.value, 'offScale', g.off_scale) AS rating,
            json_build_object('id', v.scale_id, 'name', s.name, 'version', v.scale_version) AS scale,
            v.rationale, v.title, v.summary, v.claim_reviewed AS "claimReviewed",
            coalesce((SELECT json_agg(json_build_object('url', e.url, 'title', e.title, 'publisher', e.publisher,
                'quote', e.quote, 'stance', e.stance, 'kind', e.kind, 'interest', e.interest, 'archivedUrl',
                e.archived_url, 'archiveSha256', encode(e.archive_sha256, 'hex'), 'retrievedAt',
                \(time("e.retrieved_at"))) ORDER BY w.position, e.id) \(cited)), '[]') AS evidence,
            v.basis, \(reviews) AS reviews, \(people) AS people, \(version) AS "verdictVersion",
            \(time("v.decided_at")) AS "decidedAt",
            \(time(published)) AS "publishedAt",
            coalesce((SELECT json_agg(json_build_object('kind', l.kind, 'text',
                \(SQL.told(by: "l", timeZone: timeZone)), 'verdictVersion',
                \(SQL.publicVersion(of: "lv")), 'at', \(time("l.entered_at")), 'changes',
                coalesce(l.changes, '[]')) \(SQL.publicNotesOrder)) \(told)), '[]') AS corrections,
            (SELECT json_build_object('askedAt', \(time("y.contacted_at")), 'answer', y.answer, 'answeredAt',
                \(time("y.answered_at")), 'earlierVersion', \(SQL.earlierVersion(of: "y"))) \(reply)) AS reply,
            json_build_object('state', c.appearance, 'since', \(time("c.appearance_at")), 'note', c.appearance_note)
                AS appearance,
            json_build_object('id', a.id, 'kind', n.kind, 'title', n.title, 'url', a.url, 'publisher', n.publisher, 'publishedAt',
                \(time("n.published_at")), 'version', n.number, 'language', coalesce(n.language, x.language),
                'topics', n.topics) AS article,
            json_build_object('ordinal', c.ordinal, 'part', h.part, 'start', h.start_offset, 'end', h.end_offset) AS place,
            json_build_object('title', c.source_title, 'url', c.source_url) AS source
        """
}
