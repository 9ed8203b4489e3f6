import ArgumentParser
import Domain

/// `claimdesk assign CLAIM`
struct AssignCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "assign",
        abstract: "Give a claim to a reviewer.",
        discussion: """
            EXAMPLES
              claimdesk assign 0198c2f1-… --to 0198c2a0-…
              claimdesk assign 0198c2f1-… --to 0198c2a0-… --due 2026-03-14T17:00:00Z

            One of its reviews is kept for them, before whatever else they could take, until it is due; then anybody may
            take it. They see no more than others who are asked. Needs a key with the role editor.
            """)

    @Argument(help: "The claim.")
    var claim: Claim.ID

    @Option(help: ArgumentHelp("The reviewer; `claimdesk member list` shows the ids.", valueName: "member"))
    var to: Member.ID

    @Option(
        help: ArgumentHelp("Until when it is kept for them, with its zone (default: for good).", valueName: "time"))
    var due: String?

    @OptionGroup var client: ClientOptions

    func validate() throws {
        if let due, Timestamp.date(due) == nil {
            throw ValidationError("--due must be a time with its zone, such as 2026-03-14T17:00:00Z.")
        }
    }

    func run() async throws {
        let answer = try await client.client().post(
            ["v1", "claims", claim.description, "assignments"], ["memberId": JSON(to), "dueAt": JSON(due)])
        if client.printJSON(answer) { return }
        let assignment = try answer.decode(Shapes.Assignment.self)
        let until = assignment.dueAt.map { " until \(LocalTime.text($0))" } ?? ""
        print(
            "Kept for \(assignment.member.name)\(until). To take it back: claimdesk unassign \(assignment.id) --reason …"
        )
    }
}

/// `claimdesk unassign ASSIGNMENT`
struct UnassignCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "unassign",
        abstract: "Take a claim back from a reviewer to whom it was given.",
        discussion: """
            EXAMPLES
              claimdesk unassign 0198c2f7-… --reason "Needed today."

            If they hold it, their lease ends; what they wrote stays as a draft of theirs.
            """)

    @Argument(help: "The assignment; `claimdesk show CLAIM` prints it.")
    var assignment: Assignment.ID

    @Option(
        help: ArgumentHelp("Why; it is logged, and told to the reviewer if they hold the claim.", valueName: "text"))
    var reason: String

    @OptionGroup var client: ClientOptions

    func run() async throws {
        let answer = try await client.client().post(
            ["v1", "assignments", assignment.description, "withdrawal"], ["reason": .string(reason)])
        if client.printJSON(answer) { return }
        let assignment = try answer.decode(Shapes.Assignment.self)
        print("Claim \(assignment.claimId) is kept for \(assignment.member.name) no longer.")
    }
}
