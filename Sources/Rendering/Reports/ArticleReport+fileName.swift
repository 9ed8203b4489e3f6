package import Domain

extension ArticleReport {
    /// The name of the report's page as a file: one that every system can store, and that nobody else's article has. Words
    /// of the title, then the article's id.
    package var fileName: String {
        let words = article.version.title.lowercased().unicodeScalars.prefix(200)
            .split { !("a"..."z").contains($0) && !("0"..."9").contains($0) }
        let slug = words.prefix(8).map { String($0) }.joined(separator: "-").prefix(60)
        return slug.isEmpty ? "\(article.id).html" : "\(slug)-\(article.id).html"
    }
}
