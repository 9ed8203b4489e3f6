import Digests
import Domain
import Foundation
import Postgres
import Rendering
import Store

/// A zip file of one HTML report an article, with an index and the manifest.
struct ReportArchive {
    private static let batch = 50

    let desk: DeskProfile.ID
    /// Of the snapshot: what the reports are dated.
    let date: Date
    let progress: ExportProgress
    private var zip: ZipWriter
    private var files: [ExportManifest.File] = []
    private var index: [ExportIndexPage.Line] = []

    init(desk: DeskProfile.ID, date: Date, progress: ExportProgress) {
        self.desk = desk
        self.date = date
        self.progress = progress
        zip = ZipWriter(date: date)
    }

    /// - Parameters:
    ///   - manifest: of the whole export; the one in the archive names every file but itself.
    ///   - session: in which `ExportRows.prepare` was called.
    /// - Returns: the manifest with the number of articles.
    mutating func write(
        _ manifest: ExportManifest, in session: Session, _ writer: inout PieceWriter
    ) throws -> ExportManifest {
        var manifest = manifest
        var place: Article.ID?
        while true {
            let articles = try ExportRows.articles(after: place, limit: Self.batch, in: session)
            for article in articles {
                let report = try ArticleReport.read(article.id, on: desk, at: date, in: session)
                let name = "reports/\(report.fileName)"
                try add(name, report.html, to: &writer)
                index.append(
                    .init(href: name, articleTitle: report.article.version.title, verdicts: report.publishedCount))
                for _ in 0..<article.verdicts { progress.step() }
            }
            guard articles.count == Self.batch, let last = articles.last else { break }
            place = last.id
        }
        manifest.articles = index.count
        let page = ExportIndexPage(manifest, index)
        try add("index.html", page.html, to: &writer)
        var inner = manifest
        inner.files = files
        try zip.add("manifest.json", Array((inner.json.text(pretty: true) + "\n").utf8)) { try writer.write($0) }
        try zip.finish { try writer.write($0) }
        return manifest
    }

    private mutating func add(_ name: String, _ html: String, to writer: inout PieceWriter) throws {
        let bytes = Array(html.utf8)
        try zip.add(name, bytes) { try writer.write($0) }
        files.append(
            .init(
                name: name, mediaType: "text/html; charset=utf-8", bytes: bytes.count,
                sha256: SHA256.hash(bytes).hexadecimal))
    }
}
