import ArgumentParser
import Domain
import Foundation
import Workflow

/// `claimdesk key`
struct KeyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "key", abstract: "Make, list, rotate and revoke access keys.",
        subcommands: [Create.self, List.self, Rotate.self, Revoke.self])

    /// `claimdesk key create`
    struct Create: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make a key for a member; its secret is shown once.",
            discussion: """
                EXAMPLES
                  claimdesk key create --desk demo --member ifeoma@harbour-desk.example --name cms
                  claimdesk key create --desk demo --member "Siobhán Ní Fhloinn" --name laptop \\
                      --role editor --expires 2027-01-01

                Works on the database itself, so it needs no key.
                """)

        @Option(help: ArgumentHelp("The desk.", valueName: "slug"))
        var desk: String

        @Option(help: ArgumentHelp("The member: email, name or id.", valueName: "member"))
        var member: String

        @Option(help: ArgumentHelp("What the key is for: a machine or a program.", valueName: "text"))
        var name: String

        @Option(
            name: .customLong("role"),
            help: ArgumentHelp("Some of the member's roles (default: all of them).", valueName: "role"))
        var roles: [Role] = []

        @Option(help: ArgumentHelp("When it ends: 2027-01-01, or with a time and its zone.", valueName: "time"))
        var expires: String?

        @Flag(help: "As JSON.")
        var json = false

        @OptionGroup var database: DatabaseOptions

        func validate() throws { _ = try expiry() }

        func run() async throws {
            let expiry = try self.expiry()
            let key: NewKey = try await database.withInstallation { installation, _ in
                try await installation.desk.createKey(
                    onDesk: desk, for: member, name: name, roles: roles.isEmpty ? nil : Set(roles), expiresAt: expiry)
            }
            if json {
                print(key.json.text())
                return
            }
            let held = key.key.roles.sorted().map(\.rawValue).joined(separator: ", ")
            StandardError.write("Key for \(key.key.memberName) (\(held)). It is shown this once:")
            print(key.secret)
        }

        /// Midnight UTC where only a day is given.
        private func expiry() throws -> Date? {
            guard let expires else { return nil }
            guard let date = Timestamp.date(expires) ?? Day(expires).map(Timestamp.start) else {
                throw ValidationError("--expires must be like 2027-01-01 or 2027-01-01T12:00:00Z, not \"\(expires)\".")
            }
            return date
        }
    }
}

extension Role: ExpressibleByArgument {}
