import Domain
import Foundation
import Postgres
import TestSupport
import Testing

@testable import Workflow

/// A row that was reviewed, decided or published, changed by SQL past all triggers: verifying names it.
@Suite(.desk)
struct ForgeryTests {
    private func published(_ bench: Bench) async throws -> Claim {
        try await bench.article(requiredReviews: 2)
        let claim = try await bench.publishedClaim("false", "accurate")
        try await bench.correct(claim, .correction, "It was another year.", rating: "accurate")
        let at = Date(timeIntervalSince1970: 1_790_000_000)
        let attempt = try await bench.desk.recordReply(
            ReplyAttempt.Input(channel: .email, contact: "press", contactedAt: at), on: claim.id,
            by: bench.caller("ed"))
        _ = try await bench.desk.recordAnswer(
            ReplyAttempt.Answer(answer: "Never.", answeredAt: at), to: attempt.id, by: bench.caller("ed"))
        return claim
    }

    private func forge(_ statement: String, on bench: Bench) async throws -> [String] {
        try await bench.database.write { session in
            try session.execute("SET LOCAL session_replication_role = replica")
            try session.execute("\(unescaped: statement)")
        }
        return try await bench.desk.forgedRows(of: bench.principal("admin").deskID).map(\.description)
    }

    @Test func nothingIsForgedOnADeskThatWorks() async throws {
        let bench = try await Bench.make()
        let claim = try await published(bench)
        _ = try await bench.desk.enter(
            .retraction, of: claim.id, publicText: "No.", reason: nil, by: bench.caller("ed"))
        let own = try await bench.reviewed(by: ["ana": "false"]).reviews.first
        _ = try await bench.desk.replaceReview(
            try #require(own).id, with: Bench.review("accurate"), reason: "Seen again.", by: bench.caller("ana"))
        #expect(try await bench.desk.forgedRows(of: bench.principal("admin").deskID).isEmpty)
    }

    @Test(arguments: [
        ("UPDATE verdicts SET rationale = rationale || '!' WHERE version = 1", "verdict.decided: the verdict"),
        ("UPDATE verdicts SET rating = 'misleading' WHERE version = 2", "verdict.decided: the verdict"),
        ("UPDATE evidence SET quote = '421 m'", "review.submitted: the review"),
        ("UPDATE reviews SET rating = 'mostly' WHERE rating = 'false'", "review.submitted: the review"),
        (
            "UPDATE ledger_entries SET public_text = 'So.' WHERE kind = 'correction'",
            "verdict.corrected: the ledger entry"
        ),
        ("UPDATE claims SET statement = 'Another.' WHERE status = 'corrected'", "verdict.corrected: the claim"),
        ("DELETE FROM verdict_evidence", "verdict.decided: the verdict"),
        (
            "UPDATE claims SET source_title = 'A leaflet', added_by = (SELECT id FROM members LIMIT 1) WHERE status = 'corrected'",
            "verdict.corrected: the claim"
        ),
        ("UPDATE reply_attempts SET answer = 'I said so.'", "reply.answered: the contact attempt"),
        ("UPDATE reply_attempts SET asked_name = 'Somebody'", "reply.answered: the contact attempt"),
        ("DELETE FROM ledger_entries WHERE kind = 'publication'", "is not there any more"),
    ])
    func aForgedRowIsNamed(statement: String, finding: String) async throws {
        let bench = try await Bench.make()
        _ = try await published(bench)
        let found = try await forge(statement, on: bench)
        #expect(!found.isEmpty)
        #expect(found.contains { $0.hasPrefix("forged: event ") && $0.contains(finding) }, "\(found)")
    }

    @Test(arguments: [
        (
            "INSERT INTO ledger_entries (desk_id, id, claim_id, verdict_id, kind, public_text, entered_by, entered_at) "
                + "SELECT desk_id, gen_random_uuid(), claim_id, verdict_id, 'clarification', 'So.', entered_by, clock_timestamp() "
                + "FROM ledger_entries LIMIT 1", "no event tells of the ledger entry"
        ),
        (
            "INSERT INTO reply_attempts (desk_id, id, claim_id, channel, contact, contacted_at, recorded_by, recorded_at) "
                + "SELECT desk_id, gen_random_uuid(), claim_id, channel, contact, contacted_at, recorded_by, clock_timestamp() "
                + "FROM reply_attempts LIMIT 1", "no event tells of the contact attempt"
        ),
    ])
    func aRowThatWasPutThereIsNamed(statement: String, finding: String) async throws {
        let bench = try await Bench.make()
        _ = try await published(bench)
        let found = try await forge(statement, on: bench)
        #expect(found.count == 1 && found.first?.contains(finding) == true, "\(found)")
    }
}
