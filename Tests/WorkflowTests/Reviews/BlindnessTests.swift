import Domain
import Foundation
import Postgres
import TestSupport
import Testing

@testable import Workflow

/// Who may still be asked for a review has read none, whatever keys they make and whatever roles they had.
@Suite(.desk)
struct BlindnessTests {
    /// The claim at the top of the queue, which needs two reviews and has Ana's.
    private func inReview(_ bench: Bench) async throws -> Claim.ID {
        try await bench.article(requiredReviews: 2)
        let lease = try #require(try await bench.take("ana").leases.first?.lease)
        try await bench.review("ana", lease, rating: "false")
        return lease.claimID
    }

    @Test(arguments: [[Domain.Role.editor], [.reviewer], [.editor, .reviewer]])
    func aKeyOfFewerRolesShowsNoMore(roles: [Domain.Role]) async throws {
        let bench = try await Bench.make()
        let id = try await inReview(bench)
        let eva = try await bench.caller("eva", roles: Set(roles)).principal
        #expect(try await bench.desk.claim(id, for: eva).reviews.isEmpty)
        #expect(try await bench.desk.evidence(of: id, for: eva).isEmpty)
        #expect(try await bench.desk.reviewHistory(of: id, for: eva).isEmpty)
        // Who is blind is asked.
        let lease = try #require(try await bench.take("eva").leases.first?.lease)
        #expect(lease.claimID == id)
        #expect(try await !bench.review("eva", lease, rating: "accurate").review.sawOthers)
    }

    /// What is read once for many is shown to each as far as they may see it, and to those who see all of it as the very same.
    @Test func whoAsksInACrowdIsShownWhatTheyWouldBeShownAlone() async throws {
        let bench = try await Bench.make()
        let id = try await inReview(bench)
        let article = try await bench.desk.claim(id, for: bench.principal("ed")).claim.articleID
        let sees = ["ed": 1, "audrey": 1, "admin": 1, "ana": 1, "ben": 0, "eva": 0, "submitter": 0]
        for _ in 0..<5 {
            try await withThrowingTaskGroup(of: Void.self) { group in
                for (name, count) in sees {
                    let principal = try bench.principal(name)
                    group.addTask {
                        for page in [
                            try await bench.desk.claims(ClaimFilter(), PageRequest(), for: principal),
                            try await bench.desk.claims(of: article, PageRequest(), for: principal),
                        ] {
                            let claim = try #require(page.items.first { $0.claim.id == id })
                            #expect(claim.reviews.count == count, "\(name)")
                        }
                    }
                }
                try await group.waitForAll()
            }
        }
    }

    @Test func whoCouldReadTheReviewsAndBecomesAReviewerIsNotAskedForAnother() async throws {
        let bench = try await Bench.make()
        let id = try await inReview(bench)
        #expect(try await bench.desk.claim(id, for: bench.principal("ed")).reviews.count == 1)
        try await bench.setRoles([.editor, .reviewer], of: "ed")
        let ed = try await bench.caller("ed", roles: nil)
        let asked = try await bench.asked(ed)
        #expect(!asked.contains(id) && !asked.isEmpty)
        // What came in since, they could not read.
        let later = try #require(try await bench.take("ben", limit: 20).leases.map(\.lease).first { $0.claimID != id })
        try await bench.review("ben", later, rating: "false")
        #expect(try await bench.desk.claim(later.claimID, for: ed.principal).reviews.isEmpty)
        #expect(try await bench.asked(ed).contains(later.claimID))
    }

    /// An answer may be under way, and a stream looks at its key every few seconds.
    @Test func forAMinuteAfterwardsTheyCountAsOneWhoReads() async throws {
        let bench = try await Bench.make()
        try await bench.setRoles([.reviewer], of: "ed", isPast: false)
        let id = try await inReview(bench)
        let ed = try await bench.caller("ed", roles: nil)
        #expect(try await !bench.asked(ed).contains(id))
        #expect(try await bench.asked(bench.caller("chi")).contains(id))
    }

    @Test(arguments: [[[Domain.Role.submitter], [.reviewer]], [[.reviewer]], [[.reviewer, .auditor]]])
    func whateverRolesTheyHadInBetween(steps: [[Domain.Role]]) async throws {
        let bench = try await Bench.make()
        let id = try await inReview(bench)
        for roles in steps { try await bench.setRoles(Set(roles), of: "ed") }
        #expect(try await !bench.asked(bench.caller("ed", roles: nil)).contains(id))
    }

    @Test func whoSawADisputeAsAnEditorIsNotAskedWhenTheyAreOneNoMore() async throws {
        let bench = try await Bench.make()
        try await bench.article(requiredReviews: 2)
        let disputed = try await bench.reviewed(by: ["ana": "false", "ben": "accurate"])
        let id = disputed.claim.id
        #expect(try await bench.desk.claim(id, for: bench.principal("eva")).reviews.count == 2)
        try await bench.setRoles([.reviewer], of: "eva")
        let ben = try #require(disputed.reviews.first { $0.rating.key == "accurate" })
        _ = try await bench.desk.withdrawReview(ben.id, reason: "Not sure.", by: bench.caller("ben"))
        let eva = try await bench.caller("eva", roles: nil)
        #expect(try await bench.desk.claim(id, for: eva.principal).reviews.isEmpty)
        #expect(try await !bench.asked(eva).contains(id))
        #expect(try await bench.asked(bench.caller("chi")).contains(id))
    }

