/// What kinds of problems mean and what to do about them: the page behind a problem's `type`.
package struct ProblemsPage: TemplatedPage {
    static let template = "problems"

    /// A kind of problem.
    package struct Kind: Codable, Sendable {
        let slug: String
        let status: Int
        let title: String
        let remedy: String

        /// - Parameters:
        ///   - slug: its name in addresses.
        ///   - status: of the answers that tell it.
        ///   - title: what is wrong, in a few words.
        ///   - remedy: what to do about it.
        package init(slug: String, status: Int, title: String, remedy: String) {
            self.slug = slug
            self.status = status
            self.title = title
            self.remedy = remedy
        }
    }

    let title: String
    let kinds: [Kind]
    let isOne: Bool

    /// - Parameter title: nil for the list of all.
    package init(_ kinds: [Kind], title: String? = nil) {
        self.title = title ?? "Problems"
        self.kinds = kinds
        isOne = title != nil
    }

    package var html: String { PageLibrary.render(self) }
}
