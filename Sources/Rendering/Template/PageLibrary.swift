import Assets

/// The templates of reports and public pages, which share their parts: style, badge, evidence.
enum PageLibrary {
    private static let folder = "Sources/Rendering/Resources"

    private static let templates: [String: PageTemplate] = {
        var templates: [String: PageTemplate] = [:]
        for path in Asset.names(in: folder) {
            guard let text = Asset.text(path) else { preconditionFailure("\(path) is text, by test") }
            let name = path.dropFirst(folder.count + 1).prefix { $0 != "." }
            do {
                templates[String(name)] = try PageTemplate(text)
            } catch {
                preconditionFailure("\(path) is rendered by a test: \(error)")
            }
        }
        return templates
    }()

    /// - Parameter name: a file of Sources/Rendering/Resources, without its ending.
    static func render(_ page: some Encodable, as name: String) -> String {
        guard let template = templates[name] else {
            preconditionFailure("the binary is built with \(name).mustache")
        }
        return template.render(page, library: templates)
    }
}
