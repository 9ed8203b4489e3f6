import Domain
import Foundation
import TestSupport
import Testing

@testable import Workflow

/// Evidence beside that of the reviews.
@Suite(.desk)
struct EvidenceTests {
    private static func item(_ url: String, _ stance: EvidenceInput.Stance = .supports) -> EvidenceInput {
        EvidenceInput(
            url: url, stance: stance, retrievedAt: Timestamp.date("2026-01-02T03:04:05Z"),
            archivedURL: "https://archive.example.org/1", archiveSHA256: String(repeating: "0a", count: 32))
    }

    @Test func aPageIsOneItemHoweverItsAddressIsWritten() async throws {
        let bench = try await Bench.make()
        let article = try await bench.article(requiredReviews: 1)
        let claims = try await bench.desk.claims(of: article.id, PageRequest(limit: 10), for: bench.principal("ed"))
        let id = try #require(claims.items.first).claim.id
        let first = try await bench.desk.addEvidence(
            Self.item("https://www.example.org/a?utm_source=x#top"), to: id, by: bench.caller("ed"))
        #expect(first.isNew)
        #expect(first.evidence.retrievedAt == Timestamp.date("2026-01-02T03:04:05Z"))
        #expect(first.evidence.item.archiveSHA256 == String(repeating: "0a", count: 32))
        let second = try await bench.desk.addEvidence(
            Self.item("http://EXAMPLE.org/a"), to: id, by: bench.caller("ed"))
        #expect(!second.isNew)
        #expect(second.evidence == first.evidence)
        let other = try await bench.desk.addEvidence(Self.item("https://example.org/b"), to: id, by: bench.caller("ed"))
        await #expect(throws: EvidenceError.pageIsThere) {
            try await bench.desk.changeEvidence(
                other.evidence.id, to: Self.item("https://example.org/a"), by: bench.caller("ed"))
        }
        let changed = try await bench.desk.changeEvidence(
            other.evidence.id, to: Self.item("https://example.org/c", .refutes), by: bench.caller("ed"))
        #expect(changed.item.stance == .refutes)
        try await bench.desk.removeEvidence(other.evidence.id, by: bench.caller("ed"))
        #expect(try await bench.desk.evidence(of: id, for: bench.principal("ed")).map(\.id) == [first.evidence.id])
    }

    @Test func whoMayStillBeAskedSeesNone() async throws {
        let bench = try await Bench.make()
        let article = try await bench.article(requiredReviews: 1)
        let claims = try await bench.desk.claims(of: article.id, PageRequest(limit: 10), for: bench.principal("ed"))
        let id = try #require(claims.items.first { $0.claim.status == .queued }).claim.id
        _ = try await bench.desk.addEvidence(Self.item("https://example.org/a"), to: id, by: bench.caller("ed"))
        #expect(try await bench.desk.evidence(of: id, for: bench.principal("ana")).isEmpty)
        #expect(try await bench.desk.evidence(of: id, for: bench.principal("audrey")).count == 1)
        await #expect(throws: EvidenceError.ownReviewMissing) {
            try await bench.desk.addEvidence(Self.item("https://example.org/b"), to: id, by: bench.caller("ana"))
        }
    }

    /// What is there already would be in the answer.
    @Test func anEditorWhoMayStillBeAskedNeitherAddsNorChangesAny() async throws {
        let bench = try await Bench.make()
        let article = try await bench.article(requiredReviews: 1)
        let claims = try await bench.desk.claims(of: article.id, PageRequest(limit: 10), for: bench.principal("ed"))
        let id = try #require(claims.items.first { $0.claim.status == .queued }).claim.id
        let theirs = try await bench.desk.addEvidence(
            Self.item("https://example.org/a"), to: id, by: bench.caller("ed")
        ).evidence.id
        let eva = try await bench.caller("eva", roles: [.editor])
        await #expect(throws: EvidenceError.ownReviewMissing) {
            try await bench.desk.addEvidence(Self.item("https://example.org/a"), to: id, by: eva)
        }
        await #expect(throws: NotFound("evidence")) {
            try await bench.desk.changeEvidence(theirs, to: Self.item("https://example.org/c"), by: eva)
        }
        await #expect(throws: NotFound("evidence")) { try await bench.desk.removeEvidence(theirs, by: eva) }
    }

    @Test func whatAVerdictCitesAndWhatAReviewBroughtStay() async throws {
        let bench = try await Bench.make()
        try await bench.article(requiredReviews: 1)
        let claim = try await bench.reviewed(by: ["ana": "false"])
        let own = try #require(claim.reviews.first?.evidence.first)
        await #expect(throws: EvidenceError.partOfReview) {
            try await bench.desk.removeEvidence(own.id, by: bench.caller("ed"))
        }
        let added = try await bench.desk.addEvidence(
            Self.item("https://example.org/a"), to: claim.claim.id, by: bench.caller("ed"))
        _ = try await bench.desk.decide(
            claim.claim.id, VerdictInput(rating: "false", rationale: "So."), by: bench.caller("ed"))
        await #expect(throws: EvidenceError.cited) {
            try await bench.desk.changeEvidence(
                added.evidence.id, to: Self.item("https://example.org/z"), by: bench.caller("ed"))
        }
    }
}
