import Domain

extension ReportWords {
    /// Why nobody knows yet which claims there are, or never looked; nil for an article that was read.
    static func unread(_ report: ArticleReport) -> String? {
        let version = report.article.version
        let noun = report.kind.noun
        switch version.status {
        case .received, .extracting: return "The \(noun) is still being read: its claims are not known yet."
        case .failed: return "The \(noun) could not be read: its claims are not known."
        case .superseded, .withdrawn:
            if version.readyAt == nil {
                return "The \(noun) was taken back before it was read: its claims are not known."
            }
        case .ready: break
        }
        if report.languageIsRead { return nil }
        let language = version.readLanguage.map { " (\($0))" } ?? ""
        return "Claims are not looked for in this language\(language): nothing was checked."
    }
}
