import Domain
import Mustache

extension ArticleReport {
    /// The report as one page that needs nothing else: to read, to print, to send.
    var html: String { Self.template.render(ReportPage(self)) }

    private static let template: MustacheTemplate = {
        guard let text = Assets.text("Sources/Workflow/Resources/report.mustache") else {
            preconditionFailure("the binary is built with the template of the report")
        }
        do {
            return try SafeHTML.template(text)
        } catch {
            preconditionFailure("the template of the report is rendered by a test: \(error)")
        }
    }()
}
