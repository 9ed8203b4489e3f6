import Foundation
import Postgres
import TestSupport
import Testing

private enum Color: String, PostgresCodable { case red, green }

private struct NoteID: RawRepresentable, PostgresCodable, Equatable {
    let rawValue: UUID
}

private struct Payload: Codable, Equatable {
    var name: String
    var at: Date
}

@Suite(.database)
struct DecodingTests {
    private func roundTrip<Value: PostgresCodable & Sendable>(_ value: Value, _ cast: String) async throws -> Value? {
        try await TestDatabase.current.database.read { session in
            try session.first("SELECT \(value)::\(unescaped: cast) AS value") { try $0["value"] as Value }
        }
    }

    private func decode<Value: PostgresDecodable & Sendable>(_ sql: SQL, as: Value.Type) async throws -> Value? {
        try await TestDatabase.current.database.read { session in
            try session.first(sql) { try $0["value"] as Value }
        }
    }

    @Test func scalarsComeBackAsTheyWere() async throws {
        #expect(try await roundTrip("ünïcode 👩‍👩‍👧 e\u{301} \\ ' \" $1", "text") == "ünïcode 👩‍👩‍👧 e\u{301} \\ ' \" $1")
        #expect(try await roundTrip(Int.min, "int8") == .min)
        #expect(try await roundTrip(Int64.max, "int8") == .max)
        #expect(try await roundTrip(Int32.min, "int4") == .min)
        #expect(try await roundTrip(Int16.max, "int2") == .max)
        #expect(try await roundTrip(true, "bool") == true)
        #expect(try await roundTrip(false, "bool") == false)
        let id = UUID()
        #expect(try await roundTrip(id, "uuid") == id)
        #expect(try await roundTrip(Color.green, "text") == .green)
        #expect(try await roundTrip(NoteID(rawValue: id), "uuid") == NoteID(rawValue: id))
    }

    @Test(arguments: [0.1, -0.0, .pi, .greatestFiniteMagnitude, .leastNonzeroMagnitude, .infinity, -.infinity])
    func doublesComeBackExactly(_ number: Double) async throws {
        #expect(try await roundTrip(number, "float8") == number)
    }

    @Test func notANumberComesBack() async throws {
        #expect(try await roundTrip(Double.nan, "float8")?.isNaN == true)
        #expect(try await roundTrip(Decimal.nan, "numeric")?.isNaN == true)
    }

    @Test(arguments: ["0", "-1.50", "12345678901234567890.123456789", "0.00000000000000000001"])
    func decimalsComeBackExactly(_ text: String) async throws {
        let decimal = try #require(Decimal(string: text))
        #expect(try await roundTrip(decimal, "numeric") == decimal)
    }

