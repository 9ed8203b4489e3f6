/// What a person sees at a public address where no page can be shown.
package struct PublicErrorPage: TemplatedPage {
    static let template = "public-error"

    let title: String
    let detail: String
    let canBeginAgain: Bool

    /// - Parameters:
    ///   - title: what is wrong, in a few words.
    ///   - detail: a sentence or two more.
    ///   - canBeginAgain: the same address without its query is worth a try.
    package init(title: String, detail: String, canBeginAgain: Bool) {
        self.title = title
        self.detail = detail
        self.canBeginAgain = canBeginAgain
    }

    package var html: String { PageLibrary.render(self) }
}
