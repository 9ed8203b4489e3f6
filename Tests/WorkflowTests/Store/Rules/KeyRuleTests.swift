import Domain
import Foundation
import Postgres
import TestSupport
import Testing

@testable import Store

/// When a key's time is over, asked of Swift and of the database.
@Suite(.database)
struct KeyRuleTests {
    @Test func aKeyHasExpiredInBoth() async throws {
        let answers = try await TestDatabase.current.database.read { session in
            let before = try session.timeOfClock()
            let answers = try session.all(
                """
                SELECT k.expires_at, \(SQL.hasExpired(key: "k")) AS answer
                FROM (VALUES (NULL), (\(before)), (clock_timestamp() - interval '1 microsecond'),
                    (now() + interval '1 hour')) AS k (expires_at)
                """
            ) { (expiresAt: try $0["expires_at"] as Date?, answer: try $0["answer"] as Bool) }
            let now = try session.timeOfClock()
            return answers.map { (swift: KeyRules.hasExpired($0.expiresAt, now: now), answer: $0.answer) }
        }
        #expect(answers.map(\.answer) == [false, true, true, false])
        #expect(answers.map(\.swift) == answers.map(\.answer))
        // At the very moment it is over; the database's clock does not stand still to be asked.
        #expect(KeyRules.hasExpired(.distantPast, now: .distantPast))
    }
}
