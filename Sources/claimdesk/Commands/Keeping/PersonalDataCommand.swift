import ArgumentParser
import Domain

/// Whose data it is: a member's or a requester's.
struct PersonOptions: ParsableArguments {
    @Argument(help: "The member; `claimdesk member list` shows the ids.")
    var member: Member.ID?

    @Option(
        help: ArgumentHelp("Instead of a member: who sent correction requests, by name or contact.", valueName: "text"))
    var requester: String?

    func validate() throws {
        if (member == nil) == (requester == nil) { throw ValidationError("Give a member or a --requester.") }
    }
}

/// `claimdesk member personal-data`
struct PersonalDataCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "personal-data",
        abstract: "Print all that the desk has of a person, as JSON.",
        discussion: """
            EXAMPLES
              claimdesk member personal-data 0198c2f1-… > ana.json
              claimdesk member personal-data --requester ann@example.org
            """)

    @OptionGroup var person: PersonOptions
    @OptionGroup var client: ClientOptions

    func run() async throws {
        let desk = try client.client()
        let answer =
            if let member = person.member {
                try await desk.get(["v1", "members", member.description, "personal-data"])
            } else {
                try await desk.get(["v1", "personal-data"], ["requester": person.requester ?? ""])
            }
        print(JSON(parsing: answer.text)?.text(pretty: true) ?? answer.text)
    }
}

/// `claimdesk member erase`
struct EraseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "erase",
        abstract: "Forget who somebody was, for good: names and addresses go, decisions stay.",
        discussion: """
            EXAMPLES
              claimdesk member erase 0198c2f1-… --reason "Asked for it on 1 March."
              claimdesk member erase --requester ann@example.org --reason "Asked for it on 1 March."

            A member is deactivated too. The reason is kept in the audit trail, so it should name nobody.
            """)

    @OptionGroup var person: PersonOptions

    @Option(help: ArgumentHelp("Why.", valueName: "text"))
    var reason: String

    @OptionGroup var client: ClientOptions

    func run() async throws {
        let desk = try client.client()
        guard let member = person.member else {
            let body: JSON = ["requester": JSON(person.requester), "reason": .string(reason)]
            let answer = try await desk.post(["v1", "personal-data", "erasure"], body)
            if client.printJSON(answer) { return }
            let erased = try answer.decode(Shapes.ErasedRequests.self).requests
            return print("\(counted(erased.count, "correction request")) lost the name and contact of who sent it.")
        }
        let answer = try await desk.post(["v1", "members", member.description, "erasure"], ["reason": .string(reason)])
        if client.printJSON(answer) { return }
        print("Member \(member) is “\(try answer.decode(Shapes.Member.self).name)” from now on.")
    }
}
