import ArgumentParser
import Domain

/// `claimdesk claim edit CLAIM`
struct ClaimEditCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "edit",
        abstract: "Put right what a claim says, who says it, or of what kind it is.",
        discussion: """
            EXAMPLES
              claimdesk claim edit 0198c2f1-… --statement "The harbour wall of Port Sable is 412 metres long."
              claimdesk claim edit 0198c2f1-… --claimant "Mira Oduya" --quotation indirect --kind quantity

            Before and after stand in the audit trail. Statement, claimant and kind can be changed until the claim is
            published for the first time (after that `claimdesk correct` changes them in public), priority and reviews until there is a verdict. Needs a key with the role editor.
            """)

    @Argument(help: "The claim.")
    var claim: Claim.ID

    @Option(help: ArgumentHelp("What it says by itself.", valueName: "text"))
    var statement: String?

    @Option(help: "quantity, event, statement, cause, comparison, law, record, prediction, opinion or other.")
    var kind: Claim.Kind?

    @OptionGroup var said: ClaimantOptions

    @Flag(help: "The claimant is the same person, written in another way: what they answered goes on standing.")
    var samePerson = false

    @Option(help: "−100 to 100.")
    var priority: Int?

    @Option(help: "How many people review it.")
    var requiredReviews: Int?

    @OptionGroup var client: ClientOptions

    func validate() throws {
        if body == .object([]) { throw ValidationError("Say what is to be changed.") }
    }

    func run() async throws {
        let answer = try await client.client().patch(["v1", "claims", claim.description], body)
        if client.printJSON(answer) { return }
        let claim = try answer.decode(Shapes.Claim.self)
        print("Claim \(claim.id), \(claim.status): \(TerminalText.oneLine(claim.statement))")
    }

    /// What is changed, as the API takes it.
    var body: JSON {
        let members: [(String, JSON)] = [
            ("statement", JSON(statement)), ("kind", JSON(kind)), ("claimant", said.json ?? .null),
            ("samePerson", samePerson ? .bool(true) : .null), ("priority", JSON(priority)),
            ("requiredReviews", JSON(requiredReviews)),
        ]
        return .object(members.filter { $0.1 != .null }.map { JSON.Member($0.0, $0.1) })
    }
}
