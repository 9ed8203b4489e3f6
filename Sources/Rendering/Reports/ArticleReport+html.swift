package import Domain

extension ArticleReport {
    /// The report as one page that needs nothing else: to read, to print, to send.
    package var html: String { calendar.writing { PageLibrary.render(ReportPage(self)) } }

    /// The report as its article's public page.
    func publicPage(at site: PublicSite) -> String {
        PageLibrary.render(ReportPage(self, at: site))
    }
}
