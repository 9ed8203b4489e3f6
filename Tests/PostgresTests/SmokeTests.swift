import Foundation
import Postgres
import TestSupport
import Testing

@Suite(.database)
struct SmokeTests {
    @Test func writesAndReads() async throws {
        let database = TestDatabase.current.database
        let id = UUID()
        try await database.write { session in
            try session.execute("CREATE TABLE note (id uuid PRIMARY KEY, body text NOT NULL)")
            try session.execute("INSERT INTO note (id, body) VALUES (\(id), \("it's; DROP TABLE note"))")
        }
        let body = try await database.read { session in
            try session.first("SELECT body FROM note WHERE id = ANY(\([id]))") { try $0["body"] as String }
        }
        #expect(body == "it's; DROP TABLE note")
    }
}
