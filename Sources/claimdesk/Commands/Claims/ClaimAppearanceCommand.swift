import ArgumentParser
import Domain

/// `claimdesk claim appearance CLAIM STATE`
struct ClaimAppearanceCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "appearance",
        abstract: "Say what has become of a checked claim's words in its article.",
        discussion: """
            EXAMPLES
              claimdesk claim appearance 0198c2f1-… corrected --note "The article has 421 metres now."

            corrected: the publisher put the words right; removed: it took them, or the article, away; unchanged: they stand.
            Every public form tells it. Needs a key with the role editor.
            """)

    @Argument(help: "The claim.")
    var claim: Claim.ID

    @Argument(help: "unchanged, corrected or removed.")
    var state: Appearance.State

    @Option(help: ArgumentHelp("What the public reads beside it.", valueName: "text"))
    var note: String?

    @OptionGroup var client: ClientOptions

    func validate() throws {
        if state == .changed { throw ValidationError("“changed” is noticed by the desk; say what it means.") }
    }

    func run() async throws {
        let answer = try await client.client().put(
            ["v1", "claims", claim.description, "appearance"],
            ["state": .string(state.rawValue), "note": JSON(note)])
        if client.printJSON(answer) { return }
        print("The words of claim \(claim) are \(state.rawValue).")
    }
}

extension Appearance.State: ExpressibleByArgument {}
