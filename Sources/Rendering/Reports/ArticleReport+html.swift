package import Domain

extension ArticleReport {
    /// The report as one page that needs nothing else: to read, to print, to send.
    package var html: String { calendar.writing { PageLibrary.render(ReportPage(self)) } }

    /// The report as its article's public page.
    func publicPage(at site: PublicSite) -> String {
        PageLibrary.render(ReportPage(forThePublic, at: site))
    }

    /// Of an article that was killed, only what was public: its verdicts.
    private var forThePublic: ArticleReport {
        if article.version.status != .withdrawn { return self }
        var report = self
        report.shownText = .none
        report.entries.removeAll { $0.claim.publicStanding == nil }
        return report
    }
}
