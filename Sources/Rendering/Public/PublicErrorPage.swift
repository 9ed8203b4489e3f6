/// What a person sees at a public address where no page can be shown.
package enum PublicErrorPage {
    private struct Model: Encodable {
        let title: String
        let detail: String
        let canBeginAgain: Bool
    }

    /// - Parameters:
    ///   - title: what is wrong, in a few words.
    ///   - detail: a sentence or two more.
    ///   - canBeginAgain: the same address without its query is worth a try.
    package static func html(title: String, detail: String, canBeginAgain: Bool) -> String {
        PageLibrary.render(Model(title: title, detail: detail, canBeginAgain: canBeginAgain), as: "public-error")
    }
}
