import ArgumentParser
import Domain

/// `claimdesk correct CLAIM DECISION`
struct CorrectCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "correct",
        abstract: "Decide about a published verdict, asked to or not.",
        discussion: """
            EXAMPLES
              claimdesk correct 0198c2f1-… clarification --public-text "The figure is that of 2023."
              claimdesk correct 0198c2f1-… correction --public-text "We rated this false. The register had been amended." \\
                --rating accurate --rationale "The amended register has 412 m." --supports https://example.org/register \\
                --request 0198c2f9-…
              claimdesk correct 0198c2f1-… no_change --request 0198c2f9-…
              claimdesk correct 0198c2f1-… correction --file correction.json

            DECISION is no_change, clarification, update, correction or retraction. All but no_change want a text for the
            public; a correction is a new version of the verdict, with a rating and a rationale. --file has all but the
            decision, as the API takes it. Verdicts stay readable in every version. Needs a key with the role editor.

            \(AssessmentOptions.sources)
            """)

    @Argument(help: "The claim.")
    var claim: Claim.ID

    @Argument(help: "What is decided.")
    var decision: Decision

    @Option(help: ArgumentHelp("What the public reads.", valueName: "text"))
    var publicText: String?

    @Option(help: ArgumentHelp("The correction request that this answers.", valueName: "id"))
    var request: CorrectionRequest.ID?

    @Option(help: ArgumentHelp("Why, for the desk alone.", valueName: "text"))
    var reason: String?

    @Option(
        help: ArgumentHelp("Why you decide though you reviewed the claim yourself; it is logged.", valueName: "text"))
    var overrideReason: String?

    @OptionGroup var opinion: AssessmentOptions
    @OptionGroup var client: ClientOptions

    enum Decision: String, ExpressibleByArgument, CaseIterable {
        case noChange = "no_change"
        case clarification, update, correction, retraction
    }

    func validate() throws {
        if opinion.file != nil { return }
        let hasRationale = opinion.rationale != nil || opinion.rationaleFile != nil
        if (opinion.rating == nil) == hasRationale {
            throw ValidationError("--rating and --rationale go together.")
        }
        if decision == .correction, opinion.rating == nil {
            throw ValidationError("A correction is a new version of the verdict: give --rating and --rationale.")
        }
        if opinion.rating != nil, decision != .correction, decision != .update {
            throw ValidationError("--rating goes with correction and update.")
        }
        if publicText == nil, decision != .noChange {
            throw ValidationError("Missing expected argument '--public-text'")
        }
    }

    func run() async throws {
        let answer = try await client.client().post(["v1", "claims", claim.description, "corrections"], try body())
        if client.printJSON(answer) { return }
        let entry = try answer.decode(Shapes.LedgerEntry.self)
        print("Entered: \(entry.kind), claim \(entry.claimId), verdict \(entry.verdictVersion) stands.")
    }

    /// Only what was said: of a file all of it, and what is given beside it.
    func body() throws -> JSON {
        let given: [JSON.Member] = [
            .init("decision", JSON(decision)), .init("publicText", JSON(publicText)), .init("requestId", JSON(request)),
            .init("reason", JSON(reason)), .init("overrideReason", JSON(overrideReason)),
        ]
        let opinion = try opinion.members().filter { member in
            !given.contains { $0.name == member.name && $0.value != .null }
        }
        return .object((given + opinion).filter { $0.value != .null && $0.value != .array([]) })
    }
}
