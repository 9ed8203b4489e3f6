import ArgumentParser
import Domain

/// `claimdesk publish CLAIM`
struct PublishCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "publish",
        abstract: "Publish the verdict on a claim.",
        discussion: """
            EXAMPLES
              claimdesk publish 0198c2f1-…
              claimdesk publish 0198c2f1-… --yes --pass 'independentSources=The register is the only source there is.'

            Takes the verdict that was decided, or the one that agreeing reviews have drafted. From then on it stands in
            the article's report and, if the desk has any, on its public pages. On a terminal you are shown what will be
            public and asked once; anywhere else --yes says so. Needs a key with the role editor.
            """)

    @Argument(help: "The claim.")
    var claim: Claim.ID

    @Flag(help: "Publish without asking.")
    var yes = false

    @Option(
        help: ArgumentHelp(
            "Why a gate of the desk is passed; it is logged. May be given several times.", valueName: "gate=text"))
    var pass: [String] = []

    @Option(help: ArgumentHelp("Why you publish though only you reviewed the claim; it is logged.", valueName: "text"))
    var overrideReason: String?

    @OptionGroup var client: ClientOptions

    func validate() throws { _ = try gateReasons() }

    func run() async throws {
        if !yes { try Confirmation.requireSomebody(to: "publish") }
        let desk = try client.client()
        if !yes { try await ask(on: desk) }
        let answer = try await desk.post(["v1", "claims", claim.description, "publication"], try body())
        if client.printJSON(answer) { return }
        let publication = try answer.decode(Shapes.Publication.self)
        let at = LocalTime.text(publication.publishedAt)
        print("Published: \(publication.verdict.rating.label), claim \(publication.claimId), on \(at).")
    }

    /// Shows what will be public, and what stands against it, then asks.
    private func ask(on desk: Client) async throws {
        do {
            let preview = try await PublicationGuard.answer(for: claim, try body(), on: desk)
            let guarding = try preview.decode(Shapes.Preview.self)
            if let report = JSON(parsing: preview.text)?["forms"]?["markdown"]?.string { StandardError.write(report) }
            StandardError.write(PublicationGuard.text(guarding))
            if !guarding.objections.isEmpty { throw Failure("the desk would refuse it; nothing was published") }
        } catch let problem as Problem where problem.status == 404 || problem.status == 405 {
            // A desk of a release before this one has no previews.
            try await showVerdict(on: desk)
        }
        try Confirmation.ask("Make this public?")
    }

    private func showVerdict(on desk: Client) async throws {
        let claim = try await desk.get(["v1", "claims", claim.description]).decode(Shapes.ClaimDetail.self)
        var sheet = Sheet()
        sheet.add("Claim", claim.statement)
        sheet.add("Said by", Sheet.words(claim.claimant))
        sheet.add("Rating", claim.verdict?.rating.label)
        sheet.add("Because", claim.verdict?.rationale)
        sheet.add(claim.verdict?.evidence ?? [])
        StandardError.write(sheet.text)
    }

    /// Null counts as left out.
    func body() throws -> JSON {
        let reasons = try gateReasons()
        return [
            "overrideReason": JSON(overrideReason),
            "gateReasons": reasons.isEmpty ? .null : .object(reasons),
        ]
    }

    private func gateReasons() throws -> [JSON.Member] {
        try pass.map { text in
            let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
            guard parts.count == 2, let gate = PublicationGates.Gate(rawValue: parts[0]) else {
                let gates = PublicationGates.Gate.allCases.map(\.rawValue).joined(separator: ", ")
                throw ValidationError("--pass must look like gate=why, with one of the gates \(gates).")
            }
            return JSON.Member(gate.rawValue, .string(parts[1]))
        }
    }
}
