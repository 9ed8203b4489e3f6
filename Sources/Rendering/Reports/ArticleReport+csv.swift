import Domain

extension ArticleReport {
    /// The report for spreadsheets: RFC 4180, a header, one row a claim in reading order.
    func csv(_ options: CSV.Options) -> String {
        let rows = [Self.columns.map(\.name)] + entries.map { entry in Self.columns.map { $0.cell(self, entry) } }
        let text = rows.map { row in
            row.map { CSV.cell($0, defused: options.defusesFormulas) }.joined(separator: ",") + "\r\n"
        }.joined()
        return options.byteOrderMark ? "\u{FEFF}" + text : text
    }

    private static var columns: [(name: String, cell: (ArticleReport, Entry) -> String)] {
        [
            ("articleId", { report, _ in report.article.id.description }),
            // Of the version in which the claim stands, as in exports.
            ("articleTitle", { $0.article(of: $1.claim).version.title }),
            ("articleUrl", { report, _ in report.article.url ?? "" }),
            ("articleVersion", { report, _ in String(report.article.version.number) }),
            ("claimId", { $1.claim.id.description }),
            ("ordinal", { String($1.number) }),
            ("status", { $1.status }),
            ("statement", { $1.claim.statement }),
            ("exact", { $1.claim.anchor?.exact ?? "" }),
            ("start", { $1.claim.anchor.map { String($0.range.start) } ?? "" }),
            ("end", { $1.claim.anchor.map { String($0.range.end) } ?? "" }),
            ("claimant", { $1.claim.claimant.name ?? "" }),
            ("claimantKind", { $1.claim.claimant.kind.rawValue }),
            ("quotation", { $1.claim.claimant.quotation?.rawValue ?? "" }),
            ("kind", { $1.claim.kind.rawValue }),
            ("checkworthy", { $1.claim.worthiness.rawValue }),
            ("score", { String($1.claim.score) }),
            ("rating", { $1.shownVerdict?.rating.key ?? "" }),
            ("ratingLabel", { $1.shownVerdict?.rating.label ?? "" }),
            ("ratingValue", { $1.shownVerdict?.rating.value.map { String($0) } ?? "" }),
            ("rationale", { $1.shownVerdict.map { Prose($0.rationale).plain } ?? "" }),
            ("evidenceUrls", { $1.shownVerdict?.evidence.map(\.item.url).joined(separator: " ") ?? "" }),
            ("basis", { $1.shownVerdict?.basis.rawValue ?? "" }),
            ("reviews", { $1.shownVerdict.map { String($0.process.reviews) } ?? "" }),
            ("verdictVersion", { $1.shownVerdict?.version.map { String($0) } ?? "" }),
            (
                "corrections",
                { _, entry in
                    entry.notes.map { note in
                        let told = ReportWords.told(note, of: entry, day: ReportWords.fileDay)
                        return "\(ReportWords.fileDay(note.enteredAt)) \(note.kind.rawValue): "
                            + "\(Prose(told).plain)\(note.changes.map(cell).joined())"
                    }.joined(separator: "\n")
                }
            ),
            ("reply", { $1.reply?.input.answer ?? "" }),
            (
                "publishedAt",
                {
                    $1.publicVerdict.flatMap { [claim = $1.claim] in $0.publishedAt ?? claim.publishedAt }
                        .map(Timestamp.text) ?? ""
                }
            ),
            ("people", { $1.shownVerdict.map { String($0.process.people) } ?? "" }),
            ("title", { $1.shownVerdict?.headline.title ?? "" }),
            ("summary", { $1.shownVerdict?.headline.summary ?? "" }),
            ("claimReviewed", { $1.shownVerdict?.headline.claimReviewed ?? "" }),
            ("checkedInVersion", { String($1.claim.versionNumber) }),
            ("appearance", { $1.claim.appearance.state.rawValue }),
            ("appearanceNote", { $1.claim.appearance.note ?? "" }),
            // On every row: rows are what people copy out of a spreadsheet.
            ("auditHead", { report, _ in report.auditHead.map { "\($0.batch) \($0.hash)" } ?? "" }),
            ("part", { $1.claim.anchor?.part.rawValue ?? "" }),
            ("sourceTitle", { $1.claim.source?.title ?? "" }),
            ("sourceUrl", { $1.claim.source?.url ?? "" }),
            ("articleKind", { report, _ in report.kind.rawValue }),
            ("replyEarlierVersion", { $1.reply?.earlierVersion.map { String($0) } ?? "" }),
        ]
    }

    /// What an entry changed, behind its words.
    private static func cell(_ change: LedgerEntry.Change) -> String {
        if change.before == nil, change.after == nil { return " [\(change.field.rawValue)]" }
        return " [\(change.field.rawValue): \(change.before ?? "") → \(change.after ?? "")]"
    }
}
