import Domain
import Foundation
import Postgres
import TestSupport
import Testing

@testable import Workflow

@Suite(.database(migrations: Schema.migrations))
struct ScaleTests {
    /// The bench's scale with one rating renamed, one gone and one new.
    private static let next = RatingScaleInput(
        name: "Truth, revised",
        ratings: [
            Rating(key: "accurate", label: "Right", value: 3, offScale: false, colour: "#00AA00"),
            Rating(key: "half", label: "Half right", value: 2, offScale: false, colour: nil),
            Rating(
                key: "false", label: "Wrong", value: 1, offScale: false, colour: nil,
                translations: ["de": "Falsch", "ar": "خطأ"], definition: "The statement is not right."),
            Rating(key: "unverifiable", label: "Cannot be told", value: nil, offScale: true, colour: nil),
        ])

    private func inUse(_ bench: Bench) async throws -> RatingScale.ID {
        try #require(try await bench.desk.scales(for: bench.principal("ed")).first).id
    }

    @Test func aNewVersionIsUsedByNewReviewsAndOldVerdictsStay() async throws {
        let bench = try await Bench.make()
        try await bench.article(requiredReviews: 1)
        let old = try await bench.reviewed(by: ["ana": "misleading"])
        let published = try await bench.desk.publish(old.claim.id, overrideReason: nil, by: bench.caller("ed"))
        let scale = try await inUse(bench)
        let history = try await bench.desk.addVersion(of: scale, Self.next, ifVersion: [1], by: bench.caller("admin"))
        #expect(history.isInUse && history.versions.map(\.scale.version) == [2, 1])
        #expect(history.versions.last?.scale.ratings.count == 5)

        let take = try await bench.take("ana")
        let lease = try #require(take.leases.first)
        #expect(lease.scale.version == 2 && take.scales.map(\.version) == [2])
        let shown = try #require(take.scales.first?.ratings.first { $0.key == "false" })
        #expect(shown.translations["ar"] == "خطأ" && shown.definition == "The statement is not right.")
        await #expect {
            try await bench.review("ana", lease.lease, rating: "misleading")
        } throws: {
            ($0 as? InputError)?.field == "rating"
        }
        let receipt = try await bench.review("ana", lease.lease, rating: "half")
        #expect(receipt.review.scale.version == 2 && receipt.review.rating.label == "Half right")
        #expect(receipt.review.rating.direction == .mixed)

