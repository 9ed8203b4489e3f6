import Foundation
import Postgres
import TestSupport
import Testing

@Suite(.database)
struct MigratorTests {
    private var database: Database { TestDatabase.current.database }
    private let first = Migration(name: "0001_make_a", sql: "CREATE TABLE a (i int); INSERT INTO a VALUES (1)")
    private let second = Migration(name: "0002_make_b", sql: "CREATE TABLE b (i int)")

    @Test func runsWhatIsPendingOnce() async throws {
        let migrator = try Migrator([second, first])
        #expect(try await migrator.isCurrent(database) == false)
        #expect(try await migrator.status(database).map(\.state) == [.pending, .pending])
        let seen = Counter()
        #expect(try await migrator.migrate(database) { _ in seen.increment() } == ["0001_make_a", "0002_make_b"])
        #expect(seen.value == 2)
        #expect(try await migrator.migrate(database) == [])
        #expect(try await migrator.isCurrent(database))
        let status = try await migrator.status(database)
        #expect(status.map(\.state) == [.applied, .applied])
        #expect(status.allSatisfy { abs($0.appliedAt?.timeIntervalSinceNow ?? .infinity) < 60 })
    }

    @Test func aFailureLeavesNothingOfTheMigrationAndKeepsThoseBefore() async throws {
        let bad = Migration(name: "0002_bad", sql: "CREATE TABLE b (i int); SELECT nonsense")
        await #expect {
            try await Migrator([first, bad]).migrate(database)
        } throws: { error in
            guard case MigrationError.failed("0002_bad", let cause) = error else { return false }
            return cause.sqlState == .undefinedColumn
        }
        #expect(try await Migrator([first, second]).migrate(database) == ["0002_make_b"])
    }

    @Test func anEditedFileIsRefusedByName() async throws {
        _ = try await Migrator([first]).migrate(database)
        let edited = try Migrator([Migration(name: first.name, sql: first.sql + " "), second])
        await #expect {
            try await edited.migrate(database)
        } throws: { error in
            if case MigrationError.edited("0001_make_a") = error { true } else { false }
        }
        #expect(try await edited.status(database).map(\.state) == [.edited, .pending])
        #expect(try await edited.isCurrent(database) == false)
    }

    @Test func lineEndsDoNotCountAsAnEdit() {
        let unix = Migration(name: "0001_a", sql: "SELECT 1;\nSELECT 2\n")
        let windows = Migration(name: "0001_a", sql: "SELECT 1;\r\nSELECT 2\r\n")
        #expect(unix.checksum == windows.checksum)
        #expect(unix.checksum.count == 64)
    }

    @Test func aMissingFileIsRefusedByName() async throws {
        _ = try await Migrator([first, second]).migrate(database)
        let older = try Migrator([first])
        await #expect {
            try await older.migrate(database)
        } throws: { error in
            if case MigrationError.missing("0002_make_b") = error { true } else { false }
        }
        #expect(try await older.status(database).map(\.state) == [.applied, .missing])
        #expect(try await older.isCurrent(database) == false)
    }

    @Test(arguments: [
        ["1_a"], ["0001_A"], ["0001_"], ["0001a"], ["0002_a"], ["0001_a", "0003_b"], ["0001_a", "0001_b"], ["0000_a"],
    ])
    func namesAreChecked(_ names: [String]) {
        #expect(throws: MigrationError.self) { try Migrator(names.map { Migration(name: $0, sql: "") }) }
    }

    @Test func onlyTheFirstLineTakesItOutOfTheTransaction() async throws {
        let index = Migration(
            name: "0002_index",
            sql: "-- no-transaction\nCREATE INDEX CONCURRENTLY IF NOT EXISTS a_i ON a (i)"
        )
        #expect(try await Migrator([first, index]).migrate(database).count == 2)
        let late = Migration(name: "0003_late", sql: "SELECT 1;\n-- no-transaction\nVACUUM")
        await #expect(throws: MigrationError.self) { try await Migrator([first, index, late]).migrate(database) }
    }

    @Test func aFileThatCommitsIsRefused() async throws {
        let greedy = Migration(name: "0001_greedy", sql: "CREATE TABLE x (); COMMIT")
        await #expect {
            try await Migrator([greedy]).migrate(database)
        } throws: { error in
            if case MigrationError.endsTransaction("0001_greedy") = error { true } else { false }
        }
    }

    @Test func concurrentMigratorsTakeTurns() async throws {
        let migrator = try Migrator([first, second])
        let others = (0..<4).map { _ in pool { $0.maximumConnections = 1 } }
        let applied = try await withThrowingTaskGroup(of: [String].self) { group in
            for other in others { group.addTask { try await migrator.migrate(other) } }
            return try await group.reduce(into: []) { $0 += $1 }
        }
        #expect(applied.sorted() == ["0001_make_a", "0002_make_b"])
        for other in others { await other.close() }
    }

    @Test func theLockIsGivenUpWithTheConnection() async throws {
        await #expect(throws: MigrationError.self) {
            try await Migrator([Migration(name: "0001_bad", sql: "nonsense")]).migrate(database)
        }
        try await eventually(
            database,
            """
            SELECT count(*) = 0 AS holds FROM pg_locks
            WHERE locktype = 'advisory' AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
            """)
    }

    @Test func readsAFolder() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try Data("SELECT 1".utf8).write(to: folder.appending(path: "0001_one.sql"))
        try Data("x".utf8).write(to: folder.appending(path: "README.md"))
        #expect(try Migration.all(in: folder) == [Migration(name: "0001_one", sql: "SELECT 1")])
    }
}
