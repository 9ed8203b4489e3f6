import Domain
import Foundation
import Postgres
import TestSupport
import Testing

@testable import Workflow

@Suite(.desk)
struct EmbargoTests {
    /// An hour from now, in whole seconds.
    private static var soon: Date { Date(timeIntervalSince1970: Date().timeIntervalSince1970.rounded() + 3600) }

    @Test func reviewsGoOnAndNothingGoesOut() async throws {
        let bench = try await Bench.make()
        let article = try await bench.article(requiredReviews: 1)
        let until = Self.soon
        let held = try await bench.desk.embargo(article.id, until: until, by: bench.caller("submitter"))
        #expect(held.embargoUntil == until)
        let claim = try await bench.reviewed(by: ["ana": "false"]).claim
        let refusals = [
            await bench.outcome {
                _ = try await bench.desk.publish(claim.id, overrideReason: nil, by: bench.caller("ed"))
            }, await bench.outcome { _ = try await bench.desk.report(article.id, for: bench.principal("ed")) },
        ]
        for refusal in refusals {
            #expect(refusal as? EmbargoError == .embargoed(until: until))
        }
        #expect(try await bench.count("SELECT count(*) AS count FROM verdicts") == 0)
        _ = try await bench.desk.decide(
            claim.id, VerdictInput(rating: "false", rationale: "So it is."), by: bench.caller("ed"))

        #expect(try await bench.desk.embargo(article.id, until: nil, by: bench.caller("ed")).embargoUntil == nil)
        _ = try await bench.desk.publish(claim.id, overrideReason: nil, by: bench.caller("ed"))
        #expect(try await bench.desk.report(article.id, for: bench.principal("ed")).publishedCount == 1)
    }

    @Test func aPublishedVerdictIsTakenDownButNotChangedInPublic() async throws {
        let bench = try await Bench.make()
        let article = try await bench.article(requiredReviews: 1)
        let id = try await bench.reviewed(by: ["ana": "false"]).claim.id
        _ = try await bench.desk.publish(id, overrideReason: nil, by: bench.caller("ed"))
        let until = Self.soon
        _ = try await bench.desk.embargo(article.id, until: until, by: bench.caller("ed"))
        func correct(_ kind: LedgerEntry.Kind, text: String? = "We look at it again.") async throws {
            let verdict = VerdictRevision(rating: "accurate", rationale: "The register was amended.")
            _ = try await bench.desk.correct(
                id, CorrectionDecision(kind: kind, publicText: text, verdict: kind == .correction ? verdict : nil),
                by: bench.caller("ed"))
        }
        for kind in [LedgerEntry.Kind.clarification, .update, .correction, .noChange] {
            await #expect(throws: EmbargoError.embargoed(until: until), "\(kind)") { try await correct(kind) }
        }
        try await correct(.noChange, text: nil)
        func enter(_ kind: LedgerEntry.Kind) async throws {
            _ = try await bench.desk.enter(
                kind, of: id, publicText: "We look at it again.", reason: nil, by: bench.caller("ed"))
        }
        try await enter(.pause)
        await #expect(throws: EmbargoError.embargoed(until: until)) { try await enter(.resumption) }
        try await enter(.retraction)
        let ledger = try await bench.desk.ledger(of: id, for: bench.principal("ed"))
        #expect(ledger.map(\.kind) == [.publication, .noChange, .pause, .retraction])
    }

    @Test func theDatabasesClockEndsIt() async throws {
        let bench = try await Bench.make()
        let article = try await bench.article(requiredReviews: 1)
        _ = try await bench.desk.embargo(article.id, until: Self.soon, by: bench.caller("ed"))
        try await bench.database.write {
            try $0.execute("UPDATE articles SET embargo_until = now() - interval '1 millisecond'")
        }
        _ = try await bench.desk.report(article.id, for: bench.principal("ed"))
    }

    @Test func aPastTimeIsRefusedAndTheSameTimeAgainIsNot() async throws {
        let bench = try await Bench.make()
        let article = try await bench.article()
        await #expect {
            try await bench.desk.embargo(
                article.id, until: Date(timeIntervalSinceNow: -60), by: bench.caller("ed"))
        } throws: { ($0 as? InputError)?.field == "until" }
        let until = Self.soon
        _ = try await bench.desk.embargo(article.id, until: until, by: bench.caller("ed"))
        _ = try await bench.desk.embargo(article.id, until: until, by: bench.caller("ed"))
        _ = try await bench.desk.embargo(article.id, until: nil, by: bench.caller("ed"))
        _ = try await bench.desk.embargo(article.id, until: nil, by: bench.caller("ed"))
        #expect(
            try await bench.count(
                "SELECT count(*) AS count FROM audit_events WHERE action LIKE 'article.embargo%'") == 2)
    }

    @Test func aSubmissionBeginsOrProlongsItAndNeverShortensIt() async throws {
        let bench = try await Bench.make()
        let until = Self.soon
        func send(_ body: String, _ until: Date?) async throws -> Article {
            let receipt = try await bench.desk.submit(
                Submission(externalID: "e", title: "T", body: body, embargoUntil: until),
                by: bench.caller("submitter"))
            return try await bench.desk.article(receipt.articleID, for: bench.principal("ed"))
        }
        #expect(try await send("The wall is 1 metre long.", until).embargoUntil == until)
        #expect(try await send("The wall is 2 metres long.", until.addingTimeInterval(60)).embargoUntil == until + 60)
        #expect(try await send("The wall is 3 metres long.", until).embargoUntil == until + 60)
        #expect(try await send("The wall is 4 metres long.", nil).embargoUntil == until + 60)
        await #expect {
            try await bench.desk.submit(
                Submission(title: "T", body: "B.", embargoUntil: Date(timeIntervalSinceNow: -60)),
                by: bench.caller("submitter"))
        } throws: { ($0 as? InputError)?.field == "embargoUntil" }
        #expect(try await bench.count("SELECT count(*) AS count FROM articles") == 1)
    }

    @Test func anEmbargoThatWasAnsweredHoldsEveryPublicationBack() async throws {
        let bench = try await Bench.make()
        let article = try await bench.article(requiredReviews: 1)
        let claim = try await bench.reviewed(by: ["ana": "false"]).claim
        let desk = try bench.principal("ed").deskID
        let held = try await bench.holding { session in
            try session.execute("SELECT 1 FROM articles FOR NO KEY UPDATE")
            try session.execute(
                "UPDATE articles SET embargo_until = now() + interval '1 hour' WHERE desk_id = \(desk.rawValue)")
        }
        async let publishing = bench.outcome {
            _ = try await bench.desk.publish(claim.id, overrideReason: nil, by: bench.caller("ed"))
        }
        try await bench.untilWaiting(1)
        try await held.release()
        #expect(await publishing is EmbargoError)
        #expect(try await bench.desk.claim(claim.id, for: bench.principal("ed")).claim.status == .agreed)
        #expect(try await bench.desk.article(article.id, for: bench.principal("ed")).embargoUntil != nil)
    }
}
