import Foundation
import Postgres
import TestSupport
import Testing

@testable import claimdesk

/// What an operator is told of a database that cannot be used: at once, with what to do, and without a secret.
@Suite(.timeLimit(.minutes(10))) struct DatabaseTroubleTests {
    /// The server of the test's own database, with another role or another database.
    private func connection(role: String = "app", database: String? = nil) -> String {
        let own = TestDatabase.current.connectionString.replacing("app@", with: "\(role)@")
        guard let database else { return own }
        return own.replacing(/@\/[^?]+/, with: "@/\(database)")
    }

    @Test(
        arguments: ["serve", "worker", "migrate"],
        [
            "\"postgresql://desk:hunter2@db/desk\"", "postgresql://desk:hunter2%@db/desk",
            "postgresql://desk:hunter2@db:99999/desk", "host=127.0.0.1:5432 user=desk password=hunter2 dbname=desk",
        ])
    func aStringThatCannotBeReadIsRefusedAtOnceWithoutIt(command: String, url: String) async throws {
        let ending = try await Program.run(command, settings: ["CLAIMDESK_DATABASE_URL": url, "CLAIMDESK_PORT": "0"])
        #expect(ending.status == 64)
        #expect(ending.errors.hasPrefix("error: CLAIMDESK_DATABASE_URL cannot be read: "), "\(ending.errors)")
        #expect(!(ending.errors + ending.output).contains("hunter2"))
    }

    @Test(.database, arguments: ["serve", "worker", "migrate"])
    func aDatabaseThatIsNotThereIsNotWaitedFor(command: String) async throws {
        let url = connection(database: "nowhere")
        let ending = try await Program.run(command, settings: ["CLAIMDESK_DATABASE_URL": url, "CLAIMDESK_PORT": "0"])
        #expect(ending.status == 1)
        #expect(ending.errors.contains("nowhere") && ending.errors.contains("createdb"), "\(ending.errors)")
        #expect(!ending.errors.contains("Waiting"), "\(ending.errors)")
    }

    @Test(.database, arguments: ["serve", "worker", "migrate"])
    func aRoleThatIsNotThereIsNotWaitedFor(command: String) async throws {
        let url = connection(role: "nobody_here")
        let ending = try await Program.run(command, settings: ["CLAIMDESK_DATABASE_URL": url, "CLAIMDESK_PORT": "0"])
        #expect(ending.status == 1)
        #expect(
            ending.errors.hasPrefix(
                "error: the database does not let this program in: role \"nobody_here\" does not exist (SQLSTATE 28000)"
            ),
            "\(ending.errors)")
    }

    @Test(.database) func theDatabasesOwnWordsAreToldWithTheRemedy() async throws {
        let role = "guest_\(UInt32.random(in: 0 ... .max))"
        let admin = TestDatabase.current.database
        try await admin.writeWithoutTransaction { session in
            // As a database is that nobody has migrated yet, since Postgres 15.
            try session.script(
                "DROP TABLE schema_migrations; CREATE ROLE \(role) LOGIN; REVOKE CREATE ON SCHEMA public FROM PUBLIC")
        }
        let url = connection(role: role)
        let ending = try await Program.run("migrate", settings: ["CLAIMDESK_DATABASE_URL": url])
        #expect(ending.status == 1)
        #expect(ending.errors.contains("permission denied for schema public"), "\(ending.errors)")
        #expect(ending.errors.contains("GRANT CREATE, USAGE ON SCHEMA public"), "\(ending.errors)")

        try await admin.writeWithoutTransaction { session in
            try session.script("ALTER ROLE \(role) SET search_path = nowhere")
        }
        let lost = try await Program.run("migrate", settings: ["CLAIMDESK_DATABASE_URL": url])
        #expect(lost.errors.contains("no schema has been selected to create in"), "\(lost.errors)")
        #expect(lost.errors.contains("search_path"), "\(lost.errors)")
        try await admin.writeWithoutTransaction { try $0.script("DROP ROLE \(role)") }
    }

    @Test(.database, arguments: ["serve", "worker", "migrate"])
    func aDatabaseThatCannotHoldEveryTextIsRefused(command: String) async throws {
        let name = "latin_\(UInt32.random(in: 0 ... .max))"
        let admin = TestDatabase.current.database
        try await admin.writeWithoutTransaction { session in
            try session.script(
                "CREATE DATABASE \(name) TEMPLATE template0 ENCODING 'LATIN1' LC_COLLATE 'C' LC_CTYPE 'C'")
        }
        let url = connection(database: name)
        let ending = try await Program.run(command, settings: ["CLAIMDESK_DATABASE_URL": url, "CLAIMDESK_PORT": "0"])
        #expect(ending.status == 1)
        #expect(ending.errors.contains("LATIN1 and not UTF8") && ending.errors.contains("createdb"), "\(ending.errors)")
        try await admin.writeWithoutTransaction { try $0.script("DROP DATABASE \(name)") }
    }
}
