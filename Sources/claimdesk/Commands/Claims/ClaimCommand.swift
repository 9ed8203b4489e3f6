import ArgumentParser

/// `claimdesk claim`
struct ClaimCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "claim",
        abstract: "Add claims by hand, and put right what they say.",
        subcommands: [ClaimAddCommand.self, ClaimEditCommand.self])
}
