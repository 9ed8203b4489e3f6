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

            The reason is logged with the decision. Needs a key with the role editor.
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

    @Option(help: ArgumentHelp("Why.", valueName: "text"))
    var reason: String

    @OptionGroup var client: ClientOptions

    func validate() throws {
        if (decision == nil) == (mergeInto == nil) {
            throw ValidationError("Give one of --queue, --dismiss and --merge-into.")
        }
    }

    func run() async throws {
        let answer = try await client.client().post(["v1", "claims", claim.description, "triage"], body)
        if client.printJSON(answer) { return }
        let claim = try answer.decode(Shapes.Claim.self)
        print("Claim \(claim.id) is \(claim.status).")
    }

    var body: JSON {
        if let mergeInto { return ["decision": "merge", "into": JSON(mergeInto), "reason": .string(reason)] }
        return ["decision": JSON(decision), "reason": .string(reason)]
    }
}
