import Domain
import Foundation
import Postgres
import TestSupport
import Testing

@testable import Store

/// How a claim stands, asked of Swift and of the database: in every state, paused and not.
@Suite(.database)
struct StandingRuleTests {
    /// What the database says of each state, by a condition on a claim `c`.
    private func answers(_ condition: SQL) async throws -> [(claim: Claim, answer: Bool)] {
        try await TestDatabase.current.database.read { session in
            try session.all(
                """
                SELECT c.status, c.paused, c.reopened_at, \(condition) AS answer
                FROM (SELECT s.status, p.paused, r.reopened_at FROM unnest(\(Claim.Status.allCases)) AS s (status)
                    CROSS JOIN (VALUES (true), (false)) AS p (paused)
                    CROSS JOIN (VALUES (now()), (NULL)) AS r (reopened_at)) c
                """
            ) { row in
                let claim = Claim.standing(
                    try row["status"], isPaused: try row["paused"], reopenedAt: try row["reopened_at"])
                return (claim: claim, answer: try row["answer"])
            }
        }
    }

    /// That the database's answer is Swift's for every claim, and that there are both answers.
    private func expect(_ condition: SQL, is rule: (Claim) -> Bool, _ name: String) async throws {
        let answers = try await answers(condition)
        #expect(answers.count == 4 * Claim.Status.allCases.count)
        #expect(Set(answers.map(\.answer)).count == 2, "\(name)")
        for (claim, answer) in answers {
            #expect(answer == rule(claim), "\(name): \(claim.status), paused: \(claim.isPaused)")
        }
    }

    @Test func aVerdictIsPublicInBoth() async throws {
        try await expect(SQL.isPublic("c"), is: \.status.isPublic, "isPublic")
        try await expect(SQL.showsVerdict("c"), is: \.showsVerdict, "showsVerdict")
    }

    @Test func aClaimHasAPublicPageInBoth() async throws {
        try await expect(SQL.hasPublicStanding("c"), is: { $0.publicStanding != nil }, "hasPublicStanding")
    }

    @Test func aClaimHasAVerdictInBoth() async throws {
        try await expect(SQL.hasVerdict("c"), is: \.status.hasVerdict, "hasVerdict")
    }

    @Test func aClaimIsOpenInBoth() async throws {
        try await expect(SQL.isOpen("c"), is: \.status.isOpen, "isOpen")
    }

    @Test(arguments: Claim.Status.allCases.filter { next in Claim.Status.allCases.contains { $0.next.contains(next) } })
    func aClaimMayStepInBoth(to next: Claim.Status) async throws {
        try await expect(
            SQL.mayStep("c", to: next),
            is: { $0.status.next.contains(next) }, "to \(next)")
    }

    @Test func aVersionMayStepInBoth() async throws {
        let statuses = ArticleVersion.Status.allCases
        for next in statuses where statuses.contains(where: { $0.next.contains(next) }) {
            let found: [ArticleVersion.Status] = try await TestDatabase.current.database.read { session in
                try session.all(
                    """
                    SELECT e.status FROM unnest(\(statuses)) AS e (status)
                    WHERE \(SQL.mayStep(extraction: "e", to: next))
                    """
                ) { try $0["status"] }
            }
            #expect(found == statuses.filter { $0.next.contains(next) }, "to \(next)")
        }
    }

    @Test func anEntryIsACorrectionInBoth() async throws {
        let kinds: [LedgerEntry.Kind] = try await TestDatabase.current.database.read { session in
            try session.all(
                """
                SELECT l.kind FROM unnest(\(LedgerEntry.Kind.allCases)) AS l (kind)
                WHERE \(SQL.isCorrection("l"))
                """
            ) { try $0["kind"] }
        }
        #expect(kinds == LedgerEntry.Kind.allCases.filter(PublicCorrection.kinds.contains))
    }

    @Test func anEmbargoIsOverInBoth() async throws {
        let answers = try await TestDatabase.current.database.read { session in
            let now = try session.now()
            return try session.all(
                """
                SELECT a.embargo_until, \(SQL.embargoIsOver("a")) AS answer
                FROM (VALUES (NULL), (now()), (now() - interval '1 microsecond'), (now() + interval '1 microsecond'),
                    (now() - interval '1 year'), (now() + interval '1 year')) AS a (embargo_until)
                """
            ) { row -> (swift: Bool, answer: Bool) in
                (swift: Embargo.isOver(until: try row["embargo_until"], now: now), answer: try row["answer"])
            }
        }
        #expect(answers.map(\.answer) == [true, true, true, false, true, false])
        #expect(answers.map(\.swift) == answers.map(\.answer))
    }
}

extension Claim {
    /// A claim of which nothing but its standing is of interest.
    static func standing(
        _ status: Status, isPaused: Bool = false, reopenedAt: Date? = nil, id: ID = ID(rawValue: UUID())
    ) -> Claim {
        let none = Anchor.Range(start: 0, end: 0)
        return Claim(
            id: id, articleID: Article.ID(rawValue: UUID()), versionID: ArticleVersion.ID(rawValue: UUID()), ordinal: 1,
            status: status, statement: "", context: nil,
            anchor: Anchor(range: none, utf16: none, utf8: none, exact: "", prefix: "", suffix: ""),
            claimant: Claimant(name: nil, kind: .article, quotation: nil), kind: .other, checkable: true,
            worthiness: .minor, score: 0, reasons: [], detector: "", priority: 0, requiredReviews: 1, revision: 1,
            createdAt: .distantPast, queuedAt: nil, decidedAt: nil, publishedAt: nil, isPaused: isPaused,
            reopenedAt: reopenedAt)
    }
}
