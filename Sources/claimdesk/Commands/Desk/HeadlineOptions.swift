import ArgumentParser
import Domain

/// What readers see of a fact check besides its text.
struct HeadlineOptions: ParsableArguments {
    @Option(help: ArgumentHelp("A title for readers.", valueName: "text"))
    var title: String?

    @Option(help: ArgumentHelp("A summary for readers.", valueName: "text"))
    var summary: String?

    @Option(
        help: ArgumentHelp("What ClaimReview names the claim by, in 75 characters at most.", valueName: "text"))
    var claimReviewed: String?

    /// The members of the request's body that were said.
    var members: [JSON.Member] {
        [
            .init("title", JSON(title)), .init("summary", JSON(summary)), .init("claimReviewed", JSON(claimReviewed)),
        ].filter { $0.value != .null }
    }
}
