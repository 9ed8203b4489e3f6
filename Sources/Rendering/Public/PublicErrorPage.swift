/// What a person sees at a public address where no page can be shown.
package struct PublicErrorPage: TemplatedPage {
    static let template = "public-error"

    let title: String
    let detail: String

    /// - Parameters:
    ///   - title: what is wrong, in a few words.
    ///   - detail: a sentence or two more.
    package init(title: String, detail: String) {
        self.title = title
        self.detail = detail
    }

    package var html: String { PageLibrary.render(self) }
}
