import Domain
import Foundation
import Postgres
import TestSupport
import Testing

@testable import Workflow

@Suite(.desk)
struct MergeTests {
    @Test func aMergedClaimKeepsItsReviewsAndLosesItsLeases() async throws {
        let bench = try await Bench.make()
        let (claims, _) = try await bench.queued(requiredReviews: 2)
        let lease = try #require(try await bench.take("ana").leases.first?.lease)
        try await bench.review("ana", lease, rating: "false")
        let held = try #require(try await bench.take("ben").leases.first?.lease)
        #expect(held.claimID == lease.claimID)
        let target = try #require(claims.first { $0.id != lease.claimID })

        let merged = try await bench.desk.triage(
            lease.claimID, .merge(into: target.id), reason: "It says the same.", by: bench.caller("ed"))
        #expect(merged.claim.status == .merged && merged.claim.mergedInto == target.id)
        #expect(merged.reviews.count == 1)
        await #expect(
            throws: LeaseError.lost(.withdrawn, draftKept: true, why: "The claim was merged into another.")
        ) { try await bench.review("ben", held, rating: "false") }
        #expect(
            try await bench.count(
                """
                SELECT count(*) AS count FROM audit_events
                WHERE action = 'lease.ended' AND subject_id = \(held.id.rawValue) AND details->>'ending' = 'withdrawn'
                """) == 1)
        #expect(try await bench.queueFaults() == [])
        let log = try await bench.desk.triageLog(of: lease.claimID, PageRequest(), for: bench.principal("audrey"))
        #expect(log.items.map(\.decision) == [.queue, .merge])
        #expect(log.items.map(\.rule) == ["queue_score", nil])
        #expect(log.items.last?.into == target.id && log.items.last?.memberName == "ed")
    }

    @Test func whatWasMergedIntoItFollows() async throws {
        let bench = try await Bench.make()
        let (claims, _) = try await bench.queued(requiredReviews: 1)
        let ids = claims.prefix(3).map(\.id)
        try #require(ids.count == 3)
        for (from, to) in [(0, 1), (1, 2)] {
            _ = try await bench.desk.triage(ids[from], .merge(into: ids[to]), reason: "Same.", by: bench.caller("ed"))
        }
        for id in ids.prefix(2) {
            #expect(try await bench.desk.claim(id, for: bench.principal("ed")).claim.mergedInto == ids[2])
        }
        await #expect(throws: ClaimError.notMergeable(into: .merged, mergedInto: ids[2])) {
            try await bench.desk.triage(ids[2], .merge(into: ids[1]), reason: "Back.", by: bench.caller("ed"))
        }
        await #expect(throws: ClaimError.wrongState(.merged, wanted: .merged)) {
            try await bench.desk.triage(ids[0], .merge(into: ids[2]), reason: "Again.", by: bench.caller("ed"))
        }
    }

    @Test func thereMustBeAnotherClaimOfTheDeskThatStands() async throws {
        let bench = try await Bench.make()
        let (claims, article) = try await bench.queued(requiredReviews: 1)
        let id = claims[0].id
        let theirs = try await Bench.make(slug: "theirs")
        let foreign = try await theirs.queued(requiredReviews: 1).claims[0].id
        for bad in [id, foreign, Identifier(rawValue: UUID())] {
            await #expect {
                try await bench.desk.triage(id, .merge(into: bad), reason: "Same.", by: bench.caller("ed"))
            } throws: { ($0 as? InputError)?.field == "into" }
        }
        await #expect(throws: NotFound("claim")) {
            try await bench.desk.triage(foreign, .merge(into: id), reason: "Same.", by: bench.caller("ed"))
        }
        let other = try await bench.article("The market hall of Sable has 214 stalls.", externalID: "a2")
        _ = try await bench.desk.withdraw(article.id, reason: "Made up.", by: bench.caller("ed"))
        let standing = try #require(
            try await bench.desk.claims(of: other.id, PageRequest(), for: bench.principal("ed")).items.first)
        await #expect(throws: ClaimError.notMergeable(into: .withdrawn, mergedInto: nil)) {
            try await bench.desk.triage(standing.claim.id, .merge(into: id), reason: "Same.", by: bench.caller("ed"))
        }
    }

    @Test func twoMergesThatCrossLeaveOneClaimStanding() async throws {
        let bench = try await Bench.make()
        let ids = try await bench.queued(requiredReviews: 1).claims.prefix(2).map(\.id)
        let outcomes = await withTaskGroup(of: Bool.self) { group in
            for (from, to) in [(ids[0], ids[1]), (ids[1], ids[0])] {
                group.addTask {
                    await bench.outcome {
                        _ = try await bench.desk.triage(
                            from, .merge(into: to), reason: "Same.", by: bench.caller("ed"))
                    } == nil
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(outcomes.count { $0 } == 1)
        #expect(try await bench.count("SELECT count(*) AS count FROM claims WHERE status = 'merged'") == 1)
    }

    @Test func aMergedClaimStaysMergedInTheNextVersionWhileTheOtherStands() async throws {
        let bench = try await Bench.make()
        let (claims, article) = try await bench.queued(requiredReviews: 1)
        let (from, to) = (claims[0], claims[1])
        _ = try await bench.desk.triage(from.id, .merge(into: to.id), reason: "Same.", by: bench.caller("ed"))
        try await bench.article("News of the day.\n\n" + Bench.text, requiredReviews: 1)
        let kept = try await bench.desk.claim(from.id, for: bench.principal("ed")).claim
        #expect(kept.status == .merged && kept.versionID != from.versionID)
        let words = try await bench.desk.claims(of: article.id, PageRequest(), for: bench.principal("ed")).items
            .map(\.claim.words)
        #expect(words.count { $0 == from.words } == 1)

        // The other one's words go: the merged one's are a claim again.
        try await bench.article(
            Bench.text.replacing(to.words, with: "Nothing more is known."), requiredReviews: 1)
        let after = try await bench.desk.claims(of: article.id, PageRequest(), for: bench.principal("ed")).items
        let again = after.map(\.claim).filter { $0.words == from.words }
        #expect(again.contains { $0.status == .queued })
        #expect(try await bench.queueFaults() == [])
    }
}
