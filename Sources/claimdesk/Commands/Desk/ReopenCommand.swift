import ArgumentParser
import Domain

/// `claimdesk reopen CLAIM`
struct ReopenCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reopen",
        abstract: "Have a claim checked anew whose verdict was retracted.",
        discussion: """
            EXAMPLES
              claimdesk reopen 0198c2f1-… --public-text "We check it again with the right register."

            The claim goes back into the queue; its page goes on saying that the verdict was retracted. Needs a key with
            the role editor.
            """)

    @Argument(help: "The claim.")
    var claim: Claim.ID

    @Option(help: ArgumentHelp("What the public reads.", valueName: "text"))
    var publicText: String

    @Option(help: ArgumentHelp("Why, for the desk alone.", valueName: "text"))
    var reason: String?

    @OptionGroup var client: ClientOptions

    func run() async throws {
        let answer = try await client.client().post(
            ["v1", "claims", claim.description, "reopening"],
            ["publicText": .string(publicText), "reason": JSON(reason)])
        if client.printJSON(answer) { return }
        print("Claim \(try answer.decode(Shapes.LedgerEntry.self).claimId) is in the queue again.")
    }
}
