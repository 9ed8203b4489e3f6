import Dispatch
import Domain
import Foundation
import Postgres
import Store
import TestSupport
import Testing

@testable import Workflow

/// Two things at once, each pair in the one order that could hurt: one transaction is held open until the other is seen
/// to wait for it.
@Suite(.desk)
struct RaceTests {
    @Test func aReviewSentWhileANewVersionIsStoredIsKept() async throws {
        let bench = try await Bench.make()
        try await bench.article(requiredReviews: 1)
        let lease = try #require(try await bench.take("ana").leases.first?.lease)
        let job = try await bench.submitted(Bench.text + "\n\nThe wall has 14 gates.")
        // The last thing that storing the new version does: mark the first one as replaced.
        let held = try await bench.holding {
            try $0.execute("SELECT 1 FROM extractions WHERE status = 'ready' FOR UPDATE")
        }
        async let reading: Void = bench.desk.perform(job)
        try await bench.untilWaiting(1)
        async let reviewing = bench.review("ana", lease, rating: "false")
        try await bench.untilWaiting(2)
        try await held.release()
        try await reading
        #expect(try await reviewing.claimStatus == .agreed)
    }

    @Test func slotsOpenedWhileTheirClaimIsWithdrawnLeaveTheQueueWithIt() async throws {
        let bench = try await Bench.make()
        try await bench.article(requiredReviews: 1)
        let job = try await bench.submitted("The market hall of Sable has 214 stalls, the town said in March 2021.")
        let held = try await bench.holding { session in
            // What an editor's change of the required reviews does.
            try session.execute("UPDATE claims SET required_reviews = 2 WHERE status = 'queued'")
            try session.execute(
                """
                INSERT INTO review_slots (desk_id, id, claim_id, article_id, submitted_by, ordinal, required_reviews, rank)
                SELECT desk_id, gen_random_uuid(), claim_id, article_id, submitted_by, 2, 2, rank FROM review_slots
                """)
        }
        async let reading: Void = bench.desk.perform(job)
        try await bench.untilWaiting(1)
        try await held.release()
        try await reading
        #expect(try await bench.count("SELECT count(*) AS count FROM claims WHERE status = 'withdrawn'") > 0)
        #expect(try await bench.queueFaults() == [])
    }

    @Test func aLeaseTakenWhileItsClaimIsWithdrawnEndsWithIt() async throws {
        let bench = try await Bench.make()
        try await bench.article(requiredReviews: 1)
        let job = try await bench.submitted("The market hall of Sable has 214 stalls, the town said in March 2021.")
        let principal = try bench.principal("ana")
        let inUse = try #require(try await bench.desk.profile(for: principal).scale)
        let held = try await bench.holding { session in
            _ = try ReviewSlot.take(
                as: Identifier(rawValue: UUID()), by: principal.memberID, seconds: 60, filter: SlotFilter(),
                inUse: inUse, on: principal.deskID, in: session)
        }
        async let reading: Void = bench.desk.perform(job)
        try await bench.untilWaiting(1)
        try await held.release()
        try await reading
        #expect(try await bench.count("SELECT count(*) AS count FROM leases WHERE ending = 'withdrawn'") == 1)
        #expect(try await bench.queueFaults() == [])
    }

    @Test func aReleaseInTheMiddleOfADismissalLeavesNoSlotBehind() async throws {
        let bench = try await Bench.make()
        try await bench.article(requiredReviews: 2)
        let lease = try #require(try await bench.take("ana").leases.first?.lease)
        let held = try await bench.holding {
            try $0.execute(
                "SELECT 1 FROM review_slots WHERE claim_id = \(lease.claimID.rawValue) AND state = 'open' FOR UPDATE")
        }
        async let dismissing = bench.outcome {
            _ = try await bench.desk.triage(lease.claimID, .dismiss, reason: "not news", by: bench.caller("ed"))
        }
        try await bench.untilWaiting(1)
        async let releasing = bench.outcome {
            _ = try await bench.desk.release(lease.id, token: lease.token, reason: nil, by: bench.caller("ana"))
        }
        try await eventually("it is released or waits") {
            if try await bench.waiting() >= 2 { return true }
            return try await bench.count("SELECT count(*) AS count FROM leases WHERE ending = 'released'") == 1
        }
        try await held.release()
        _ = await (dismissing, releasing)
        #expect(try await bench.queueFaults() == [])
    }