        let verdict = try await bench.desk.claim(old.claim.id, for: bench.principal("ed")).verdict
        #expect(verdict == published.verdict && verdict?.rating.label == "Misleading")
        #expect(verdict?.scale.version == 1)
    }

    @Test func aClaimKeepsTheVersionOfItsFirstReview() async throws {
        let bench = try await Bench.make()
        try await bench.article(requiredReviews: 2)
        let claim = try await bench.reviewed(by: ["ana": "misleading"]).claim
        _ = try await bench.desk.addVersion(
            of: inUse(bench), Self.next, ifVersion: nil, by: bench.caller("admin"))
        let taken = try await bench.take("ben", limit: 2)
        let lease = try #require(taken.leases.first { $0.claim.id == claim.id })
        #expect(lease.scale.version == 1)
        // Each claim of the take on its own version, and the ratings of both versions beside them.
        #expect(taken.scales.map(\.version) == [1, 2])
        await #expect(throws: InputError.self) { try await bench.review("ben", lease.lease, rating: "half") }
        let receipt = try await bench.review("ben", lease.lease, rating: "false")
        #expect(receipt.claimStatus == .disputed && receipt.review.scale.version == 1)
        await #expect {
            try await bench.desk.decide(
                claim.id, VerdictInput(rating: "half", rationale: "r"), by: bench.caller("ed"))
        } throws: {
            ($0 as? InputError)?.field == "rating"
        }
        let verdict = try await bench.desk.decide(
            claim.id, VerdictInput(rating: "mostly", rationale: "r"), by: bench.caller("ed"))
        #expect(verdict.scale.version == 1 && verdict.rating.label == "Mostly accurate")
    }

    @Test func aReviewIsGivenOnTheVersionThatItsReviewerWasShown() async throws {
        let bench = try await Bench.make()
        try await bench.article(requiredReviews: 2)
        let ana = try #require(try await bench.take("ana").leases.first)
        _ = try await bench.desk.addVersion(
            of: inUse(bench), Self.next, ifVersion: nil, by: bench.caller("admin"))
        // While somebody works on the claim with the old version, others get the same.
        let ben = try #require(try await bench.take("ben").leases.first)
        #expect(ben.claim.id == ana.claim.id && ben.scale == ana.scale && ben.scale.version == 1)
        #expect(try await bench.review("ana", ana.lease, rating: "mostly").review.scale.version == 1)
        #expect(try await bench.review("ben", ben.lease, rating: "mostly").claimStatus == .agreed)
    }

    @Test func aClaimThatWasGivenBackUnreviewedMovesToTheNewVersion() async throws {
        let bench = try await Bench.make()
        try await bench.article(requiredReviews: 1)
        let lease = try #require(try await bench.take("ana").leases.first?.lease)
        _ = try await bench.desk.addVersion(
            of: inUse(bench), Self.next, ifVersion: nil, by: bench.caller("admin"))
        _ = try await bench.desk.release(lease.id, token: lease.token, reason: nil, by: bench.caller("ana"))
        let again = try #require(try await bench.take("ana").leases.first)
        #expect(again.claim.id == lease.claimID && again.scale.version == 2)
    }

    @Test func twoVersionsOnOneClaimAreRefusedByRuleAndByTheDatabase() async throws {
        let bench = try await Bench.make()
        try await bench.article(requiredReviews: 2)
        let ana = try #require(try await bench.take("ana").leases.first?.lease)
        let ben = try #require(try await bench.take("ben").leases.first?.lease)
        let scale = try await inUse(bench)
        _ = try await bench.desk.addVersion(of: scale, Self.next, ifVersion: nil, by: bench.caller("admin"))
        // As if the second had taken the claim in the moment of the change.
        try await bench.database.write { session in
            try session.execute("UPDATE leases SET scale_version = 2 WHERE id = \(ben.id)")
        }
        try await bench.review("ana", ana, rating: "false")
        await #expect {
            try await bench.review("ben", ben, rating: "false")
        } throws: {
            ($0 as? InputError)?.field == "rating"
        }
        await #expect {
            try await bench.database.write { session in
                try session.execute(
                    """
                    INSERT INTO reviews (desk_id, id, claim_id, slot_id, lease_id, reviewer_id, scale_id,
                        scale_version, rating, rationale)
                    SELECT desk_id, gen_random_uuid(), claim_id, slot_id, lease_id, reviewer_id, scale_id, 2, rating, 'x'
                    FROM reviews
                    """)
            }
        } throws: {
            ($0 as? PostgresError)?.constraint == "reviews_on_one_scale"
        }
    }

    @Test func aNewScaleIsUsedOnceTheDeskSaysSo() async throws {
        let bench = try await Bench.make()
        let old = try await inUse(bench)
        let made = try await bench.desk.createScale(Self.next, by: bench.caller("admin", key: "k"))
        let again = try await bench.sentBefore {
            try await bench.desk.createScale(Self.next, by: bench.caller("admin", key: "k"))
        }
        let id = try #require(made.newest).id
        #expect(again == Bench.sent(made) && !made.isInUse)
        #expect(try await inUse(bench) == old)
        let desk = try await bench.desk.changeDesk(
            DeskChange(scaleID: id), ifRevision: nil, by: bench.caller("admin"))
        #expect(desk.scale == .init(id: id, version: 1))
        #expect(try await inUse(bench) == id)
        // Another version of a scale that is not in use changes nothing for the desk.
        _ = try await bench.desk.addVersion(of: old, Self.next, ifVersion: nil, by: bench.caller("admin"))
        #expect(try await bench.desk.profile(for: bench.principal("ed")).scale == .init(id: id, version: 1))
    }

    @Test func twoAdministratorsDoNotOverwriteEachOthersVersion() async throws {
        let bench = try await Bench.make()
        let scale = try await inUse(bench)
        _ = try await bench.desk.addVersion(of: scale, Self.next, ifVersion: [1], by: bench.caller("admin"))
        await #expect(throws: ChangedMeanwhile("scale", revision: 2)) {
            try await bench.desk.addVersion(of: scale, Self.next, ifVersion: [1], by: bench.caller("admin"))
        }
    }

    @Test func aDeskIsNotSetUpOnAScaleThatIsNone() async throws {
        let bench = try await Bench.make()
        let newsroom = Newsroom(
            desk: .init(slug: "new", name: "New"), members: [.init(name: "a", email: nil, roles: [.admin])],
            scale: .init(name: "Truth", ratings: [Bench.ratings[0], Bench.ratings[0]]))
        await #expect {
            try await bench.desk.setUp(newsroom)
        } throws: {
            ($0 as? InputError)?.field == "scale.ratings[1].key"
        }
        #expect(try await bench.count("SELECT count(*) AS count FROM desks WHERE slug = 'new'") == 0)
    }

    @Test func anotherDesksScaleLooksAsIfItWereNotThere() async throws {
        let bench = try await Bench.make()
        let theirs = try await inUse(try await Bench.make(slug: "theirs"))
        await #expect(throws: NotFound("rating scale")) {
            try await bench.desk.scale(theirs, for: bench.principal("ed"))
        }
        await #expect(throws: NotFound("rating scale")) {
            try await bench.desk.addVersion(of: theirs, Self.next, ifVersion: nil, by: bench.caller("admin"))
        }
        await #expect(throws: InputError("scaleId", "is not one of the desk's rating scales")) {
            try await bench.desk.changeDesk(
                DeskChange(scaleID: theirs), ifRevision: nil, by: bench.caller("admin"))
        }
    }
}
