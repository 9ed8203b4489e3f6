import Foundation
import Testing

@testable import Postgres

struct SQLTests {
    @Test func valuesBecomeBinds() {
        let sql: SQL = "SELECT \(1), \("a"), \(Optional<Int>.none)"
        #expect(sql.text == "SELECT $1, $2, $3")
        #expect(sql.binds.map(\.text) == ["1", "a", nil])
        #expect(sql.binds.map(\.type.oid) == [20, 0, 20])
    }

    @Test func fragmentsAreSplicedAndRenumbered() {
        let condition: SQL = "a = \(2) AND b = \(3)"
        let sql: SQL = "SELECT \(1) WHERE \(condition) LIMIT \(4)"
        #expect(sql.text == "SELECT $1 WHERE a = $2 AND b = $3 LIMIT $4")
        #expect(sql.binds.map(\.text) == ["1", "2", "3", "4"])
    }

    @Test func joinsAndAdds() {
        let parts: [SQL] = ["a = \(1)", "b = \(2)"]
        #expect(parts.joined(separator: " AND ").text == "a = $1 AND b = $2")
        #expect((parts[0] + " OR " + parts[1]).text == "a = $1 OR b = $2")
        #expect([SQL]().joined(separator: ", ").text.isEmpty)
    }

    @Test func aStringLiteralInsideIsABindToo() {
        let sql: SQL = "SELECT \("x'; DROP TABLE a; --")"
        #expect(sql.text == "SELECT $1")
    }

    @Test func onlyUnescapedTextIsRaw() {
        let sql: SQL = "SELECT 1 \(unescaped: "FOR UPDATE") FROM \(identifier: #"a"b"#)"
        #expect(sql.text == #"SELECT 1 FOR UPDATE FROM "a""b""#)
    }

    @Test func aNULIsRefusedByPosition() {
        let sql: SQL = "SELECT \(1), \("a\0b")"
        #expect(throws: BindError(position: 2, reason: "it contains a NUL character (U+0000)")) {
            try BindBuffer(sql.binds)
        }
    }

    @Test func arraysAreQuoted() throws {
        #expect(try ["a,b", "c\"d", "e\\f", "NULL", ""].encodePostgres() == #"{"a,b","c\"d","e\\f","NULL",""}"#)
        #expect(try [1, nil, 3].encodePostgres() == #"{"1",NULL,"3"}"#)
        #expect(throws: ValueEncodingError.self) { try [[1]].encodePostgres() }
    }

    @Test func timestampsKeepMicroseconds() throws {
        for text in [
            "2024-02-29 12:34:56.789012+00", "1969-12-31 23:59:59.999999+00", "1800-01-01 00:00:00.000001+00",
            "2200-12-31 23:59:59.999999+00", "12024-01-01 00:00:00.000000+00", "0044-03-15 12:00:00.000000+00 BC",
        ] {
            let timestamp = try #require(Timestamp(text))
            #expect(timestamp.description == text)
            #expect(try Timestamp(timestamp.date) == timestamp)
        }
        #expect(Timestamp("2024-02-29 12:00:00+05:30")?.description == "2024-02-29 06:30:00.000000+00")
        #expect(throws: ValueEncodingError.self) { try Timestamp(Date(timeIntervalSince1970: .infinity)) }
    }

    @Test func calendarDatesKnowTheCalendar() {
        #expect(CalendarDate(year: 2023, month: 2, day: 29) == nil)
        #expect(CalendarDate("2024-02-29")?.day == 29)
        #expect(CalendarDate("2024-2-29") == nil)
        for day in [-1_000_000, -719_468, -1, 0, 59, 60, 19_782, 2_932_896] {
            #expect(CalendarDate(daysSinceEpoch: day).daysSinceEpoch == day)
        }
    }

    @Test func statementsArePreparedTheSecondTimeAndTheOldestIsForgotten() {
        var cache = StatementCache(capacity: 2)
        func key(_ text: String) -> StatementCache.Key { .init(text: text, types: []) }
        #expect(cache.plan(for: key("a")) == .direct)
        let name = "s1_\(key("a").digest)"
        #expect(cache.plan(for: key("a")) == .prepare(name: name))
        cache.didPrepare(key("a"), name: name)
        #expect(cache.plan(for: key("a")) == .prepared(name: name))
        #expect(cache.plan(for: .init(text: "a", types: [20])) == .direct)
        #expect(cache.plan(for: key("c")) == .direct)
        #expect(cache.takeForgotten() == [name])
        #expect(cache.takeForgotten() == [])
        #expect(cache.plan(for: key("a")) == .direct)
    }

    @Test func ourDefaultsFillOnlyWhatTheUserLeftOut() throws {
        var configuration = Database.Configuration(
            connectionString: "postgres://u:p%40ss@a:1,b:2/d?connect_timeout=9&target_session_attrs=read-write"
        )
        let conninfo = try configuration.conninfo()
        #expect(conninfo["host"] == "a,b")
        #expect(conninfo["port"] == "1,2")
        #expect(conninfo["password"] == "p@ss")
        #expect(conninfo["connect_timeout"] == "9")
        #expect(conninfo["target_session_attrs"] == "read-write")
        #expect(conninfo["keepalives_idle"] == "10")
        #expect(conninfo["tcp_user_timeout"] == "10000")
        configuration.connectionString =
            "host=a client_encoding=LATIN1 options='-c statement_timeout=1 -c TimeZone=Asia/Tokyo'"
        #expect(try configuration.conninfo()["client_encoding"] == "UTF8")
        let settings = configuration.settings(for: try configuration.conninfo(), local: false)
        #expect(!settings.contains("statement_timeout"))
        // How values read is not the user's to say.
        #expect(settings.contains("TimeZone"))
        #expect(throws: ConnectionError.self) { try Conninfo("postgres://[") }
    }
}
