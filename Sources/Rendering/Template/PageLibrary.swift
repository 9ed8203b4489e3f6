import Assets

/// The templates of all pages, each checked against the shape of its page when they are read.
package struct PageLibrary: Sendable {
    private static let folder = "Sources/Rendering/Resources"

    /// A page that is not named here cannot be rendered.
    private static let pages: [any TemplatedPage.Type] = [
        ReportPage.self, PublicDeskPage.self, PublicVerdictPage.self, PublicErrorPage.self,
        PublicMethodPage.self, PublicRequestPage.self, StatisticsPage.self,
        ExportIndexPage.self, DocsPage.self, ProblemsPage.self,
    ]

    private static let carried: PageLibrary = {
        var files: [String: String] = [:]
        for path in Asset.names(in: folder) {
            guard let text = Asset.text(path) else { preconditionFailure("\(path) is text, by test") }
            files[String(path.dropFirst(folder.count + 1))] = text
        }
        do {
            return try PageLibrary(files: files, pages: pages)
        } catch {
            preconditionFailure("a template is wrong, which tests find: \(error)")
        }
    }()

    private let templates: [ObjectIdentifier: BoundTemplate]

    /// - Parameters:
    ///   - files: templates by their files' names, `report.mustache`.
    ///   - pages: what they will show.
    /// - Throws: the first mistake, with file and line: a template that is not well formed or not there, a name that its page
    ///   does not have.
    init(files: [String: String], pages: [any TemplatedPage.Type]) throws(PageTemplate.Mistake) {
        var library: [String: PageTemplate] = [:]
        for (file, text) in files.sorted(by: { $0.key < $1.key }) {
            library[String(file.prefix { $0 != "." })] = try PageTemplate(text, file: file)
        }
        var templates: [ObjectIdentifier: BoundTemplate] = [:]
        for page in pages {
            guard let template = library[page.template] else {
                throw PageTemplate.Mistake(file: "\(page.template).mustache", line: 1, problem: "there is no such file")
            }
            templates[ObjectIdentifier(page)] = try BoundTemplate(template, to: page.shape, library: library)
        }
        self.templates = templates
    }

    /// Reads and checks every template, so that a process with a wrong one ends when it begins and not when a reader comes.
    package static func load() { _ = carried }

    static func render(_ page: some TemplatedPage) -> String { carried.render(page) }

    func render<Page: TemplatedPage>(_ page: Page) -> String {
        guard let template = templates[ObjectIdentifier(Page.self)] else {
            preconditionFailure("\(Page.self) is not among the pages of its library")
        }
        return template.render(page)
    }
}

extension TemplatedPage {
    fileprivate static var shape: PageShape { PageShape(of: Self.self) }
}
