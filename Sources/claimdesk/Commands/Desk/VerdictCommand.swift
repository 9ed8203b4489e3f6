import ArgumentParser
import Domain

/// `claimdesk verdict CLAIM`
struct VerdictCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verdict",
        abstract: "Decide a claim, in words for the public.",
        discussion: """
            EXAMPLES
              claimdesk verdict 0198c2f1-… --rating misleading --rationale "True for 2021, not for the years since." \\
                  --title "The harbour figures are those of 2021"

            \(AssessmentOptions.sources)
            The claim's evidence is cited as well. With the rating that the reviews agree on it is a verdict by agreement, in
            your words. Needs a key with the role editor.
            """)

    @Argument(help: "The claim.")
    var claim: Claim.ID

    @Option(
        help: ArgumentHelp("Why you decide though you reviewed the claim yourself; it is logged.", valueName: "text"))
    var overrideReason: String?

    @OptionGroup var opinion: AssessmentOptions
    @OptionGroup var headline: HeadlineOptions
    @OptionGroup var client: ClientOptions

    func validate() throws { try opinion.requireWhole() }

    func run() async throws {
        var members = try opinion.members() + headline.members
        if let overrideReason { members.append(.init("overrideReason", .string(overrideReason))) }
        let answer = try await client.client().post(["v1", "claims", claim.description, "verdict"], .object(members))
        if client.printJSON(answer) { return }
        let verdict = try answer.decode(Shapes.Verdict.self)
        print("Decided: \(verdict.rating.label) (verdict \(verdict.version) of claim \(verdict.claimId)).")
        print("Next: claimdesk publish \(verdict.claimId)")
    }
}
