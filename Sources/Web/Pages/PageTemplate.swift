import Mustache
import Workflow

/// Templates of the pages, which the binary carries.
enum PageTemplate {
    static func named(_ name: String) -> MustacheTemplate {
        do {
            return try SafeHTML.template(WebAsset.text(name))
        } catch {
            preconditionFailure("\(name) is rendered by a test: \(error)")
        }
    }
}