    @Test func whoLeavesAndComesBackIsAskedAsBefore() async throws {
        let bench = try await Bench.make()
        let id = try await inReview(bench)
        for name in ["ed", "ben"] {
            let member = try bench.principal(name).memberID
            _ = try await bench.desk.deactivate(member, reason: "Away.", by: bench.caller("admin"))
            if name == "ed" { try await bench.setRoles([.reviewer], of: name) }
            _ = try await bench.desk.activate(member, by: bench.caller("admin"))
        }
        #expect(try await !bench.asked(bench.caller("ed", roles: nil)).contains(id))
        #expect(try await bench.asked(bench.caller("ben", roles: nil)).contains(id))
    }

    @Test func agreementCountsNoClaimThatOneMayStillBeAskedAbout() async throws {
        let bench = try await Bench.make()
        try await bench.article(requiredReviews: 3)
        _ = try await bench.reviewed(by: ["ana": "false", "ben": "accurate"])
        func units(_ principal: Principal) async throws -> [Int?] {
            let agreement = try await bench.desk.agreement(on: nil, kind: nil, since: nil, until: nil, for: principal)
            let figures = try await bench.desk.figures(from: nil, to: nil, for: principal)
            return [
                agreement.statistics.first?.values, agreement.statistics.first?.raters,
                figures.agreement?.first?.values,
            ]
        }
        #expect(try await units(bench.principal("ed")) == [2, 2, 2])
        #expect(try await units(bench.caller("eva", roles: [.editor]).principal) == [0, 0, 0])
        let lease = try #require(try await bench.take("eva").leases.first?.lease)
        try await bench.review("eva", lease, rating: "false")
        #expect(try await units(bench.principal("eva")) == [3, 3, 3])
    }

    @Test func theAuditTrailLeavesOutWhoWorksOnAClaimThatOneMayStillBeAskedAbout() async throws {
        let bench = try await Bench.make()
        let id = try await inReview(bench)
        try await bench.setRoles([.auditor, .reviewer], of: "chi")
        let (chi, ana) = (try await bench.caller("chi", roles: [.auditor]), try bench.principal("ana").memberID)
        func work(_ principal: Principal) async throws -> Set<String> {
            let entries = try await bench.desk.audit(AuditFilter(actor: ana), PageRequest(limit: 200), for: principal)
            // Ana's key is her own work, and no secret.
            return Set(entries.items.map(\.record.action)).subtracting(["key.created"])
        }
        #expect(try await work(bench.principal("audrey")).isSuperset(of: ["lease.taken", "review.submitted"]))
        #expect(try await work(chi.principal).isEmpty)
        // Own work is there, and with one's own review that of the others.
        let reviewer = try await bench.caller("chi", roles: nil)
        let lease = try #require(try await bench.desk.take(TakeRequest(), by: reviewer).leases.first?.lease)
        #expect(lease.claimID == id)
        let own = try await bench.desk.audit(
            AuditFilter(action: "lease.taken"), PageRequest(limit: 200), for: chi.principal)
        #expect(own.items.map(\.record.subjectID) == [lease.id.rawValue])
        _ = try await bench.desk.review(lease.id, token: lease.token, Bench.review("false"), by: reviewer)
        #expect(try await work(chi.principal).isSuperset(of: ["lease.taken", "review.submitted"]))
    }

    @Test func anEditorWhoMayStillBeAskedSendsNothingBack() async throws {
        let bench = try await Bench.make()
        let id = try await inReview(bench)
        let review = try #require(try await bench.desk.claim(id, for: bench.principal("ed")).reviews.first).id
        let eva = try await bench.caller("eva", roles: [.editor])
        await #expect(throws: NotFound("review")) {
            try await bench.desk.returnReview(review, comment: "Which year?", by: eva)
        }
    }

    /// What a merged claim's reviews say, they say of the one that waits for reviews.
    @Test func theReviewsOfAMergedClaimStayHidden() async throws {
        let bench = try await Bench.make()
        let id = try await inReview(bench)
        let other = try #require(try await bench.take("ben", limit: 20).leases.map(\.lease.claimID).first { $0 != id })
        _ = try await bench.desk.triage(id, .merge(into: other), reason: "Same.", by: bench.caller("eva"))
        for name in ["chi", "eva"] {
            #expect(try await bench.desk.claim(id, for: bench.principal(name)).reviews.isEmpty)
        }
        for name in ["ana", "ed"] {
            #expect(try await bench.desk.claim(id, for: bench.principal(name)).reviews.count == 1)
        }
    }

    @Test func aStreamEndsWhenItsMemberMayBeAskedThoughItsKeyHasNoOtherRoles() async throws {
        let bench = try await Bench.make()
        let editor = try await bench.caller("ed", roles: [.editor]).principal
        try await bench.setRoles([.editor, .reviewer], of: "ed")
        await #expect(throws: EventError.rolesChanged) { try await bench.desk.requireUnchanged(editor) }
        let now = try await bench.caller("ed", roles: [.editor]).principal
        try await bench.desk.requireUnchanged(now)
    }
}