    @Test func aDecimalThatSwiftCannotHoldIsRefusedAndNotRounded() async throws {
        let error = await #expect(throws: ColumnDecodingError.self) {
            try await decode("SELECT 1234567890123456789012345678901234567890.5 AS value", as: Decimal.self)
        }
        #expect(error?.reason.contains("41 significant digits") == true)
    }

    @Test func instantsComeBackToTheMicrosecond() async throws {
        let instant = Date(timeIntervalSince1970: 1_709_210_096.789012)
        let back = try #require(try await roundTrip(instant, "timestamptz"))
        #expect(abs(back.timeIntervalSince(instant)) < 0.000_000_5)
        #expect(
            try await decode("SELECT timestamptz '2024-02-29 12:00:00.5+02' AS value", as: Date.self)
                == Date(timeIntervalSince1970: 1_709_200_800.5)
        )
        #expect(try await decode("SELECT timestamptz '0044-03-15 12:00:00+00 BC' AS value", as: Date.self) != nil)
    }

    @Test func infinityIsNoInstant() async throws {
        let error = await #expect(throws: ColumnDecodingError.self) {
            try await decode("SELECT timestamptz 'infinity' AS value", as: Date.self)
        }
        #expect(error?.reason == "infinity is not an instant")
        await #expect(throws: ColumnDecodingError.self) {
            try await decode("SELECT timestamp '2024-01-01 00:00' AS value", as: Date.self)
        }
    }

    @Test func daysComeBack() async throws {
        for text in ["2024-02-29", "0001-01-01", "12024-12-31"] {
            let day = try #require(CalendarDate(text))
            #expect(try await roundTrip(day, "date") == day)
        }
        let ides = try #require(CalendarDate(year: -43, month: 3, day: 15))
        #expect(try await roundTrip(ides, "date") == ides)
    }

    @Test func bytesComeBack() async throws {
        let data = Data((0...255).map { UInt8($0) })
        #expect(try await roundTrip(data, "bytea") == data)
        #expect(try await roundTrip(Data(), "bytea") == Data())
    }

    @Test func jsonComesBack() async throws {
        #expect(try await roundTrip(JSONText(#"{"a": [1, null]}"#), "jsonb") == JSONText(#"{"a": [1, null]}"#))
        let payload = Payload(name: "ä\"", at: Date(timeIntervalSince1970: 1_709_210_096.5))
        #expect(try await roundTrip(JSONValue(payload), "jsonb")?.value == payload)
    }

    @Test func arraysComeBack() async throws {
        let words = ["a,b", "{c}", "d\"e", "f\\g", "", "NULL", "null", " h ", "ü👍"]
        #expect(try await roundTrip(words, "text[]") == words)
        #expect(try await roundTrip([Int](), "int8[]") == [])
        #expect(try await roundTrip([1, -2, 3], "int8[]") == [1, -2, 3])
        #expect(try await roundTrip([String?.some("a"), nil], "text[]") == ["a", nil])
        let ids = [UUID(), UUID()]
        #expect(try await roundTrip(ids, "uuid[]") == ids)
        let instants = [Date(timeIntervalSince1970: 0.25)]
        #expect(try await roundTrip(instants, "timestamptz[]") == instants)
        #expect(try await roundTrip([Data([1, 255])], "bytea[]") == [Data([1, 255])])
        #expect(try await roundTrip([JSONText(#"{"a": "b"}"#)], "jsonb[]") == [JSONText(#"{"a": "b"}"#)])
        #expect(try await roundTrip([true, false], "bool[]") == [true, false])
        #expect(try await roundTrip([Color.red], "text[]") == [.red])
    }

    @Test func arraysOfOtherShapesAreReadOrRefused() async throws {
        #expect(try await decode("SELECT '[0:1]={7,8}'::int[] AS value", as: [Int].self) == [7, 8])
        let error = await #expect(throws: ColumnDecodingError.self) {
            try await decode("SELECT '{{1},{2}}'::int[] AS value", as: [Int].self)
        }
        #expect(error?.reason == "the array has more than one dimension")
    }

    @Test func arrayBindsInferWhereTheyStand() async throws {
        try await TestDatabase.current.database.write { session in
            try session.execute("CREATE TABLE t (id uuid, name text, kind varchar(5), tags text[], n int)")
            let ids = [UUID(), UUID()]
            try session.execute(
                "INSERT INTO t (id, name, kind, n) SELECT * FROM unnest(\(ids), \(["a", "b"]), \(["x", "y"]), \([1, 2]))"
            )
            try session.execute("UPDATE t SET tags = \(["q"]) WHERE id = ANY(\(ids))")
            #expect(try session.execute("SELECT 1 FROM t WHERE name = ANY(\(["a", "zz"]))") == 1)
            #expect(try session.execute("SELECT 1 FROM t WHERE kind = ANY(\(["x"])) AND n = ANY(\([1, 5]))") == 1)
            #expect(try session.execute("SELECT 1 FROM t WHERE id <> ALL(\([ids[0]]))") == 1)
            let none: Int? = nil
            #expect(try session.execute("SELECT 1 FROM t WHERE \(none) IS NULL OR n = \(none)") == 2)
            #expect(try session.execute("SELECT 1 WHERE now() - \(30.5) * interval '1 second' < now()") == 1)
            #expect(try session.execute("SELECT 1 FROM t ORDER BY n LIMIT \(1) OFFSET \(0)") == 1)
        }
    }

    @Test func errorsNameTheColumnAndTheTypes() async throws {
        let null = await #expect(throws: ColumnDecodingError.self) {
            try await decode("SELECT NULL::int8 AS value", as: Int.self)
        }
        #expect(null?.description == #"column "value" (int8) cannot be read as Int: it is NULL"#)
        let range = await #expect(throws: ColumnDecodingError.self) {
            try await decode("SELECT 70000 AS value", as: Int16.self)
        }
        #expect(range?.description == #"column "value" (int4) cannot be read as Int16: it is out of range"#)
        let missing = await #expect(throws: ColumnDecodingError.self) {
            try await decode("SELECT 1 AS other", as: Int.self)
        }
        #expect(missing?.description.contains("there is no such column; there are: other") == true)
        let color = await #expect(throws: ColumnDecodingError.self) {
            try await decode("SELECT 'secret' AS value", as: Color.self)
        }
        #expect(color?.description.contains("secret") == false)
        for sql: SQL in ["SELECT 'x' AS value", "SELECT 1.5 AS value"] {
            await #expect(throws: ColumnDecodingError.self) { try await decode(sql, as: Int.self) }
        }
        await #expect(throws: ColumnDecodingError.self) { try await decode("SELECT 'x' AS value", as: UUID.self) }
        await #expect(throws: ColumnDecodingError.self) { try await decode("SELECT 'x' AS value", as: Bool.self) }
        await #expect(throws: ColumnDecodingError.self) { try await decode("SELECT 'x' AS value", as: Data.self) }
    }

    @Test func columnsAreReadInWhateverOrderAndOfTwoWithOneNameTheFirst() async throws {
        let database = TestDatabase.current.database
        for names in [["a", "b", "c"], ["c", "a", "b"], ["b", "b", "a"], ["c"], ["a", "c"]] {
            let rows = try await database.read { session in
                try session.all("SELECT 1 AS a, 2 AS b, 3 AS c UNION ALL SELECT 4, 5, 6") { row in
                    try names.map { try row.decode($0, as: Int.self) }
                }
            }
            let places = names.compactMap { ["a": 0, "b": 1, "c": 2][$0] }
            #expect(rows == [places.map { $0 + 1 }, places.map { $0 + 4 }])
        }
        let twice = try await database.read { session in
            try session.all("SELECT 1 AS a, 2 AS a, 3 AS b") { row in
                [try row["a"] as Int, try row["b"], try row["a"]]
            }
        }
        #expect(twice == [[1, 3, 1]])
    }

    @Test func nullsAreNilOfOptionals() async throws {
        #expect(try await decode("SELECT NULL::uuid AS value", as: UUID?.self) == .some(nil))
        #expect(try await decode("SELECT NULL::text AS value", as: Color?.self) == .some(nil))
    }
}
