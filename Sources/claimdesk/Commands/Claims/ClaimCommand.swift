import ArgumentParser

/// `claimdesk claim`
struct ClaimCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "claim",
        abstract: "Add claims by hand, put right what they say, tell what became of them in their article.",
        subcommands: [ClaimAddCommand.self, ClaimEditCommand.self, ClaimAppearanceCommand.self])
}
