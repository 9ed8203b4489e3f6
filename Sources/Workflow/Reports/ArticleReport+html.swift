import Domain
import Mustache

extension ArticleReport {
    /// The report as one page that needs nothing else: to read, to print, to send.
    var html: String { Self.template.render(ReportPage(self)) }

    private static let template = SafeHTML.asset("report.mustache")
}
