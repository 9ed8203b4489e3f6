import ArgumentParser
import Domain
import Foundation

/// `claimdesk member`
struct MemberCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "member",
        abstract: "List, invite and deactivate the members of the desk; tell and forget what it knows of people.",
        discussion: """
            Works over the API: CLAIMDESK_URL and CLAIMDESK_KEY say where and as whom. To list takes the role editor,
            auditor or admin, to change admin.
            """,
        subcommands: [List.self, Invite.self, Deactivate.self, PersonalDataCommand.self, EraseCommand.self])

    /// `claimdesk member list`
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List the members by name.",
            discussion: """
                EXAMPLES
                  claimdesk member list
                  claimdesk member list --deactivated --json
                """)

        @Flag(help: "Those who have left, instead of those who are active.")
        var deactivated = false

        @OptionGroup var client: ClientOptions

        func run() async throws {
            let state = deactivated ? "deactivated" : "active"
            let members = try await client.client().list(
                ["v1", "members"], filter: ["state": state], of: Shapes.Member.self)
            print(client.json ? members.json.text() : MemberCommand.text(members.items))
        }
    }

    /// `claimdesk member invite`
    struct Invite: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Add a member to the desk.",
            discussion: """
                EXAMPLES
                  claimdesk member invite --name "Ana Ruiz" --email ana@example.org --role reviewer --with-key
                """)

        @Option(help: ArgumentHelp("Their name.", valueName: "text"))
        var name: String

        @Option(help: ArgumentHelp("Their address.", valueName: "address"))
        var email: String?

        @Option(name: .customLong("role"), help: ArgumentHelp("What they may do; one or more.", valueName: "role"))
        var roles: [Role]

        @Flag(name: .customLong("with-key"), help: "Make their first key; its secret is shown once.")
        var makesKey = false

        @OptionGroup var client: ClientOptions

        func validate() throws {
            if roles.isEmpty { throw ValidationError("Give at least one --role.") }
        }

        func run() async throws {
            let body: JSON = [
                "name": .string(name), "email": JSON(email), "roles": Role.json(Set(roles)), "key": .bool(makesKey),
            ]
            let answer = try await client.client().post(["v1", "members"], body)
            if client.printJSON(answer) { return }
            let member = try answer.decode(Shapes.NewMember.self)
            let what = "\(member.name) (\(member.roles.joined(separator: ", "))) is a member: \(member.id)"
            guard let key = member.key else {
                print(what)
                return
            }
            StandardError.write("\(what)\nTheir first key is shown this once:")
            print(key.secret)
        }
    }

    /// `claimdesk member deactivate`
    struct Deactivate: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "End a member's time on the desk: keys are revoked, claims go back to the queue.")

        @Argument(help: "The member; `claimdesk member list` shows the ids.")
        var id: Member.ID

        @Option(help: ArgumentHelp("Why; kept in the audit trail.", valueName: "text"))
        var reason: String

        @OptionGroup var client: ClientOptions

        func run() async throws {
            let answer = try await client.client()
                .post(["v1", "members", id.description, "deactivation"], ["reason": .string(reason)])
            if client.printJSON(answer) { return }
            let member = try answer.decode(Shapes.Member.self)
            print(
                "\(member.name) left the desk \(member.deactivatedAt.map { "on \(LocalTime.text($0))" } ?? "just now")."
            )
        }
    }

    static func text(_ members: [Shapes.Member]) -> String {
        var table = TextTable("Name", "Roles", "Email", "Left", "Id")
        for member in members {
            table.add(
                member.name, member.roles.joined(separator: ", "), member.email ?? "–",
                member.deactivatedAt.map { LocalTime.day($0) } ?? "–",
                member.id)
        }
        return table.text
    }
}
