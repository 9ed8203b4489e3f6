import Domain
import Foundation
import Postgres
import Store
import TestSupport
import Testing

@testable import Workflow

@Suite(.desk)
struct AssignmentTests {
    private func member(_ bench: Bench, _ name: String) throws -> Member.ID { try bench.principal(name).memberID }

    private func assign(
        _ bench: Bench, _ claim: Claim.ID, to name: String, due: TimeInterval? = nil, by editor: String = "ed"
    ) async throws -> Assignment {
        let dueAt = due.map { Date().addingTimeInterval($0) }
        return try await bench.desk.assign(
            claim, .init(memberID: try member(bench, name), dueAt: dueAt), by: bench.caller(editor))
    }

    /// The last of two claims in the queue, which each need two reviews.
    private func claims(_ bench: Bench, requiredReviews: Int = 2) async throws -> (first: Claim.ID, last: Claim.ID) {
        try await bench.article(requiredReviews: requiredReviews)
        let order = try await bench.database.read { session in
            try session.all(
                "SELECT claim_id FROM review_slots WHERE ordinal = 1 ORDER BY rank DESC, claim_id"
            ) { try $0["claim_id"] as Claim.ID }
        }
        return (try #require(order.first), try #require(order.last))
    }

    @Test func whatIsGivenComesFirstAndIsKeptFromOthers() async throws {
        let bench = try await Bench.make()
        let claim = try await claims(bench, requiredReviews: 1).last
        let given = try await assign(bench, claim, to: "ben", due: 3600)
        #expect(given.state == .open && given.memberName == "ben")
        #expect(
            try await bench.desk.ownAssignments(PageRequest(limit: 5), for: bench.principal("ben")).items == [given])
        // Ana gets everything but that; Ben gets that before all else.
        let others = try await bench.desk.take(TakeRequest(limit: 20), by: bench.caller("ana"))
        #expect(!others.leases.isEmpty && !others.leases.contains { $0.claim.id == claim })
        let taken = try #require(
            try await bench.desk.take(TakeRequest(isAssigned: true), by: bench.caller("ben")).leases.first)
        #expect(taken.claim.id == claim && taken.dueAt == given.dueAt)
        // Given back it is kept on; skipped it is declined, and anybody's.
        let back = taken.lease
        _ = try await bench.desk.release(back.id, token: back.token, reason: nil, by: bench.caller("ben"))
        #expect(try await bench.desk.take(TakeRequest(), by: bench.caller("chi")).leases.first?.claim.id != claim)
        let again = try #require(try await bench.take("ben").leases.first)
        #expect(again.claim.id == claim)
        _ = try await bench.desk.skip(again.lease.id, token: again.lease.token, reason: nil, by: bench.caller("ben"))
        #expect(try await bench.desk.assignments(of: claim, for: bench.principal("ed")).map(\.state) == [.declined])
        #expect(try await bench.count("SELECT count(*) AS count FROM review_slots WHERE raised <> 0") == 0)
        #expect(
            try await bench.desk.take(TakeRequest(limit: 20), by: bench.caller("chi")).leases
                .contains { $0.claim.id == claim })
    }

    @Test func overdueItIsAnybodysAndDoneItIsDone() async throws {
        let bench = try await Bench.make()
        let (first, last) = try await claims(bench)
        _ = try await assign(bench, first, to: "ana", due: 3600)
        let late = try await assign(bench, last, to: "ben", due: 3600)
        let taken = try #require(try await bench.take("ana").leases.first)
        #expect(taken.claim.id == first)
        try await bench.review("ana", taken.lease, rating: "false")
        #expect(try await bench.desk.assignments(of: first, for: bench.principal("ana")).map(\.state) == [.done])
        try await bench.database.write {
            _ = try $0.execute("UPDATE review_slots SET due_at = now() - interval '1 second' WHERE due_at IS NOT NULL")
        }
        // Chi may have either of its two slots now, and takes the urgent one.
        let urgent = try #require(try await bench.take("chi").leases.first)
        #expect(urgent.claim.id == last && urgent.dueAt == nil)
        let now = try await bench.desk.assignments(of: last, for: bench.principal("ed"))
        #expect(now.map(\.id) == [late.id] && now.map(\.state) == [.lapsed])
    }

    @Test func onlyWhoCanBeAskedIsGivenAnythingAndOnlyByWhoIsNotAsked() async throws {
        let bench = try await Bench.make()
        let claim = try await claims(bench).first
        let caller = try bench.caller("ed")
        for name in ["submitter", "ed", "audrey"] {
            let input = Assignment.Input(memberID: try member(bench, name), dueAt: nil)
            await #expect(throws: InputError.self) { try await bench.desk.assign(claim, input, by: caller) }
        }
        let ana = try member(bench, "ana")
        for date in [Date(timeIntervalSinceNow: -1), Date(timeIntervalSinceNow: 400 * 86_400)] {
            await #expect(throws: InputError.self) {
                try await bench.desk.assign(claim, .init(memberID: ana, dueAt: date), by: caller)
            }
        }
        // Eva edits and reviews: who has reviewed is not for her to learn.
        await #expect(throws: AssignmentError.mayBeAsked) { try await assign(bench, claim, to: "ana", by: "eva") }
        let given = try await assign(bench, claim, to: "ana")
        #expect(try await bench.desk.assignments(of: claim, for: bench.principal("eva")).isEmpty)
        await #expect(throws: NotFound("assignment")) {
            try await bench.desk.withdrawAssignment(given.id, reason: "r", by: bench.caller("eva"))
        }
        // Once each, and no more than there are reviews.
        await #expect(throws: InputError.self) { try await assign(bench, claim, to: "ana") }
        _ = try await assign(bench, claim, to: "ben")
        await #expect(throws: AssignmentError.nothingOpen) { try await assign(bench, claim, to: "chi") }
        await #expect(throws: ClaimError.reviewsAlreadyGiven) {
            try await bench.desk.edit(claim, ClaimChange(requiredReviews: 1), ifRevision: nil, by: caller)
        }
        _ = try await bench.desk.edit(claim, ClaimChange(priority: 50, requiredReviews: 3), ifRevision: nil, by: caller)
        #expect(try await bench.desk.assignments(of: claim, for: bench.principal("ed")).map(\.state) == [.open, .open])
    }

    @Test func anEditorTakesItBackFromWhoeverHoldsIt() async throws {
        let bench = try await Bench.make()
        let claim = try await claims(bench, requiredReviews: 1).first
        let given = try await assign(bench, claim, to: "ana")
        let lease = try #require(try await bench.take("ana").leases.first?.lease)
        let ended = try await bench.desk.withdrawAssignment(given.id, reason: "Needed today", by: bench.caller("ed"))
        #expect(ended.state == .withdrawn && ended.endedAt != nil)
        let why = "An editor took the claim back: “Needed today”."
        await #expect(throws: LeaseError.lost(.withdrawn, draftKept: true, why: why)) {
            try await bench.review("ana", lease, rating: "false")
        }
        #expect(try await bench.take("ben").leases.first?.claim.id == claim)
        await #expect(throws: AssignmentError.ended(.withdrawn)) {
            try await bench.desk.withdrawAssignment(given.id, reason: "r", by: bench.caller("ed"))
        }
    }

    @Test func whoReviewsNoMoreKeepsNothing() async throws {
        let bench = try await Bench.make()
        let claim = try await claims(bench, requiredReviews: 1).first
        _ = try await assign(bench, claim, to: "ana")
        _ = try await bench.desk.deactivate(try member(bench, "ana"), reason: "r", by: bench.caller("admin"))
        #expect(try await bench.desk.assignments(of: claim, for: bench.principal("ed")).map(\.state) == [.withdrawn])
        #expect(try await bench.take("ben").leases.first?.claim.id == claim)
    }
}
