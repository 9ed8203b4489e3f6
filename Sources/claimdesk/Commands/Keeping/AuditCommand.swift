import ArgumentParser
import Domain
import Foundation
import Workflow

/// `claimdesk audit`
struct AuditCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit", abstract: "Check and export the sealed audit trail.",
        discussion: "Works on the database itself: with CLAIMDESK_DATABASE_URL, or with --data on a `claimdesk dev`.",
        subcommands: [Verify.self, Export.self])

    /// `claimdesk audit verify`
    struct Verify: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Find audit events, and the rows they tell of, that were changed, removed, inserted or moved.",
            discussion: """
                EXAMPLES
                  claimdesk audit verify
                  claimdesk audit verify --desk demo --head 5f2c…
                  claimdesk audit verify audit.ndjson --json

                Without FILE it reads the database, and compares what was reviewed, decided and published with what its
                events hold; with FILE (- for standard input) it reads an export, and needs nothing else.
                Exit code 1 when something is found. Events that are not sealed yet are counted, not a finding.
                """)

        @Argument(help: ArgumentHelp("An export of `claimdesk audit export`.", valueName: "file"))
        var file: String?

        @Option(help: ArgumentHelp("This desk alone (default: every desk).", valueName: "slug"))
        var desk: String?

        @Option(
            help: ArgumentHelp("The hash of a head that was noted earlier; the chain must hold it.", valueName: "hash"))
        var head: AuditHash?

        @Flag(help: "As JSON.")
        var json = false

        @OptionGroup var database: DatabaseOptions

        func validate() throws {
            if file != nil, desk != nil || database.data != nil || database.databaseURL != nil {
                throw ValidationError("Give a file, or say which database and desk; not both.")
            }
        }

        func run() async throws {
            var checks: [AuditCheck] = []
            if let file {
                var check = AuditCheck(noted: head, printsFindings: !json)
                try check.read(try LineFile(file))
                checks = [check]
            } else {
                checks = try await database.withInstallation { installation, _ in try await checked(installation.desk) }
            }
            if json {
                let ok = checks.allSatisfy { $0.findings == 0 }
                print((["ok": .bool(ok), "desks": JSON(checks.map(\.json))] as JSON).text())
            } else {
                checks.forEach { print($0.summary) }
            }
            if checks.contains(where: { $0.findings > 0 }) { throw ExitCode(1) }
        }

        private func checked(_ installed: Desk) async throws -> [AuditCheck] {
            let profiles = if let desk { [try await installed.desk(desk)] } else { try await installed.allDesks() }
            // Which of several desks a hash belongs to, it does not tell.
            if head != nil, profiles.count > 1 { throw Failure("there are several desks: say which, with --desk") }
            var checks: [AuditCheck] = []
            for profile in profiles {
                var check = AuditCheck(desk: profile.slug, noted: head, printsFindings: !json)
                try await installed.auditTrail(of: profile.id) { items in items.forEach { check.take($0) } }
                check.end()
                check.take(try await installed.forgedRows(of: profile.id))
                checks.append(check)
            }
            return checks
        }
    }

    /// `claimdesk audit export`
    struct Export: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Write a desk's audit trail to a file that `audit verify` can check anywhere.",
            discussion: """
                EXAMPLES
                  claimdesk audit export -o audit.ndjson
                  claimdesk audit export --desk demo | gzip > audit.ndjson.gz

                One JSON object a line: a header, each batch's events and their seal, events that are not sealed yet, the
                head of the chain.
                """)

        @Option(name: [.short, .long], help: ArgumentHelp("The file (default: standard output).", valueName: "file"))
        var output: String?

        @Option(help: ArgumentHelp("The desk; may be left out when there is only one.", valueName: "slug"))
        var desk: String?

        @OptionGroup var database: DatabaseOptions

        func run() async throws {
            try await database.withInstallation { installation, progress in
                let profile = try await chosen(installation.desk)
                let file = try OutputFile(output)
                let header = AuditExport(desk: profile.slug, deskID: profile.id, exportedAt: Date())
                try file.write([.header(header)])
                var count = 0
                try await installation.desk.auditTrail(of: profile.id) { items in
                    try file.write(items.map(AuditLine.item))
                    count += items.count
                    if count >= 10_000 { progress.step("Exporting") }
                }
                try file.close()
            }
        }

        private func chosen(_ installed: Desk) async throws -> DeskProfile {
            if let desk { return try await installed.desk(desk) }
            let all = try await installed.allDesks()
            guard let only = all.first, all.count == 1 else {
                throw Failure(all.isEmpty ? "there is no desk" : "there are several desks: say which, with --desk")
            }
            return only
        }
    }
}

extension AuditHash: ExpressibleByArgument {
    init?(argument: String) { self.init(argument) }
}
