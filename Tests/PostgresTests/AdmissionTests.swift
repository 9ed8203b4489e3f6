import Foundation
import TestSupport
import Testing

@testable import Postgres

/// What a server has against a client, and what a connection string that cannot be read gives away.
@Suite(.database)
struct AdmissionTests {
    @Test(arguments: [
        "\"postgresql://desk:hunter2@db.example.org/desk\"", "'postgresql://desk:hunter2@db.example.org/desk'",
        " \"host=db password=hunter2\"", "postgresql://desk:hunter2%@db.example.org/desk",
        "postgresql://desk:100%hunter2@db.example.org/desk", "postgres://desk:p@hunter2@db.example.org/desk",
        "postgresql://desk:p/hunter2@db.example.org/desk", "postgresql://desk:p?q@hunter2@db.example.org/desk",
        "host=db password=my hunter2", "host=db password='hunter2", "password=hunter2 hunter2=1", "hunter2",
        "postgresql://desk:hunter2@[::1/desk", "postgresql://desk:hunter2@db/desk?hunter2=1",
        "postgresql://desk:hunter2\0@db/desk",
    ])
    func aStringThatCannotBeReadGivesNothingAway(_ text: String) async throws {
        let configuration = Database.Configuration(connectionString: text)
        let error = #expect(throws: ConnectionError.self) { try configuration.validate() }
        let told = error.map { "\($0) \(String(reflecting: $0))" } ?? ""
        #expect(!told.contains("hunter2") && told.contains("not valid"))
        #expect(error?.isFinal == true)
        // Whoever does not ask is told as soon.
        let used = await #expect(throws: ConnectionError.self) { try await Database(configuration).read { _ in } }
        #expect(used == error)
    }

    @Test(arguments: [
        "postgresql://desk:hunter2%25%40%2F@db.example.org:5432,db2:5433/desk?target_session_attrs=read-write",
        "host=db password='p@ss %w\"ord'", "postgresql:///desk?host=/tmp/a%40b", "service=desk", "",
        "postgresql://desk@db/d%C3%A9sk", "postgresql://desk:p?q@db/desk?application_name=a@b",
    ])
    func aStringThatCanBeReadIsTaken(_ text: String) throws {
        try Database.Configuration(connectionString: text).validate()
    }

    @Test func whatLibpqSaysOfAConnectionHoldsNoPassword() throws {
        let conninfo = try Conninfo("host=db user=desk password=hunter2")
        #expect(conninfo.redacted("no host \"hunter2\"") == "no host \"…\"")
    }

    @Test(arguments: [("dbname=nowhere", "3D000"), ("user=nobody_at_all", "28000")])
    func whatNoWaitingChangesIsToldAtOnce(_ change: String, _ state: String) async throws {
        let parts = change.split(separator: "=")
        var configuration = TestDatabase.current.database.configuration
        var conninfo = try Conninfo(configuration.connectionString)
        conninfo.set(String(parts[0]), String(parts[1]))
        configuration.connectionString = conninfo.parameters.map { "\($0.keyword)='\($0.value)'" }
            .joined(separator: " ")
        let database = Database(configuration)
        let error = await #expect(throws: ConnectionError.self) { try await database.read { _ in } }
        guard case .refused(let found, let reason)? = error else {
            Issue.record("\(String(reflecting: error))")
            return
        }
        #expect(found.rawValue == state)
        #expect(reason.contains(String(parts[1])))
        #expect(error?.isFinal == true)
        await database.close()
    }

    @Test(arguments: ["SQL_ASCII", "LATIN1"])
    func aDatabaseThatCannotHoldEveryTextIsRefused(_ encoding: String) async throws {
        let name = "encoding_\(encoding.lowercased())"
        let admin = TestDatabase.current.database
        try await admin.writeWithoutTransaction { session in
            try session.execute(
                """
                CREATE DATABASE \(identifier: name) TEMPLATE template0 ENCODING \(unescaped: "'\(encoding)'")
                LC_COLLATE 'C' LC_CTYPE 'C'
                """)
        }
        var conninfo = try Conninfo(TestDatabase.current.connectionString)
        conninfo.set("dbname", name)
        let text = conninfo.parameters.map { "\($0.keyword)='\($0.value)'" }.joined(separator: " ")
        let database = Database(.init(connectionString: text))
        await #expect(throws: ConnectionError.wrongEncoding(encoding)) { try await database.read { _ in } }
        await database.close()
        try await admin.writeWithoutTransaction { try $0.execute("DROP DATABASE \(identifier: name)") }
    }

