import Domain
import Foundation
import Postgres
import Store
import TestSupport
import Testing

@testable import Workflow

/// Takes that are made together come to what they would have come to one after the other.
@Suite(.desk)
struct TakeGroupTests {
    /// The claims in the order in which they are given out.
    private func order(_ bench: Bench) async throws -> [Claim.ID] {
        try await bench.database.read { session in
            try session.all(
                "SELECT claim_id FROM review_slots WHERE ordinal = 1 ORDER BY rank DESC, claim_id"
            ) { try $0["claim_id"] }
        }
    }

    private func together(
        _ bench: Bench, _ takes: [(String, TakeRequest)]
    ) async throws -> [Result<Take, any Error>] {
        try await bench.desk.takeTogether(
            takes.map { Taking(request: $0.1, caller: try bench.caller($0.0), acceptsEmpty: true) })
    }

    private func claims(_ answer: Result<Take, any Error>) throws -> [Claim.ID] {
        try answer.get().leases.map(\.claim.id)
    }

    @Test func eachGetsTheBestThatIsLeftInTheOrderInWhichTheyCame() async throws {
        let bench = try await Bench.make()
        try await bench.article(requiredReviews: 1)
        let order = try await order(bench)
        let answers = try await together(bench, [("chi", .init()), ("ana", .init(limit: 2)), ("ben", .init())])
        #expect(try claims(answers[0]) == [order[0]])
        #expect(try claims(answers[1]) == [order[1], order[2]])
        #expect(try claims(answers[2]) == [order[3]])
        let tokens = try answers.flatMap { try $0.get().leases.map(\.lease.token) }
        #expect(tokens == tokens.sorted())
        #expect(try await bench.queueFaults() == [])
        let taken = try await bench.database.read { session in
            try session.all("SELECT actor_id, subject_id FROM audit_events WHERE action = 'lease.taken'") {
                [try $0.decode("actor_id", as: UUID.self), try $0.decode("subject_id", as: UUID.self)]
            }
        }
        let leases = try answers.flatMap { try $0.get().leases.map(\.lease) }
        #expect(Set(taken) == Set(leases.map { [$0.memberID.rawValue, $0.id.rawValue] }))
    }

    @Test func everyReviewerOfAClaimIsAnother() async throws {
        let bench = try await Bench.make()
        try await bench.article(requiredReviews: 3)
        let order = try await order(bench)
        let answers = try await together(bench, [("ana", .init(limit: 2)), ("ben", .init(limit: 2)), ("chi", .init())])
        #expect(try claims(answers[0]) == [order[0], order[1]])
        #expect(try claims(answers[1]) == [order[0], order[1]])
        #expect(try claims(answers[2]) == [order[0]])
        #expect(try await bench.queueFaults() == [])
    }

    @Test func whoMayNotHaveTheBestLeavesItToTheNext() async throws {
        let bench = try await Bench.make()
        try await bench.article(requiredReviews: 1)
        let order = try await order(bench)
        let lease = try #require(try await bench.take("ana").leases.first?.lease)
        _ = try await bench.desk.skip(lease.id, token: lease.token, reason: nil, by: bench.caller("ana"))
        // What an editor gave to Ben comes first for him, and for nobody else.
        _ = try await bench.desk.assign(
            order[2], .init(memberID: try bench.principal("ben").memberID, dueAt: nil), by: bench.caller("ed"))
        let answers = try await together(bench, [("ana", .init(limit: 2)), ("chi", .init()), ("ben", .init())])
        #expect(try claims(answers[0]) == [order[1], order[3]])
        #expect(try claims(answers[1]) == [order[0]])
        #expect(try claims(answers[2]) == [order[2]])
        #expect(try await bench.queueFaults() == [])
    }

