import Foundation
import Postgres
import TestSupport
import Testing

@Suite(.database)
struct SessionTests {
    private var database: Database { TestDatabase.current.database }

    @Test(arguments: [
        "'; DROP TABLE note; --", "\\'; DROP TABLE note; --", "$1", "%s", "\"", "/*", "a\u{301}\u{202E}", "''''",
    ])
    func whatIsBoundIsNeverRead(_ attack: String) async throws {
        try await database.write { session in
            try session.execute("CREATE TABLE note (body text)")
            try session.execute("INSERT INTO note (body) VALUES (\(attack))")
            let back = try session.first("SELECT body FROM note WHERE body = \(attack)") { try $0["body"] as String }
            #expect(back == attack)
        }
    }

    @Test func aNULIsAnErrorAndNeverATruncation() async throws {
        try await database.write { session in
            try session.execute("CREATE TABLE note (body text)")
            let error = #expect(throws: BindError.self) {
                try session.execute("INSERT INTO note (body) VALUES (\("kept\0lost"))")
            }
            #expect(error?.position == 1)
            #expect(try session.execute("SELECT 1 FROM note") == 0)
        }
    }

    @Test func hugeValuesPass() async throws {
        let text = String(repeating: "ä€😀x", count: 1_000_000)
        let count = try await database.read { session in
            let back = try session.first("SELECT \(text)::text AS t, length(\(text)) AS n") { row in
                #expect(try row["t"] as String == text)
                return try row["n"] as Int
            }
            return back
        }
        #expect(count == 4_000_000)
    }

    @Test func executeCountsRows() async throws {
        try await database.write { session throws in
            #expect(try session.execute("CREATE TABLE n AS SELECT generate_series(1, 5) AS i") == 5)
            #expect(try session.execute("UPDATE n SET i = i + 1 WHERE i > \(2)") == 3)
            #expect(try session.execute("DELETE FROM n") == 5)
            #expect(try session.execute("ANALYZE n") == 0)
            #expect(try session.execute("") == 0)
        }
    }

    @Test func eachHandsRowsOverAsTheyCome() async throws {
        let sum = try await database.read { session in
            var sum = 0
            try session.each("SELECT i FROM generate_series(1, \(100_000)) AS i") { sum += try $0["i"] }
            return sum
        }
        #expect(sum == 5_000_050_000)
    }

    @Test func eachStopsTheStatementWhenItsBodyThrows() async throws {
        let started = ContinuousClock.now
        await #expect(throws: Deliberate()) {
            try await database.read { session in
                try session.each("SELECT generate_series(1, 1000000000)") { _ in throw Deliberate() }
            }
        }
        #expect(ContinuousClock.now - started < .seconds(10))
        #expect(try await database.read { try backend($0) } > 0)
    }

    @Test func eachReportsAnErrorInTheMiddle() async throws {
        let rows = Counter()
        let error = await #expect(throws: PostgresError.self) {
            try await database.read { session in
                try session.each("SELECT 10 / (5000 - i) AS q FROM generate_series(1, 10000) AS i") { _ in
                    rows.increment()
                }
            }
        }
        #expect(error?.sqlState == .divisionByZero)
        #expect(rows.value > 0)
    }

    @Test func noStatementRunsWhileRowsComeIn() async throws {
        try await database.read { session in
            #expect(throws: SessionError.busy) {
                try session.each("SELECT generate_series(1, 3)") { _ in try session.execute("SELECT 1") }
            }
        }
    }

    @Test func aSessionKeptBeyondItsClosureIsRefused() async throws {
        final class Keeper: @unchecked Sendable { var session: Session? }
        let keeper = Keeper()
        try await database.read { keeper.session = $0 }
        #expect(throws: SessionError.ended) { try keeper.session?.execute("SELECT 1") }
    }

    @Test func aSavepointUndoesOnlyItsOwn() async throws {
        let names = try await database.write { session in
            try session.execute("CREATE TABLE t (name text UNIQUE)")
            try session.execute("INSERT INTO t VALUES ('a')")
            #expect(throws: PostgresError.self) {
                try session.savepoint {
                    try session.execute("INSERT INTO t VALUES ('b')")
                    try session.savepoint { try session.execute("INSERT INTO t VALUES ('c')") }
                    try session.execute("INSERT INTO t VALUES ('a')")
                }
            }
            try session.savepoint { try session.execute("INSERT INTO t VALUES ('d')") }
            return try session.all("SELECT name FROM t ORDER BY name") { try $0["name"] as String }
        }
        #expect(names == ["a", "d"])
    }

    @Test func aScriptIsAllOrNothing() async throws {
        await #expect(throws: PostgresError.self) {
            try await database.writeWithoutTransaction { session in
                try session.script("CREATE TABLE a (); CREATE TABLE b (); SELECT nonsense")
            }
        }
        let found = try await database.read { session in
            try session.execute("SELECT 1 FROM pg_tables WHERE tablename = 'a'")
        }
        #expect(found == 0)
    }

    @Test func errorsKeepEveryField() async throws {
        try await database.write { session in
            try session.execute("CREATE TABLE parent (id int PRIMARY KEY, n int CONSTRAINT positive CHECK (n > 0))")
        }
        let error = await #expect(throws: PostgresError.self) {
            try await database.write { try $0.execute("INSERT INTO parent VALUES (1, \(-5))") }
        }
        #expect(error?.sqlState == .checkViolation)
        #expect(error?.constraint == "positive")
        #expect(error?.table == "parent")
        #expect(error?.schema == "public")
        #expect(error?.severity == "ERROR")
        #expect(error?.detail?.contains("-5") == true)
        #expect(error?.statement == "INSERT INTO parent VALUES (1, $1)")
        #expect(error?.description == "the database refused a statement (SQLSTATE 23514)")
        #expect(error?.debugDescription.contains("positive") == true)
        let syntax = await #expect(throws: PostgresError.self) { try await database.read { try $0.execute("SELEC 1") } }
        #expect(syntax?.sqlState == .syntaxError)
        #expect(syntax?.position == 1)
        let raised = await #expect(throws: PostgresError.self) {
            try await database.read { session in
                try session.script("DO $$ BEGIN RAISE EXCEPTION 'no' USING HINT = 'do not', DATATYPE = 'int4'; END $$")
            }
        }
        #expect(raised?.hint == "do not")
        #expect(raised?.datatype == "int4")
        #expect(raised?.context?.contains("PL/pgSQL") == true)
    }

    @Test func copiesInAndOut() async throws {
        let rows: [[String?]] = [
            ["1", "tab\tline\nback\\slash\r"], ["2", nil], ["3", ""], ["4", "\\N"], ["5", "ü👍"],
        ]
        try await database.write { session in
            try session.execute("CREATE TABLE t (id int, body text)")
            let count = try session.copyIn("COPY t (id, body) FROM STDIN") { writer in
                for row in rows { try writer.write(row: row) }
            }
            #expect(count == rows.count)
            let back = try session.all("SELECT id::text AS id, body FROM t ORDER BY id") { row in
                [try row["id"] as String?, try row["body"] as String?]
            }
            #expect(back == rows)
            var bytes: [UInt8] = []
            #expect(try session.copyOut("COPY t (id) TO STDOUT (FORMAT csv)") { bytes += $0 } == rows.count)
            #expect(String(decoding: bytes, as: UTF8.self) == "1\n2\n3\n4\n5\n")
        }
    }

    @Test func copyInOfManyRowsAndRawBytes() async throws {
        let count = try await database.write { session in
            try session.execute("CREATE TABLE t (i int, note text)")
            _ = try session.copyIn("COPY t FROM STDIN (FORMAT csv)") { try $0.write(raw: "1,\"a,b\"\n".utf8) }
            return try session.copyIn("COPY t FROM STDIN") { writer in
                for i in 0..<200_000 { try writer.write(values: [i, Optional<String>.none]) }
            }
        }
        #expect(count == 200_000)
    }

    @Test func anErrorInTheBodyAbortsTheCopy() async throws {
        try await database.writeWithoutTransaction { try $0.execute("CREATE TABLE t (i int)") }
        await #expect(throws: Deliberate()) {
            try await database.writeWithoutTransaction { session in
                try session.copyIn("COPY t FROM STDIN") { writer in
                    try writer.write(row: ["1"])
                    throw Deliberate()
                }
            }
        }
        try await database.writeWithoutTransaction { session throws in
            #expect(throws: BindError.self) {
                try session.copyIn("COPY t FROM STDIN") { try $0.write(row: ["1\0"]) }
            }
            let error = #expect(throws: PostgresError.self) {
                try session.copyIn("COPY t FROM STDIN") { try $0.write(row: ["x"]) }
            }
            #expect(error?.sqlState == .invalidTextRepresentation)
            #expect(try session.execute("SELECT 1 FROM t") == 0)
        }
    }

    @Test func anErrorWhileCopyingOutLeavesTheConnectionUsable() async throws {
        await #expect(throws: Deliberate()) {
            try await database.read { session in
                try session.copyOut("COPY (SELECT generate_series(1, 1000000000)) TO STDOUT") { _ in throw Deliberate()
                }
            }
        }
        #expect(try await database.read { try backend($0) } > 0)
    }

    @Test func copyByTheWrongMethodIsRefused() async throws {
        for sql: SQL in ["COPY (SELECT 1) TO STDOUT", "COPY pg_class FROM STDIN"] {
            await #expect(throws: SessionError.self) {
                try await database.writeWithoutTransaction { try $0.execute(sql) }
            }
        }
        await #expect(throws: SessionError.self) {
            try await database.read { try $0.copyOut("SELECT 1") { _ in } }
        }
        #expect(try await database.read { try backend($0) } > 0)
    }

    @Test func aChangedTableDoesNotBreakPreparedStatements() async throws {
        let one = pool { $0.maximumConnections = 1 }
        try await one.write { try $0.execute("CREATE TABLE t (a int)") }
        let all: SQL = "SELECT * FROM t"
        for _ in 0..<3 { try await one.read { try $0.execute(all) } }
        try await database.write { try $0.execute("ALTER TABLE t ADD COLUMN b int") }
        // In a transaction the whole of it is run again; outside only the statement.
        #expect(try await one.read { session in try session.execute(all) } == 0)
        try await database.write { try $0.execute("ALTER TABLE t ADD COLUMN c int") }
        #expect(try await one.writeWithoutTransaction { try $0.execute(all) } == 0)
        try await one.writeWithoutTransaction { try $0.script("DEALLOCATE ALL") }
        #expect(try await one.writeWithoutTransaction { try $0.execute(all) } == 0)
        try await one.writeWithoutTransaction { try $0.script("DEALLOCATE ALL") }
        #expect(try await one.read { try $0.execute(all) } == 0)
        await one.close()
    }

    @Test func moreStatementsThanTheCacheHoldsAreForgottenOnTheServerToo() async throws {
        let one = pool { $0.maximumConnections = 1 }
        try await one.read { session in
            for number in 0..<400 {
                let sql = SQL(unescaped: "SELECT \(number) AS n")
                for _ in 0..<2 { try session.execute(sql) }
            }
        }
        let count = try await one.read { session in
            try session.first("SELECT count(*) AS n FROM pg_prepared_statements") { try $0["n"] as Int }
        }
        #expect(try #require(count) <= 256)
        await one.close()
    }

    @Test func worksWithoutSessionStateForPoolers() async throws {
        let pooled = pool { configuration in
            configuration.preparedStatements = false
            configuration.statementTimeout = .milliseconds(1_234)
        }
        try await pooled.read { session in
            for _ in 0..<3 { try session.execute("SELECT \(1)") }
            #expect(try session.first("SHOW statement_timeout") { try $0["statement_timeout"] as String } == "1234ms")
            #expect(try session.first("SHOW TimeZone") { try $0["TimeZone"] as String } == "UTC")
            #expect(try session.execute("SELECT 1 FROM pg_prepared_statements") == 0)
        }
        await #expect(throws: MigrationError.self) { try await Migrator([]).migrate(pooled) }
        await pooled.close()
    }
}