    /// What settings of a database or a role could change of what is read and what statements mean.
    @Test(
        arguments: [
            "standard_conforming_strings = off", "\"DateStyle\" = 'German, DMY'", "\"IntervalStyle\" = 'iso_8601'",
            "\"TimeZone\" = 'Asia/Kolkata'", "bytea_output = 'escape'", "extra_float_digits = -15",
            "client_encoding = 'LATIN1'", "transform_null_equals = on", "array_nulls = off",
            "lc_numeric = 'de_DE.UTF-8'", "default_transaction_isolation = 'serializable'",
            "default_transaction_read_only = on", "default_transaction_deferrable = on", "statement_timeout = 1",
            "gin_fuzzy_search_limit = 1", "row_security = off",
        ], [true, false])
    func noSettingOfTheDatabaseChangesWhatIsRead(_ setting: String, prepares: Bool) async throws {
        let admin = TestDatabase.current.database
        // Outside of transactions, a pooler's sessions have the server's own limits of time.
        if setting.hasPrefix("statement_timeout"), !prepares { return }
        do {
            try await admin.writeWithoutTransaction { session in
                try session.script(
                    """
                    DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET \(setting.replacing("'", with: "''"))',
                        current_database()); END $$
                    """)
            }
        } catch let error as PostgresError where setting.hasPrefix("lc_") {
            // The machine does not know the language.
            #expect(error.sqlState == .invalidParameterValue)
            return
        }
        let hostile = pool { $0.preparedStatements = prepares }
        try await hostile.write { session in
            try session.script("CREATE TABLE t (i int)")
            _ = try session.first(
                """
                SELECT 'a\\b' AS text, '2023-11-08 12:30:00+00'::timestamptz AS moment, '2023-11-08'::date AS day,
                    '\\x00ff'::bytea AS bytes, 0.1::float8 + 0.2 AS float, 'ü€'::text AS letters, '{NULL,x}'::text[] AS list,
                    1 = NULL AS equal, to_char(1.5, '0D0') AS number, current_setting('transaction_isolation') AS isolation
                """
            ) { (row: Row) throws in
                #expect(try row["text"] as String == "a\\b")
                #expect(try row["moment"] as Date == Date(timeIntervalSince1970: 1_699_446_600))
                #expect(try row["day"] as CalendarDate == CalendarDate(year: 2023, month: 11, day: 8))
                #expect(try row["bytes"] as Data == Data([0, 255]))
                #expect(try row["float"] as Double == 0.1 + 0.2)
                #expect(try row["letters"] as String == "ü€")
                #expect(try row["list"] as [String?] == [nil, "x"])
                #expect(try row["equal"] as Bool? == nil)
                #expect(try row["number"] as String == " 1.5")
                #expect(try row["isolation"] as String == "read committed")
            }
            try session.execute("SELECT pg_sleep(0.005)")
        }
        if prepares {
            try await hostile.writeWithoutTransaction { try $0.execute("INSERT INTO t VALUES (1)") }
        }
        await hostile.close()
    }

    /// As behind a pooler that nobody told of: the session has somebody else's statement under the name.
    @Test func anotherClientsStatementIsNeverRunWithTheseValues() async throws {
        let one = pool { $0.maximumConnections = 1 }
        let key = StatementCache.Key(text: "SELECT $1 AS n", types: [20])
        let found = try await one.writeWithoutTransaction { session in
            try session.script("PREPARE \"s1_\(key.digest)\" (bigint) AS SELECT -$1 AS n")
            try session.script("PREPARE \"s1\" (bigint) AS SELECT -$1 AS n")
            return try (1...4).map { number in
                try session.first("SELECT \(number) AS n") { try $0["n"] as Int }
            }
        }
        #expect(found == [1, 2, 3, 4])
        await one.close()
    }

    @Test func aPoolerShowsByItsProcesses() {
        func found(_ sights: [(Int32, Int)]) -> Bool {
            var check = PoolerCheck()
            for (process, number) in sights { check.saw(process, by: number) }
            return check.isFound
        }
        #expect(!found([(7, 0), (8, 1), (7, 0), (8, 1), (7, 0)]))
        #expect(found([(7, 0), (7, 1)]))
        #expect(found([(7, 0), (8, 1), (9, 0)]))
    }

    @Test func aDirectConnectionIsNoPooler() async throws {
        #expect(try await TestDatabase.current.database.isBehindTransactionPooler() == false)
    }
}