    @Test func whatIsOverdueIsAnybodysInAGroupToo() async throws {
        let bench = try await Bench.make()
        try await bench.article(requiredReviews: 1)
        let last = try #require(try await order(bench).last)
        _ = try await bench.desk.assign(
            last, .init(memberID: try bench.principal("ben").memberID, dueAt: Date().addingTimeInterval(3600)),
            by: bench.caller("ed"))
        try await bench.database.write {
            _ = try $0.execute("UPDATE review_slots SET due_at = now() - interval '1 second' WHERE due_at IS NOT NULL")
        }
        let answers = try await together(bench, [("ana", .init()), ("chi", .init())])
        #expect(try claims(answers[0]) == [last])
        #expect(try answers[0].get().leases.first?.dueAt == nil)
    }

    @Test func filtersAreKeptAndWhatOneIsRefusedTheOthersAreNot() async throws {
        let bench = try await Bench.make()
        let article = try await bench.article(requiredReviews: 2)
        _ = try await bench.desk.changeDesk(
            DeskChange(policy: ["liveLeases": 1]), ifRevision: nil, by: bench.caller("admin"))
        _ = try await bench.take("ben")
        try await bench.database.write {
            _ = try $0.execute(
                "UPDATE keys SET revoked_at = now() WHERE id = \(bench.principal("eva").keyID)")
        }
        let answers = try await together(
            bench,
            [
                ("ben", .init()), ("eva", .init()), ("ana", .init(articleID: Article.ID(rawValue: UUID()))),
                ("chi", .init(articleID: article.id)),
            ])
        #expect(throws: LeaseError.tooManyLive(limit: 1)) { try answers[0].get() }
        #expect(throws: AccessError.revoked) { try answers[1].get() }
        #expect(try claims(answers[2]) == [])
        #expect(try answers[2].get().emptyBecause?.filteredOut ?? 0 > 0)
        #expect(try claims(answers[3]).count == 1)
    }

    @Test func twoTakesOfOneReviewerComeOneAfterTheOther() async throws {
        let bench = try await Bench.make()
        try await bench.article(requiredReviews: 2)
        let answers = try await together(bench, [("ana", .init()), ("ana", .init())])
        #expect(try claims(answers[0]).count == 1)
        #expect(throws: Desk.HeldUp.self) { try answers[1].get() }
        // Through the door that everybody uses, both are served.
        let taken = try await withThrowingTaskGroup(of: [Claim.ID].self) { group in
            for _ in 0..<3 { group.addTask { try await bench.take("ben").leases.map(\.claim.id) } }
            return try await group.reduce(into: []) { $0 += $1 }
        }
        #expect(taken.count == 3 && Set(taken).count == 3)
    }

    @Test func whoMayNotTakeKeepsNobodyFromIt() async throws {
        let bench = try await Bench.make()
        try await bench.article(requiredReviews: 1)
        let held = try await bench.holding { try $0.execute("LOCK TABLE drafts IN ACCESS EXCLUSIVE MODE") }
        async let ana = bench.take("ana")
        try await bench.untilWaiting(1)
        async let chi = bench.take("chi")
        try await bench.untilWaiting(2)
        // These come together, when there is room.
        async let ben = bench.take("ben")
        async let refused = bench.outcome { _ = try await bench.take("submitter") }
        try await eventually("one waits") {
            bench.desk.gatherings.takes.waiting(of: try bench.principal("ben").deskID) > 0
        }
        try await held.release()
        #expect(await refused is AccessError)
        #expect(try await [ana, chi, ben].map(\.leases.count) == [1, 1, 1])
    }

    @Test func whatWasTakenForWhoHasGoneGoesBackAtOnce() async throws {
        let bench = try await Bench.make()
        try await bench.article(requiredReviews: 1)
        let held = try await bench.holding { try $0.execute("LOCK TABLE drafts IN ACCESS EXCLUSIVE MODE") }
        let taking = Task { try await bench.take("ana") }
        try await bench.untilWaiting(1)
        taking.cancel()
        await #expect(throws: CancellationError.self) { try await taking.value }
        try await held.release()
        try await eventually("it is given back") {
            try await bench.count("SELECT count(*) AS count FROM leases WHERE ending = 'released'") == 1
        }
        #expect(try await bench.count("SELECT count(*) AS count FROM review_slots WHERE state = 'leased'") == 0)
    }
}
