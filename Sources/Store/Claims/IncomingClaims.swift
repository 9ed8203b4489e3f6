package import Domain
package import Postgres

/// A claim with its places in a version, as an extraction found it or an editor cut it out of another, on its way into
/// the tables: all those of a version are stored in one go.
package struct IncomingClaim: Sendable {
    package let id: Claim.ID
    package let ordinal: Int
    package let statement: String
    package let context: String?
    /// Nil for one that was added without a place.
    package let anchor: Anchor?
    /// Where else in the version the same claim stands.
    package let otherAnchors: [Anchor]
    package let claimant: Claimant
    package let kind: Claim.Kind
    package let checkable: Bool
    package let worthiness: Claim.Worthiness
    package let score: Double
    package let reasons: [String]
    package let annotations: ClaimAnnotations
    /// Claims of the same version that contradict it.
    package let conflictsWith: [Claim.ID]

    package init(
        id: Claim.ID, ordinal: Int, statement: String, context: String?, anchor: Anchor?, otherAnchors: [Anchor],
        claimant: Claimant, kind: Claim.Kind, checkable: Bool, worthiness: Claim.Worthiness, score: Double,
        reasons: [String], annotations: ClaimAnnotations, conflictsWith: [Claim.ID]
    ) {
        self.id = id
        self.ordinal = ordinal
        self.statement = statement
        self.context = context
        self.anchor = anchor
        self.otherAnchors = otherAnchors
        self.claimant = claimant
        self.kind = kind
        self.checkable = checkable
        self.worthiness = worthiness
        self.score = score
        self.reasons = reasons
        self.annotations = annotations
        self.conflictsWith = conflictsWith
    }
}

/// A claim that is stored for the first time, with what triage made of it.
package struct TriagedClaim: Sendable {
    package let claim: IncomingClaim
    /// detected, queued or dismissed.
    package let status: Claim.Status
    package let priority: Int
    package let requiredReviews: Int
    /// The claim of which it is a part.
    package let splitFrom: Claim.ID?
    /// Who added it by hand.
    package let addedBy: Member.ID?
    /// Where it was found, as they said.
    package let source: ClaimSource?

    package init(
        _ claim: IncomingClaim, status: Claim.Status, priority: Int, requiredReviews: Int, splitFrom: Claim.ID? = nil,
        addedBy: Member.ID? = nil, source: ClaimSource? = nil
    ) {
        self.claim = claim
        self.status = status
        self.priority = priority
        self.requiredReviews = requiredReviews
        self.splitFrom = splitFrom
        self.addedBy = addedBy
        self.source = source
    }
}

// An article of four megabytes can have seventy thousand claims: they travel as JSON documents and are stored by a statement
// for each thousand, not by one statement a row, nor by one that would take longer than any may.
extension IncomingClaim {
    /// Stores new claims, without their anchors.
    package static func insert(
        _ claims: [TriagedClaim], detector: String, article: Article.ID, version: ArticleVersion.ID,
        on desk: DeskProfile.ID, in session: Session
    ) throws {
        try claims.inPieces { claims in
            try session.execute(
                """
                INSERT INTO claims (desk_id, id, article_id, version_id, ordinal, status, statement, context,
                    claimant_name, claimant_kind, claimant_is_organization, quotation, kind, checkable, worthiness, score,
                    reasons, detector, annotations, priority, required_reviews, split_from, added_by, source_title, source_url,
                    queued_at)
                SELECT \(desk), r.id, \(article), \(version), r.ordinal, r.status, r.statement, r.context,
                    r.claimant_name, r.claimant_kind, r.organization, r.quotation, r.kind, r.checkable, r.worthiness, r.score,
                    ARRAY(SELECT jsonb_array_elements_text(r.reasons)), \(detector), r.annotations,
                    r.priority, r.required_reviews, r.split_from, r.added_by, r.source_title, r.source_url,
                    CASE r.status WHEN 'queued' THEN now() END
                FROM jsonb_to_recordset(\(JSONText(JSON(claims.map(\.row)).text()))) AS r (
                    id uuid, status text, priority integer, required_reviews integer, split_from uuid,
                    ordinal integer, statement text, context text, claimant_name text, claimant_kind text,
                    organization boolean, quotation text, kind text, checkable boolean, worthiness text,
                    score double precision, reasons jsonb, annotations jsonb, added_by uuid, source_title text,
                    source_url text)
                """)
        }
    }

    /// Points claims that the desk had already at the version in which they stand again.
    package static func carryOver(
        _ claims: [IncomingClaim], to version: ArticleVersion.ID, on desk: DeskProfile.ID, in session: Session
    ) throws {
        try claims.inPieces { claims in
            let rows = claims.map { claim -> JSON in
                ["id": JSON(claim.id), "ordinal": .int(claim.ordinal), "annotations": claim.annotations.column]
            }
            try session.execute(
                """
                UPDATE claims c
                SET version_id = \(version), ordinal = r.ordinal, annotations = r.annotations, revision = revision + 1
                FROM jsonb_to_recordset(\(JSONText(JSON(rows).text()))) AS r (id uuid, ordinal integer, annotations jsonb)
                WHERE c.desk_id = \(desk) AND c.id = r.id
                """)
        }
    }

