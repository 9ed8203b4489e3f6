import ArgumentParser
import Foundation

/// `claimdesk renew LEASE`
struct RenewCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "renew",
        abstract: "Hold a claim longer.",
        discussion: """
            EXAMPLES
              claimdesk renew 0198c2f1-…

            The time begins anew, as long as the desk lets reviewers hold a claim.
            """)

    @OptionGroup var lease: LeaseOptions

    func run() async throws {
        try await lease.send("renew") { "Yours until \(LocalTime.text($0.expiresAt, from: Date()))." }
    }
}

/// `claimdesk release LEASE`
struct ReleaseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "release",
        abstract: "Give a claim back to the queue; you may be offered it again.",
        discussion: """
            EXAMPLES
              claimdesk release 0198c2f1-… --reason "Back on Monday."

            What you have written stays as a draft.
            """)

    @Option(help: ArgumentHelp("Why; it is logged.", valueName: "text"))
    var reason: String?

    @OptionGroup var lease: LeaseOptions

    func run() async throws {
        try await lease.send("release", reason: reason) { "Claim \($0.claimId) is back in the queue." }
    }
}

/// `claimdesk skip LEASE`
struct SkipCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "skip",
        abstract: "Give a claim back for others to review.",
        discussion: """
            EXAMPLES
              claimdesk skip 0198c2f1-… --reason "I know the claimant."

            Whether you are offered it again some day is the desk's policy.
            """)

    @Option(help: ArgumentHelp("Why; it is logged.", valueName: "text"))
    var reason: String?

    @OptionGroup var lease: LeaseOptions

    func run() async throws {
        try await lease.send("skip", reason: reason) { "Claim \($0.claimId) is left to others." }
    }
}
