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
                --rating accurate --rationale "The amended register has 412 m." --supports https://example.org/register \\
                --request 0198c2f9-…
              claimdesk correct 0198c2f1-… no_change --request 0198c2f9-…
              claimdesk correct 0198c2f1-… correction --file correction.json --yes

            DECISION is no_change, clarification, update, correction or retraction. All but no_change want a text for the
            public. A correction changes something about the verdict, which then has a new version (what is left out stays),
            or about the claim; an update may, and a clarification about the claim and the title. Where the claim changes, title,
            summary and what ClaimReview calls it are said anew, or taken away with --without. --file has all but the decision, as the API takes it. What stood before stays
            readable. On a terminal you are shown what will be public and asked once; anywhere else --yes says so. Needs a key with the role editor.

            \(AssessmentOptions.sources)
            """)

    @Argument(help: "The claim.")
    var claim: Claim.ID

    @Argument(help: "What is decided.")
    var decision: Decision

    @Flag(help: "Decide without asking.")
    var yes = false

    @Option(help: ArgumentHelp("What the public reads.", valueName: "text"))
    var publicText: String?

    @Option(help: ArgumentHelp("The correction request that this answers.", valueName: "id"))
    var request: CorrectionRequest.ID?

    @Option(help: ArgumentHelp("Why, for the desk alone.", valueName: "text"))
    var reason: String?

    @Option(
        help: ArgumentHelp("Why you decide though you reviewed the claim yourself; it is logged.", valueName: "text"))
    var overrideReason: String?

    @Option(help: ArgumentHelp("What the claim says, put right.", valueName: "text"))
    var statement: String?

    @Option(help: ArgumentHelp("Who said it, put right: their name.", valueName: "name"))
    var claimant: String?

    @Flag(help: "The claimant is the same person, written in another way: what they answered goes on standing.")
    var samePerson = false

    @Option(
        help: ArgumentHelp(
            "What is taken away: title, summary or claimReviewed. May be given several times.", valueName: "part"))
    var without: [Headline.Part] = []

    @OptionGroup var opinion: AssessmentOptions
    @OptionGroup var headline: HeadlineOptions
    @OptionGroup var client: ClientOptions

    enum Decision: String, ExpressibleByArgument, CaseIterable {
        case noChange = "no_change"
        case clarification, update, correction, retraction
    }

    func validate() throws {
        if opinion.file != nil { return }
        let ofClaim = !headline.members.isEmpty || !without.isEmpty || statement != nil || claimant != nil
        let changes =
            ofClaim
            || [opinion.rating, opinion.rationale, opinion.rationaleFile].contains { $0 != nil }
            || !(opinion.supports + opinion.refutes + opinion.context).isEmpty
        if decision == .correction, !changes {
            throw ValidationError("A correction changes something: give what is to be put right, such as --rating.")
        }
        let mayChange = decision == .correction || decision == .update || (decision == .clarification && ofClaim)
        if changes, !mayChange {
            throw ValidationError("What the verdict or the claim says is changed by correction and update.")
        }
        if samePerson, claimant == nil { throw ValidationError("--same-person goes with --claimant.") }
        if publicText == nil, decision != .noChange {
            throw ValidationError("Missing expected argument '--public-text'")
        }
    }

    func run() async throws {
        let body = try body()
        // An answer without words is read by nobody but the desk.
        let isPublic = decision != .noChange || body["publicText"]?.string != nil
        if isPublic, !yes { try Confirmation.requireSomebody(to: "correct") }
        let desk = try client.client()
        if isPublic, !yes { try await ask(body, on: desk) }
        let answer = try await desk.post(["v1", "claims", claim.description, "corrections"], body)
        if client.printJSON(answer) { return }
        let entry = try answer.decode(Shapes.LedgerEntry.self)
        print("\(StandingWords.entered(entry.kind, version: entry.verdictVersion)) Claim \(entry.claimId).")
    }

    /// Shows what will be public, and what stands against it, then asks.
    private func ask(_ body: JSON, on desk: Client) async throws {
        do {
            let preview = try await desk.post(["v1", "claims", claim.description, "corrections", "preview"], body)
            let guarding = try preview.decode(Shapes.Preview.self)
            if let report = JSON(parsing: preview.text)?["forms"]?["markdown"]?.string { StandardError.write(report) }
            StandardError.write(PublicationGuard.text(guarding))
            if !guarding.objections.isEmpty { throw Failure("the desk would refuse it; nothing was changed") }
        } catch let problem as Problem where problem.status == 404 || problem.status == 405 {
            // A desk of a release before this one has no previews of corrections.
            StandardError.write(body["publicText"]?.string ?? "")
        }
        try Confirmation.ask("Make this public?")
    }

    /// Only what was said: of a file all of it, and what is given beside it.
    func body() throws -> JSON {
        let given: [JSON.Member] = [
            .init("decision", JSON(decision)), .init("publicText", JSON(publicText)), .init("requestId", JSON(request)),
            .init("statement", JSON(statement)),
            .init("claimant", claimant.map { ["name": .string($0), "kind": "named"] } ?? .null),
            .init("samePerson", samePerson ? .bool(true) : .null),
            .init("reason", JSON(reason)), .init("overrideReason", JSON(overrideReason)),
        ]
        let opinion = try opinion.members().filter { member in
            !given.contains { $0.name == member.name && $0.value != .null }
        }
        let said = (given + opinion + headline.members).filter { $0.value != .null && $0.value != .array([]) }
        return .object(said + without.map { JSON.Member($0.rawValue, .null) })
    }
}

extension Headline.Part: ExpressibleByArgument {}
