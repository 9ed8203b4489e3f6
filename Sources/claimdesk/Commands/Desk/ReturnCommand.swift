import ArgumentParser
import Domain

/// `claimdesk return REVIEW`
struct ReturnCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "return",
        abstract: "Send a review back to its author, with what is missing.",
        discussion: """
            EXAMPLES
              claimdesk return 0198c2f3-… --comment "Which year is that figure from?"

            It counts until they revise it or take it back. Needs a key with the role editor.
            """)

    @Argument(help: "The review; `claimdesk show CLAIM` prints it.")
    var review: Review.ID

    @Option(help: ArgumentHelp("What is missing.", valueName: "text"))
    var comment: String

    @OptionGroup var client: ClientOptions

    func run() async throws {
        let answer = try await client.client()
            .post(["v1", "reviews", review.description, "return"], ["comment": .string(comment)])
        if client.printJSON(answer) { return }
        print("Sent back; its author finds it with `claimdesk returned`.")
    }
}
