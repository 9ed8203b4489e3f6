import ArgumentParser
import Domain
import Postgres
import Workflow

/// `claimdesk migrate`
struct MigrateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "migrate",
        abstract: "Bring the database's schema up to date.",
        discussion: """
            EXAMPLES
              claimdesk migrate
              claimdesk migrate --status

            Several at the same time wait for each other. Behind PgBouncer in transaction mode, migrate over a direct
            connection. --status changes nothing; its exit code is 1 when the schema is not current.
            """)

    @Flag(help: "Only show which migrations have run.")
    var status = false

    @Flag(help: "As JSON.")
    var json = false

    @OptionGroup var database: DatabaseOptions

    func run() async throws {
        try await database.withInstallation(currentSchema: false) { installation, progress in
            if !status {
                let names = try await installation.migrate(progress)
                progress.done()
                if !json {
                    print(names.isEmpty ? "The schema is current." : "Migrated: \(names.joined(separator: ", "))")
                }
            }
            let statuses = try await Schema.migrator().status(installation.database)
            progress.done()
            if json { print(Self.json(statuses).text()) } else if status { print(Self.table(statuses)) }
            if statuses.contains(where: { $0.state != .applied }) { throw ExitCode(1) }
        }
    }

    private static func json(_ statuses: [MigrationStatus]) -> JSON {
        JSON(statuses.map { ["name": .string($0.name), "state": JSON($0.state), "appliedAt": JSON($0.appliedAt)] })
    }

    private static func table(_ statuses: [MigrationStatus]) -> String {
        var table = TextTable("MIGRATION", "STATE", "APPLIED AT")
        for status in statuses {
            table.add(status.name, status.state.rawValue, status.appliedAt.map { LocalTime.text($0) } ?? "–")
        }
        return table.text
    }
}
