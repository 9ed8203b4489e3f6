import ArgumentParser
import Domain
import Workflow

/// `claimdesk home`
struct HomeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "home",
        abstract: "Say whether this database is the real one, or a copy from which nothing is sent.",
        discussion: """
            EXAMPLES
              claimdesk home show
              claimdesk home confirm          # after a restore that is to go on, or a move to another server
              claimdesk home deny             # before a worker looks at a copy that Postgres takes for the original

            A dump that is restored into another database or server is known for a copy: its webhooks stay silent until
            they are confirmed. A standby that takes over is the same database. Works on the database itself: with
            CLAIMDESK_DATABASE_URL, or with --data on a `claimdesk dev`.
            """,
        subcommands: [Show.self, Confirm.self, Deny.self], defaultSubcommand: Show.self)

    /// `claimdesk home show`
    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Tell which of both it is.")

        @Flag(help: "As JSON.")
        var json = false

        @OptionGroup var database: DatabaseOptions

        func run() async throws {
            let isHome = try await database.withInstallation { installation, _ in
                try await installation.desk.isAtHome()
            }
            if json { return print((["home": isHome ? "confirmed" : "copy"] as JSON).text()) }
            print(
                isHome
                    ? "This is the real database: webhooks are sent."
                    : "This is a copy: no webhook is sent. If it is the real one now: claimdesk home confirm")
        }
    }

    /// `claimdesk home confirm`
    struct Confirm: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "This database is the real one now: webhooks are sent, also those that wait.")

        @OptionGroup var database: DatabaseOptions

        func run() async throws {
            try await database.withInstallation { installation, _ in try await installation.desk.confirmHome() }
            print("This is the real database now: webhooks are sent.")
        }
    }

    /// `claimdesk home deny`
    struct Deny: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "This database is a copy: no webhook is sent.")

        @OptionGroup var database: DatabaseOptions

        func run() async throws {
            try await database.withInstallation { installation, _ in try await installation.desk.denyHome() }
            print("This is a copy now: no webhook is sent.")
        }
    }
}
