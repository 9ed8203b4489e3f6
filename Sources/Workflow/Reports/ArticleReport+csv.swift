import Domain

extension ArticleReport {
    /// The report for spreadsheets: RFC 4180, a header, one row a claim in reading order.
    var csv: String {
        let rows = [Self.columns.map(\.name)] + entries.map { entry in Self.columns.map { $0.cell(self, entry) } }
        return rows.map { $0.map(CSV.cell).joined(separator: ",") + "\r\n" }.joined()
    }

    private static var columns: [(name: String, cell: (ArticleReport, Entry) -> String)] {
        [
            ("articleId", { report, _ in report.article.id.description }),
            ("articleTitle", { report, _ in report.article.version.title }),
            ("articleUrl", { report, _ in report.article.url ?? "" }),
            ("articleVersion", { report, _ in String(report.article.version.number) }),
            ("claimId", { $1.claim.id.description }),
            ("ordinal", { String($1.claim.ordinal) }),
            ("status", { $1.claim.status.rawValue }),
            ("statement", { $1.claim.statement }),
            ("exact", { $1.claim.anchor.exact }),
            ("start", { String($1.claim.anchor.range.start) }),
            ("end", { String($1.claim.anchor.range.end) }),
            ("claimant", { $1.claim.claimant.name ?? "" }),
            ("claimantKind", { $1.claim.claimant.kind.rawValue }),
            ("quotation", { $1.claim.claimant.quotation?.rawValue ?? "" }),
            ("kind", { $1.claim.kind.rawValue }),
            ("checkworthy", { $1.claim.worthiness.rawValue }),
            ("score", { String($1.claim.score) }),
            ("rating", { $1.verdict?.rating.key ?? "" }),
            ("ratingLabel", { $1.verdict?.rating.label ?? "" }),
            ("ratingValue", { $1.verdict?.rating.value.map { String($0) } ?? "" }),
            ("rationale", { $1.verdict?.rationale ?? "" }),
            ("evidenceUrls", { $1.verdict?.evidence.map(\.item.url).joined(separator: " ") ?? "" }),
            ("reviews", { $1.verdict == nil ? "" : String($1.reviewCount) }),
            ("verdictVersion", { $1.verdict.map { String($0.version) } ?? "" }),
            (
                "corrections",
                { $1.notes.map { "\(ReportWords.note($0)): \($0.publicText ?? "")" }.joined(separator: "\n") }
            ),
            ("reply", { $1.reply?.input.answer ?? "" }),
            ("publishedAt", { $1.verdict == nil ? "" : $1.claim.publishedAt.map(Timestamp.text) ?? "" }),
        ]
    }
}

/// Comma-separated values.
enum CSV {
    /// A cell as it stands in a row.
    ///
    /// What a spreadsheet would run as a formula gets an apostrophe in front (OWASP, "CSV Injection"); commas, quotes and
    /// line ends put the cell in quotes (RFC 4180 §2).
    static func cell(_ text: String) -> String {
        let dangerous = text.unicodeScalars.first.map { "=+-@\t\r".unicodeScalars.contains($0) } ?? false
        let harmless = dangerous ? "'" + text : text
        guard harmless.unicodeScalars.contains(where: { ",\"\r\n".unicodeScalars.contains($0) }) else {
            return harmless
        }
        var quoted = "\""
        for scalar in harmless.unicodeScalars {
            if scalar == "\"" { quoted += "\"" }
            quoted.unicodeScalars.append(scalar)
        }
        return quoted + "\""
    }
}