    @Test func aReleaseInTheMiddleOfAnEditLeavesAsManySlotsAsTheClaimNeeds() async throws {
        let bench = try await Bench.make()
        try await bench.article(requiredReviews: 2)
        let lease = try #require(try await bench.take("ana").leases.first?.lease)
        let held = try await bench.holding {
            try $0.execute(
                "SELECT 1 FROM review_slots WHERE claim_id = \(lease.claimID.rawValue) AND state = 'open' FOR UPDATE")
        }
        async let editing = bench.outcome {
            _ = try await bench.desk.edit(
                lease.claimID, ClaimChange(requiredReviews: 3), ifRevision: nil, by: bench.caller("ed"))
        }
        try await bench.untilWaiting(1)
        async let releasing = bench.outcome {
            _ = try await bench.desk.release(lease.id, token: lease.token, reason: nil, by: bench.caller("ana"))
        }
        try await eventually("it is released or waits") {
            if try await bench.waiting() >= 2 { return true }
            return try await bench.count("SELECT count(*) AS count FROM leases WHERE ending = 'released'") == 1
        }
        try await held.release()
        #expect(await editing == nil)
        #expect(await releasing == nil)
        #expect(try await bench.queueFaults() == [])
    }

    @Test func aTakeDoesNotHoldSlotsWhileItsMemberGivesBackWhatTheyHold() async throws {
        let bench = try await Bench.make()
        try await bench.article(requiredReviews: 1)
        _ = try await bench.take("ana")
        try await bench.expireLeases()
        let ana = try bench.principal("ana").memberID
        // What the administrator's change does who takes the role away: first her takes, then her slots.
        let (held, begin) = (AsyncStream.makeStream(of: Void.self), DispatchSemaphore(value: 0))
        async let changing: Void = bench.database.write { session in
            try Member.serializeTakes(of: ana, in: session)
            held.continuation.finish()
            _ = begin.wait(timeout: .now() + 20)
            try session.execute("SELECT 1 FROM review_slots WHERE reviewer_id = \(ana) FOR UPDATE NOWAIT")
        }
        for await _ in held.stream {}
        async let taking = bench.take("ana")
        try await bench.untilWaiting(1)
        begin.signal()
        try await changing
        #expect(try await taking.leases.count == 1)
    }

    @Test func theSameKeyTwiceAtOnceIsOneRequest() async throws {
        let bench = try await Bench.make()
        try await bench.article(requiredReviews: 2)
        // Each with the leases that it took, where it was the one that did.
        let taken = try await withThrowingTaskGroup(of: (sent: SentAnswer, leases: Int?).self) { group in
            for _ in 0..<8 {
                group.addTask {
                    do {
                        let take = try await bench.desk.take(
                            TakeRequest(limit: 2), by: bench.caller("ana", key: "same"))
                        return (Bench.sent(take), take.leases.count)
                    } catch let before as AnsweredBefore {
                        return (before.sent, nil)
                    }
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(Set(taken.map(\.sent)).count == 1)
        #expect(taken.compactMap(\.leases) == [try await bench.count("SELECT count(*) AS count FROM leases")])
    }

    @Test func twoEditorsPublishOnce() async throws {
        let bench = try await Bench.make()
        try await bench.article(requiredReviews: 1)
        let lease = try #require(try await bench.take("ana").leases.first?.lease)
        try await bench.review("ana", lease, rating: "false")
        let published = await withTaskGroup(of: Bool.self) { group in
            for name in ["ed", "eva", "ed", "eva"] {
                group.addTask {
                    await bench.outcome {
                        _ = try await bench.desk.publish(lease.claimID, overrideReason: nil, by: bench.caller(name))
                    } == nil
                }
            }
            return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(published == 1)
        #expect(try await bench.count("SELECT count(*) AS count FROM verdicts") == 1)
    }
}
