import ArgumentParser
import Domain

/// `claimdesk pause CLAIM`
struct PauseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pause",
        abstract: "Take a published verdict out of sight while it is looked at again.",
        discussion: """
            EXAMPLES
              claimdesk pause 0198c2f1-… --public-text "We are looking at the register again."

            Its page stays, and says so. `claimdesk resume` brings it back. Needs a key with the role editor.
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
            ["v1", "claims", claim.description, "pause"],
            ["publicText": .string(publicText), "reason": JSON(reason)])
        if client.printJSON(answer) { return }
        let entry = try answer.decode(Shapes.LedgerEntry.self)
        print("Verdict \(entry.verdictVersion) of claim \(entry.claimId) is paused.")
    }
}

/// `claimdesk resume CLAIM`
struct ResumeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "resume",
        abstract: "Bring a paused verdict back as it was.",
        discussion: """
            EXAMPLES
              claimdesk resume 0198c2f1-… --public-text "The register bears it out."
            """)

    @Argument(help: "The claim.")
    var claim: Claim.ID

    @Option(help: ArgumentHelp("What the public reads.", valueName: "text"))
    var publicText: String?

    @Option(help: ArgumentHelp("Why, for the desk alone.", valueName: "text"))
    var reason: String?

    @OptionGroup var client: ClientOptions

    func run() async throws {
        let answer = try await client.client().post(
            ["v1", "claims", claim.description, "resumption"],
            ["publicText": JSON(publicText), "reason": JSON(reason)])
        if client.printJSON(answer) { return }
        let entry = try answer.decode(Shapes.LedgerEntry.self)
        print("Verdict \(entry.verdictVersion) of claim \(entry.claimId) is public again.")
    }
}
