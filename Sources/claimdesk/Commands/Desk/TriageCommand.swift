import ArgumentParser
import Domain

/// `claimdesk triage CLAIM`
struct TriageCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "triage",
        abstract: "Decide whether a claim is worth the desk's time.",
        discussion: """
            EXAMPLES
              claimdesk triage 0198c2f1-… --queue --reason "Quoted all over town."
              claimdesk triage 0198c2f1-… --dismiss --reason "An opinion."
              claimdesk triage 0198c2f1-… --merge-into 0198c2f0-… --reason "Says the same."
              claimdesk triage 0198c2f1-… --split "cost 38 million crowns" --split "took 14 months" --reason "Two things."

            The parts of a claim that is split are words of it, each as it stands there; they are claims of their own from
            then on. The reason is logged with the decision. Needs a key with the role editor.
            """)

    enum Decision: String, EnumerableFlag {
        case queue, dismiss

        static func help(for value: Decision) -> ArgumentHelp? {
            switch value {
            case .queue: "Ask reviewers."
            case .dismiss: "Leave it, or take it out of the queue while nobody works on it."
            }
        }
    }

    @Argument(help: "The claim.")
    var claim: Claim.ID

    @Flag(exclusivity: .exclusive)
    var decision: Decision?

    @Option(help: ArgumentHelp("The claim that says the same, and stays.", valueName: "claim"))
    var mergeInto: Claim.ID?

    @Option(
        help: ArgumentHelp("Words of the claim that become a claim; may be given several times.", valueName: "words"))
    var split: [String] = []

    @Option(help: ArgumentHelp("Why.", valueName: "text"))
    var reason: String

    @OptionGroup var client: ClientOptions

    func validate() throws {
        if [decision != nil, mergeInto != nil, !split.isEmpty].count(where: { $0 }) != 1 {
            throw ValidationError("Give one of --queue, --dismiss, --merge-into and --split.")
        }
    }

    func run() async throws {
        let desk = try client.client()
        var body = body
        if !split.isEmpty {
            let whole = try await desk.get(["v1", "claims", claim.description]).decode(Shapes.ClaimDetail.self)
            body = body.adding(["parts": JSON(try parts(of: whole.anchor))])
        }
        let answer = try await desk.post(["v1", "claims", claim.description, "triage"], body)
        if client.printJSON(answer) { return }
        let claim = try answer.decode(Shapes.Claim.self)
        print(
            split.isEmpty
                ? "Claim \(claim.id) is \(claim.status)."
                : "Split: \(split.count) in the queue, each a claim of its own; claim \(claim.id) is \(claim.status).")
    }

    var body: JSON {
        if let mergeInto { return ["decision": "merge", "into": JSON(mergeInto), "reason": .string(reason)] }
        if !split.isEmpty { return ["decision": "split", "reason": .string(reason)] }
        return ["decision": JSON(decision), "reason": .string(reason)]
    }

    /// The parts by their places in the version, in code points.
    ///
    /// - Throws: `Failure` for words that are not the claim's, or stand in it more than once.
    func parts(of anchor: Shapes.Claim.Anchor?) throws -> [JSON] {
        guard let anchor, let start = anchor.start else {
            throw Failure("the claim has no place in its article, and cannot be split")
        }
        return try split.map { words in
            let place = ClaimPlace(.quote(exact: words, prefix: "", suffix: ""))
            do {
                let part = try place.anchor(in: anchor.exact)
                return ["start": .int(start + part.range.start), "end": .int(start + part.range.end)]
            } catch let error as InputError {
                throw Failure("\(TerminalText.oneLine(words)): \(error.problem.replacing("text", with: "claim"))")
            }
        }
    }
}
