import Mustache

/// Templates of the pages, which the binary carries.
enum PageTemplate {
    static func named(_ name: String) -> MustacheTemplate {
        do {
            return try MustacheTemplate(string: WebAsset.text(name))
        } catch {
            preconditionFailure("\(name) is rendered by a test: \(error)")
        }
    }
}
