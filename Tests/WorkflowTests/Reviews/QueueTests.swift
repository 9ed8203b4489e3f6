import Domain
import Foundation
import Postgres
import Store
import Synchronization
import TestSupport
import Testing

@testable import Workflow

@Suite(.desk)
struct QueueTests {
    @Test func twoHundredConcurrentTakesNeverShareASlot() async throws {
        let bench = try await Bench.make()
        let body = (1...60).map { "In \(1950 + $0) the port of Sable shipped \($0 * 13) thousand tonnes of salt." }
        try await bench.article(body.joined(separator: "\n\n"), requiredReviews: 2)
        let claims = try await bench.count("SELECT count(*) AS count FROM claims WHERE status = 'queued'")
        #expect(claims >= 50)
        try await bench.database.write { try $0.execute("UPDATE desks SET live_leases = 1000") }

        let leases = try await withThrowingTaskGroup(of: [TakenClaim].self) { group in
            for index in 0..<200 {
                let name = ["ana", "ben", "chi"][index % 3]
                group.addTask { try await bench.take(name).leases }
            }
            return try await group.reduce(into: []) { $0 += $1 }
        }
        #expect(leases.count == min(120, claims * 2))
        #expect(Set(leases.map(\.lease.slotID)).count == leases.count)
        #expect(Set(leases.map(\.lease.token)).count == leases.count)
        let pairs = leases.map { "\($0.lease.memberID) \($0.lease.claimID)" }
        #expect(Set(pairs).count == pairs.count)
        for (_, ofClaim) in Dictionary(grouping: leases, by: \.lease.claimID) { #expect(ofClaim.count <= 2) }
    }

    @Test func theMostCheckWorthyClaimIsTakenFirst() async throws {
        let bench = try await Bench.make()
        let article = try await bench.article()
        let claims = try await bench.desk.claims(of: article.id, PageRequest(limit: 200), for: bench.principal("ed"))
        let best = try #require(claims.items.map(\.claim.score).max())
        let taken = try #require(try await bench.take("ana").leases.first)
        #expect(taken.claim.score == best)
        #expect(taken.article.title == "Harbour wall")
        #expect(Bench.text.contains(taken.before + taken.claim.words + taken.after))
    }

    @Test func aTakeOfManyBringsDifferentClaims() async throws {
        let bench = try await Bench.make()
        try await bench.article(requiredReviews: 3)
        let taken = try await bench.take("ana", limit: 20).leases
        #expect(taken.count >= 3)
        #expect(Set(taken.map(\.claim.id)).count == taken.count)
    }

    @Test func anEmptyTakeSaysWhy() async throws {
        let bench = try await Bench.make()
        let none = try await bench.take("ana")
        #expect(none.leases.isEmpty && none.emptyBecause?.reason == "Nothing is waiting for review.")
        try await bench.article(requiredReviews: 1)
        let mine = try await bench.take("ana", limit: 20)
        let held = try await bench.take("ben")
        #expect(held.emptyBecause?.leasedByOthers == mine.leases.count)
        #expect(held.queue?.nextExpiryAt != nil)
        let filtered = try await bench.desk.take(
            TakeRequest(kinds: [.opinion]), by: bench.caller("ana"))
        #expect(filtered.leases.isEmpty)
    }

    @Test func anExpiredLeaseIsTakenByTheNextAtOnce() async throws {
        let bench = try await Bench.make()
        try await bench.article(requiredReviews: 1)
        let first = try await bench.take("ana", limit: 20).leases
        try await bench.expireLeases()
        let second = try await bench.take("ben", limit: 20).leases
        #expect(Set(first.map(\.lease.slotID)) == Set(second.map(\.lease.slotID)))
        #expect(try await bench.count("SELECT count(*) AS count FROM leases WHERE ending = 'expired'") == first.count)
        #expect(second.map(\.lease.token).min() ?? 0 > first.map(\.lease.token).max() ?? .max)
    }

    @Test func aReviewUnderALostLeaseIsRefusedAndItsTextKept() async throws {
        let bench = try await Bench.make()
        try await bench.article(requiredReviews: 1)
        let lease = try #require(try await bench.take("ana").leases.first?.lease)
        try await bench.expireLeases()
        let stolen = try #require(try await bench.take("ben").leases.first?.lease)
        #expect(stolen.slotID == lease.slotID)
        let input = ReviewInput(
            rating: "false", rationale: "Word for word – „ÄÖÜ“ 🧂\n\nwith two paragraphs",
            evidence: [EvidenceInput(url: "https://example.org/x", stance: .refutes)])
        await #expect(throws: LeaseError.lost(.expired, draftKept: true)) {
            try await bench.desk.review(lease.id, token: lease.token, input, by: bench.caller("ana"))
        }
        #expect(try await bench.count("SELECT count(*) AS count FROM reviews") == 0)
        // Ben gives it back; Ana takes it again and finds her words.
        _ = try await bench.desk.release(stolen.id, token: stolen.token, reason: nil, by: bench.caller("ben"))
        let again = try #require(try await bench.take("ana").leases.first { $0.lease.slotID == lease.slotID })
        #expect(again.draft?.origin == .leaseLost)
        #expect(again.draft?.content == Draft.Content(input))
    }

