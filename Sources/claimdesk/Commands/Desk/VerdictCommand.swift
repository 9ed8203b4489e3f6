import ArgumentParser
import Domain

/// `claimdesk verdict CLAIM`
struct VerdictCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verdict",
        abstract: "Decide a claim whose reviews disagree, or differently than they say.",
        discussion: """
            EXAMPLES
              claimdesk verdict 0198c2f1-… --rating misleading --rationale "True for 2021, not for the years since."

            \(AssessmentOptions.sources)
            The evidence of the reviews is cited as well. Reviews that agree need no verdict of their own: publish takes
            it as they have drafted it. Needs a key with the role editor.
            """)

    @Argument(help: "The claim.")
    var claim: Claim.ID

    @Option(
        help: ArgumentHelp("Why you decide though you reviewed the claim yourself; it is logged.", valueName: "text"))
    var overrideReason: String?

    @OptionGroup var opinion: AssessmentOptions
    @OptionGroup var client: ClientOptions

    func validate() throws { try opinion.requireWhole() }

    func run() async throws {
        var members = try opinion.members()
        if let overrideReason { members.append(.init("overrideReason", .string(overrideReason))) }
        let answer = try await client.client().post(["v1", "claims", claim.description, "verdict"], .object(members))
        if client.printJSON(answer) { return }
        let verdict = try answer.decode(Shapes.Verdict.self)
        print("Decided: \(verdict.rating.label) (verdict \(verdict.version) of claim \(verdict.claimId)).")
        print("Next: claimdesk publish \(verdict.claimId)")
    }
}
