import ArgumentParser
import Domain

/// `claimdesk undo REVIEW`
struct UndoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "undo",
        abstract: "Take back your own review, while the claim has no verdict.",
        discussion: """
            EXAMPLES
              claimdesk undo 0198c2f3-… --reason "I read the table wrongly."

            Its place in the queue opens for somebody else; you are not asked about the claim again. To say something
            else instead, use `claimdesk revise`.
            """)

    @Argument(help: "The review; `claimdesk review` and `claimdesk show CLAIM` print it.")
    var review: Review.ID

    @Option(help: ArgumentHelp("Why; it is logged.", valueName: "text"))
    var reason: String

    @OptionGroup var client: ClientOptions

    func run() async throws {
        let answer = try await client.client()
            .post(["v1", "reviews", review.description, "withdrawal"], ["reason": .string(reason)])
        if client.printJSON(answer) { return }
        let withdrawn = try answer.decode(Shapes.Withdrawn.self)
        print("Taken back. The claim is \(ReviewCommand.words(withdrawn.claimStatus)).")
    }
}

/// `claimdesk revise REVIEW`
struct ReviseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "revise",
        abstract: "Put a new version in the place of your own review, while the claim has no verdict.",
        discussion: """
            EXAMPLES
              claimdesk revise 0198c2f3-… --reason "The editor asked which year." --rating mostly_false \\
                  --rationale "In 2023 it was a third of that figure." --refutes https://stats.example.org/t3

            \(AssessmentOptions.sources)
            It takes the place of all of the version before, sources too; that one stays on record.
            """)

    @Argument(help: "The review; `claimdesk returned` prints it.")
    var review: Review.ID

    @Option(help: ArgumentHelp("Why there is a new version.", valueName: "text"))
    var reason: String

    @OptionGroup var opinion: AssessmentOptions
    @OptionGroup var client: ClientOptions

    func validate() throws { try opinion.requireWhole() }

    func run() async throws {
        let body = JSON.object(try opinion.members()).adding(["reason": .string(reason)])
        let answer = try await client.client().put(["v1", "reviews", review.description], body)
        if client.printJSON(answer) { return }
        let review = try answer.decode(Shapes.Review.self)
        print("Stored: \(review.rating.label). The claim is \(ReviewCommand.words(review.claimStatus)).")
    }
}