    /// Stores where claims stand in a version.
    package static func insertAnchors(
        _ claims: [IncomingClaim], version: ArticleVersion.ID, on desk: DeskProfile.ID, in session: Session
    ) throws {
        let places = claims.flatMap { claim in
            (claim.anchor.map { [(claim: claim.id, anchor: $0, isMain: true)] } ?? [])
                + claim.otherAnchors.map { (claim: claim.id, anchor: $0, isMain: false) }
        }
        try places.inPieces { places in
            let rows = places.map { $0.anchor.row(of: $0.claim, main: $0.isMain) }
            try session.execute(
                """
                INSERT INTO anchors (desk_id, claim_id, version_id, start_offset, end_offset, utf16_start, utf16_end,
                    utf8_start, utf8_end, exact, prefix, suffix, part, main)
                SELECT \(desk), r.claim_id, \(version), r.start_offset, r.end_offset, r.utf16_start, r.utf16_end,
                    r.utf8_start, r.utf8_end, r.exact, r.prefix, r.suffix, r.part, r.main
                FROM jsonb_to_recordset(\(JSONText(JSON(rows).text()))) AS r (
                    claim_id uuid, start_offset integer, end_offset integer, utf16_start integer, utf16_end integer,
                    utf8_start integer, utf8_end integer, exact text, prefix text, suffix text, part text, main boolean)
                """)
        }
    }

    /// Stores which claims of a version contradict each other; the pairs come from both of their claims.
    package static func insertConflicts(
        _ claims: [IncomingClaim], version: ArticleVersion.ID, on desk: DeskProfile.ID, in session: Session
    ) throws {
        let pairs = claims.flatMap { claim in claim.conflictsWith.map { (claim.id, $0) } }
        try pairs.inPieces { pairs in
            try session.execute(
                """
                INSERT INTO claim_conflicts (desk_id, claim_id, version_id, other_id)
                SELECT \(desk), r.claim_id, \(version), r.other_id
                FROM unnest(\(pairs.map(\.0)), \(pairs.map(\.1))) AS r (claim_id, other_id)
                """)
        }
    }

    fileprivate var row: JSON {
        [
            "id": JSON(id), "ordinal": .int(ordinal), "statement": .string(statement), "context": JSON(context),
            "claimant_name": JSON(claimant.name), "claimant_kind": .string(claimant.kind.rawValue),
            "organization": .bool(claimant.isOrganization), "quotation": JSON(claimant.quotation?.rawValue),
            "kind": .string(kind.rawValue),
            "checkable": .bool(checkable), "worthiness": .string(worthiness.rawValue), "score": .double(score),
            "reasons": JSON(reasons), "annotations": annotations.column,
        ]
    }
}

extension TriagedClaim {
    fileprivate var row: JSON {
        claim.row.adding([
            "status": JSON(status), "priority": .int(priority), "required_reviews": .int(requiredReviews),
            "split_from": JSON(splitFrom), "added_by": JSON(addedBy), "source_title": JSON(source?.title),
            "source_url": JSON(source?.url),
        ])
    }
}

extension ClaimAnnotations {
    /// As the column has it; not the shape of the API.
    fileprivate var column: JSON {
        let dates = dates.map { date -> JSON in
            ["range": date.range.json, "words": .string(date.words), "resolved": .string(date.resolved)]
        }
        return ["dates": JSON(dates), "figures": JSON(figures), "names": JSON(names)]
    }

    init(column: JSON) {
        self.init(
            dates: (column["dates"]?.items ?? []).compactMap { DateMention(column: $0) },
            figures: (column["figures"]?.items ?? []).compactMap(\.string),
            names: (column["names"]?.items ?? []).compactMap(\.string))
    }
}

extension DateMention {
    fileprivate init?(column: JSON) {
        guard case .int(let start) = column["range"]?["start"], case .int(let end) = column["range"]?["end"],
            let words = column["words"]?.string, let resolved = column["resolved"]?.string
        else { return nil }
        self.init(range: Anchor.Range(start: start, end: end), words: words, resolved: resolved)
    }
}

extension Anchor {
    fileprivate func row(of claim: Claim.ID, main: Bool) -> JSON {
        [
            "claim_id": JSON(claim), "start_offset": .int(range.start), "end_offset": .int(range.end),
            "utf16_start": .int(utf16.start), "utf16_end": .int(utf16.end), "utf8_start": .int(utf8.start),
            "utf8_end": .int(utf8.end), "exact": .string(exact), "prefix": .string(prefix), "suffix": .string(suffix),
            "part": .string(part.rawValue), "main": .bool(main),
        ]
    }
}
