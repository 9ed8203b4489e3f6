import Crypto
import Domain
import Foundation

/// The templates of reports and public pages, which share their parts: style, badge, evidence.
enum PageLibrary {
    private static let folder = "Sources/Workflow/Resources"

    private static let templates: [String: PageTemplate] = {
        var templates: [String: PageTemplate] = [:]
        for path in Assets.names(in: folder) {
            guard let text = Assets.text(path) else { preconditionFailure("\(path) is text, by test") }
            let name = path.dropFirst(folder.count + 1).prefix { $0 != "." }
            do {
                templates[String(name)] = try PageTemplate(text)
            } catch {
                preconditionFailure("\(path) is rendered by a test: \(error)")
            }
        }
        return templates
    }()

    /// Differs from one release to the next, so that a page does not count as unchanged in its new dress. What the pages
    /// say also stands in the code; the API's description, which is among the files, names the release.
    static let edition: String = {
        var hash = SHA256()
        for name in Assets.names(in: "Sources") { hash.update(data: Data((Assets.text(name) ?? "").utf8)) }
        return hash.finalize().hexadecimal
    }()

    /// - Parameter name: a file of Sources/Workflow/Resources, without its ending.
    static func render(_ page: some Encodable, as name: String) -> String {
        guard let template = templates[name] else {
            preconditionFailure("the binary is built with \(name).mustache")
        }
        return template.render(page, library: templates)
    }
}
