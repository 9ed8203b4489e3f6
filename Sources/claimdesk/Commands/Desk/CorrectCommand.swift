import ArgumentParser
import Domain
import Rendering

/// `claimdesk correct CLAIM DECISION`
struct CorrectCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "correct",
        abstract: "Decide about a published verdict, asked to or not.",
        discussion: """
            EXAMPLES
              claimdesk correct 0198c2f1-… clarification --public-text "The figure is that of 2023."
              claimdesk correct 0198c2f1-… correction --public-text "We rated this false. The register had been amended." \\
                --rating accurate --rationale "The amended register has 412 m." --request 0198c2f9-…
              claimdesk correct 0198c2f1-… no_change --request 0198c2f9-…

            DECISION is no_change, clarification, update, correction or retraction. All but no_change want a text for the
            public; a correction is a new version of the verdict, with a rating and a rationale, and cites what the one
            before cited. Verdicts stay readable in every version. Needs a key with the role editor.
            """)

    @Argument(help: "The claim.")
    var claim: Claim.ID

    @Argument(help: "What is decided.")
    var decision: Decision

    @Option(help: ArgumentHelp("What the public reads.", valueName: "text"))
    var publicText: String?

    @Option(help: ArgumentHelp("The correction request that this answers.", valueName: "id"))
    var request: CorrectionRequest.ID?

    @Option(help: ArgumentHelp("The new rating, by its key.", valueName: "key"))
    var rating: String?

    @Option(help: ArgumentHelp("Why it is the rating now.", valueName: "text"))
    var rationale: String?

    @Option(help: ArgumentHelp("Why, for the desk alone.", valueName: "text"))
    var reason: String?

    @Option(
        help: ArgumentHelp("Why you decide though you reviewed the claim yourself; it is logged.", valueName: "text"))
    var overrideReason: String?

    @OptionGroup var client: ClientOptions

    enum Decision: String, ExpressibleByArgument, CaseIterable {
        case noChange = "no_change"
        case clarification, update, correction, retraction
    }

    func validate() throws {
        if (rating == nil) != (rationale == nil) { throw ValidationError("--rating and --rationale go together.") }
        if decision == .correction, rating == nil {
            throw ValidationError("A correction is a new version of the verdict: give --rating and --rationale.")
        }
        if rating != nil, decision != .correction, decision != .update {
            throw ValidationError("--rating goes with correction and update.")
        }
        if publicText == nil, decision != .noChange {
            throw ValidationError("Missing expected argument '--public-text'")
        }
    }

    func run() async throws {
        let answer = try await client.client().post(["v1", "claims", claim.description, "corrections"], body)
        if client.printJSON(answer) { return }
        let entry = try answer.decode(Shapes.LedgerEntry.self)
        print("\(StandingWords.entered(entry.kind, version: entry.verdictVersion)) Claim \(entry.claimId).")
    }

    /// Null counts as left out.
    var body: JSON {
        [
            "decision": JSON(decision), "publicText": JSON(publicText), "requestId": JSON(request),
            "rating": JSON(rating), "rationale": JSON(rationale), "reason": JSON(reason),
            "overrideReason": JSON(overrideReason),
        ]
    }
}
