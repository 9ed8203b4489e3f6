import ArgumentParser
import Domain
import Foundation

// The verbs that work over the API, on one's own keys or, as an administrator, on everybody's.
extension KeyCommand {
    /// `claimdesk key list`
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List keys, the newest first: your own, or the desk's as an administrator or auditor.")

        @OptionGroup var client: ClientOptions

        func run() async throws {
            let keys = try await client.client().list(["v1", "keys"], of: Shapes.Key.self)
            print(client.json ? keys.json.text() : KeyCommand.text(keys.items))
        }
    }

    /// `claimdesk key rotate`
    struct Rotate: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Replace a key by one with a new secret; both are good for a while.",
            discussion: """
                EXAMPLES
                  claimdesk key rotate 01890a5d-ac96-774b-bcce-b302099a8057 --overlap 600
                """)

        @Argument(help: "The key; `claimdesk key list` shows the ids.")
        var id: AccessKey.ID

        @Option(help: ArgumentHelp("How long the old key goes on (default: an hour).", valueName: "seconds"))
        var overlap: Int = KeyRules.defaultOverlapSeconds

        @OptionGroup var client: ClientOptions

        func run() async throws {
            let answer = try await client.client()
                .post(["v1", "keys", id.description, "rotation"], ["overlapSeconds": .int(overlap)])
            if client.printJSON(answer) { return }
            let key = try answer.decode(Shapes.NewKey.self)
            let held = key.roles.joined(separator: ", ")
            StandardError.write(
                "New key for \(key.member.name) (\(held)); the old one ends in \(overlap) seconds. It is shown this once:"
            )
            print(key.secret)
        }
    }

    /// `claimdesk key revoke`
    struct Revoke: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Revoke a key at once.")

        @Argument(help: "The key; `claimdesk key list` shows the ids.")
        var id: AccessKey.ID

        @OptionGroup var client: ClientOptions

        func run() async throws {
            let answer = try await client.client().post(["v1", "keys", id.description, "revocation"], [:])
            if client.printJSON(answer) { return }
            let key = try answer.decode(Shapes.Key.self)
            print("\(key.name) (\(key.hint)) of \(key.member.name) opens the desk no longer.")
        }
    }

    static func text(_ keys: [Shapes.Key]) -> String {
        var table = TextTable("Member", "Key", "Hint", "Roles", "Last used", "Ends", "Id")
        for key in keys {
            let end = key.revokedAt.map { "revoked \(LocalTime.text($0))" } ?? key.expiresAt.map { LocalTime.text($0) }
            table.add(
                key.member.name, key.name, key.hint, key.roles.joined(separator: ", "),
                key.lastUsedAt.map { LocalTime.text($0) } ?? "–", end ?? "–", key.id)
        }
        return table.text
    }
}
