import Domain
import Foundation
import TestSupport
import Testing

@testable import Workflow

/// What the extractor noted about a claim reaches those who check it, and moves with the claim.
@Suite(.desk)
struct AnnotationTests {
    static let text = """
        The ministry said rebel leader Tomas Averin was killed in the raid on Friday.

        The raid cost 14 million euros, the ministry said.

        A spokesman for the rebels denied Averin had been killed.

        The raid cost 14 million euros, the ministry said.
        """

    private func submit(_ body: String, to bench: Bench) async throws -> [Claim] {
        let receipt = try await bench.desk.submit(
            Submission(
                externalID: "raid", title: "The raid", publishedAt: Timestamp.date("2026-03-15T12:00:00Z"),
                language: "en", body: body),
            by: bench.caller("submitter"))
        try await bench.work()
        return try await bench.desk.claims(of: receipt.articleID, PageRequest(limit: 200), for: bench.principal("ed"))
            .items.map(\.claim)
    }

    @Test func datesFiguresNamesRepeatsAndConflictsAreStored() async throws {
        let bench = try await Bench.make()
        let claims = try await submit(Self.text, to: bench)
        let killed = try #require(claims.first { $0.words.contains("was killed") })
        let denied = try #require(claims.first { $0.words.contains("denied") })
        #expect(killed.company.conflictsWith == [denied.id])
        #expect(denied.company.conflictsWith == [killed.id])
        let date = try #require(killed.annotations.dates.first)
        #expect(date.words == "Friday")
        #expect(date.resolved == "2026-03-13")
        #expect(Self.text.unicodeScalars.dropFirst(date.range.start).starts(with: "Friday".unicodeScalars))
        #expect(killed.annotations.names.contains { $0.contains("Averin") })

        let cost = try #require(claims.first { $0.words.contains("14 million") })
        #expect(cost.annotations.figures.contains { $0.contains("14 million") })
        #expect(cost.company.occurrences == 2)
        #expect(cost.company.otherAnchors.map(\.exact) == [cost.words])
        let first = try #require(cost.anchor).range.start
        #expect(cost.company.otherAnchors.allSatisfy { $0.range.start > first })
    }

    @Test func theyMoveWithTheClaimIntoTheNextVersion() async throws {
        let bench = try await Bench.make()
        let before = try await submit(Self.text, to: bench)
        let after = try await submit("A word before all that.\n\n" + Self.text, to: bench)
        let killed = try #require(before.first { $0.words.contains("was killed") })
        let moved = try #require(after.first { $0.id == killed.id })
        let (old, new) = (try #require(killed.annotations.dates.first), try #require(moved.annotations.dates.first))
        let (place, newPlace) = (try #require(killed.anchor), try #require(moved.anchor))
        #expect(new.range.start - old.range.start == newPlace.range.start - place.range.start)
        #expect(new.range.start > old.range.start)
        #expect(moved.company.conflictsWith == killed.company.conflictsWith)
    }
}