    @Test func aReviewSentTwiceKeepsADraftOnlyOfOtherWords() async throws {
        let bench = try await Bench.make()
        try await bench.article(requiredReviews: 1)
        let lease = try #require(try await bench.take("ana").leases.first?.lease)
        let receipt = try await bench.review("ana", lease, rating: "false")
        await #expect(throws: LeaseError.submitted(receipt.review, draftKept: false)) {
            try await bench.review("ana", lease, rating: "false")
        }
        #expect(try await bench.count("SELECT count(*) AS count FROM drafts") == 0)
        // Another window, with other words under the same lease.
        await #expect(throws: LeaseError.submitted(receipt.review, draftKept: true)) {
            try await bench.review("ana", lease, rating: "accurate")
        }
        #expect(try await bench.count("SELECT count(*) AS count FROM drafts") == 1)
    }

    @Test func aWrongTokenTellsThatTheLeaseLivesAndKeepsNothing() async throws {
        let bench = try await Bench.make()
        try await bench.article()
        let lease = try #require(try await bench.take("ana").leases.first?.lease)
        let refusal = LeaseError.wrongToken(until: lease.expiresAt)
        await #expect(throws: refusal) {
            try await bench.desk.renew(lease.id, token: lease.token + 1, by: bench.caller("ana"))
        }
        await #expect(throws: refusal) {
            try await bench.desk.release(lease.id, token: lease.token + 1, reason: nil, by: bench.caller("ana"))
        }
        let input = ReviewInput(rating: "false", rationale: "No.")
        await #expect(throws: refusal) {
            try await bench.desk.review(lease.id, token: lease.token + 1, input, by: bench.caller("ana"))
        }
        await #expect(throws: refusal) {
            try await bench.desk.saveDraft(
                lease.id, token: lease.token + 1, Draft.Content(input), by: bench.caller("ana"))
        }
        #expect(try await bench.count("SELECT count(*) AS count FROM drafts") == 0)
        await #expect(throws: NotFound("lease")) {
            try await bench.desk.renew(lease.id, token: lease.token, by: bench.caller("ben"))
        }
        let renewed = try await bench.desk.renew(lease.id, token: lease.token, by: bench.caller("ana"))
        #expect(renewed.expiresAt > lease.expiresAt)
    }

    @Test func aSkippedClaimIsNotOfferedAgainToTheSamePerson() async throws {
        let bench = try await Bench.make()
        try await bench.article(requiredReviews: 1)
        let lease = try #require(try await bench.take("ana").leases.first?.lease)
        _ = try await bench.desk.skip(lease.id, token: lease.token, reason: "my cousin", by: bench.caller("ana"))
        let mine = try await bench.take("ana", limit: 20).leases
        #expect(!mine.contains { $0.lease.claimID == lease.claimID })
        let others = try await bench.take("ben", limit: 20).leases
        #expect(others.contains { $0.lease.claimID == lease.claimID })
    }

    @Test func aWaitingTakeWakesWhenAClaimIsQueued() async throws {
        let bench = try await Bench.make()
        let signals = bench.desk.signals
        let listening = Task { try await signals.run(on: bench.database) }
        defer { listening.cancel() }
        async let taken = bench.desk.take(TakeRequest(waitSeconds: 30), by: bench.caller("ana"))
        try await bench.article()
        #expect(try await taken.leases.count == 1)
    }

    @Test func aWaitingTakeLooksAboutOnceASecond() async throws {
        let bench = try await Bench.make()
        let looks = Mutex(0)
        // A take makes an id for the lease that it hopes for.
        let desk = Desk(database: bench.database, extractor: bench.desk.extractor, signals: Signals()) {
            looks.withLock { $0 += 1 }
            return UUID()
        }
        _ = try await desk.take(TakeRequest(waitSeconds: 3), by: bench.caller("ana"))
        #expect(looks.withLock { $0 } <= 5)
    }

    @Test func theNextLeaseThatRunsOutIsForeseen() async throws {
        let bench = try await Bench.make()
        let desk = try bench.principal("ana").deskID
        func next() async throws -> Double? {
            try await bench.database.read { try Queue.secondsToNextExpiry(on: desk, in: $0) }
        }
        #expect(try await next() == nil)
        try await bench.article()
        _ = try await bench.take("ana")
        let seconds = try #require(try await next())
        #expect(seconds > 0 && seconds <= 900)
        try await bench.expireLeases()
        #expect(try await next() == nil)
    }

    @Test func theLimitOnLiveLeasesHolds() async throws {
        let bench = try await Bench.make()
        try await bench.article()
        try await bench.database.write { try $0.execute("UPDATE desks SET live_leases = 2") }
        #expect(try await bench.take("ana", limit: 20).leases.count == 2)
        await #expect(throws: LeaseError.tooManyLive(limit: 2)) { try await bench.take("ana") }
    }
}
