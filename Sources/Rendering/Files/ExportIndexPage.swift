package import Domain

/// What export-index.mustache shows.
package struct ExportIndexPage: TemplatedPage {
    static let template = "export-index"

    package struct Line: Codable, Sendable {
        let href: String
        let articleTitle: String
        let verdicts: Int

        package init(href: String, articleTitle: String, verdicts: Int) {
            self.href = href
            self.articleTitle = articleTitle
            self.verdicts = verdicts
        }
    }

    let deskName: String
    let snapshot: String
    let summary: String
    let trail: String?
    let lines: [Line]

    package init(_ manifest: ExportManifest, _ lines: [Line]) {
        deskName = manifest.desk
        snapshot = ReportWords.moment(manifest.snapshotAt)
        let articles = ReportWords.count(lines.count, "article", "articles")
        summary = "\(articles) with \(ReportWords.count(manifest.verdicts, "published verdict", "published verdicts"))"
        trail = ReportWords.trail(manifest.auditHead)
        self.lines = lines
    }

    package var html: String { PageLibrary.render(self) }
}
