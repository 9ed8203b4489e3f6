import Domain
import Foundation
import Postgres
import TestSupport
import Testing

@testable import Workflow

@Suite(.desk)
struct SplitTests {
    private static let text = """
        🚢 The harbour wall of Port Sable is 412 metres long and cost 38 million crowns, the port authority said on Monday.

        The insurance paid 1.9 million crowns.
        """

    /// The parts “… is 412 metres long” and “cost 38 million crowns” of the first claim.
    private static func parts(of claim: Claim, in text: String = text) throws -> [ClaimPart] {
        try ["The harbour wall of Port Sable is 412 metres long", "cost 38 million crowns"].map { words in
            let range = try #require(text.range(of: words))
            let start = text.unicodeScalars.distance(from: text.startIndex, to: range.lowerBound)
            return ClaimPart(start: start, end: start + words.unicodeScalars.count, statement: nil)
        }
    }

    private static func first(on bench: Bench, requiredReviews: Int = 2) async throws -> (Claim, Article) {
        let (claims, article) = try await bench.queued(text, requiredReviews: requiredReviews)
        return (try #require(claims.first { $0.words.contains("412") }), article)
    }

    @Test func thePartsAreClaimsOfTheirOwnInTheQueue() async throws {
        let bench = try await Bench.make()
        let (whole, article) = try await Self.first(on: bench)
        var parts = try Self.parts(of: whole)
        parts[1] = ClaimPart(start: parts[1].start, end: parts[1].end, statement: "The wall cost 38 million crowns.")
        let split = try await bench.desk.triage(
            whole.id, .split(parts), reason: "Two things.", by: bench.caller("ed"))
        #expect(split.claim.status == .dismissed)

        let all = try await bench.desk.claims(of: article.id, PageRequest(), for: bench.principal("ed")).items
            .map(\.claim)
        let found = all.filter { $0.splitFrom == whole.id }.sorted { $0.start < $1.start }
        let words = ["The harbour wall of Port Sable is 412 metres long", "cost 38 million crowns"]
        #expect(found.map(\.words) == words)
        #expect(found.map(\.statement) == [found.first?.words, "The wall cost 38 million crowns."])
        for part in found {
            #expect(part.status == .queued && part.ordinal == whole.ordinal && part.score == whole.score)
            #expect(part.kind == whole.kind && part.claimant == whole.claimant)
            let anchor = try #require(part.anchor)
            let bytes = Array(Self.text.utf8)[anchor.utf8.start..<anchor.utf8.end]
            #expect(String(decoding: bytes, as: UTF8.self) == anchor.exact)
            let units = Array(Self.text.utf16)[anchor.utf16.start..<anchor.utf16.end]
            #expect(String(decoding: units, as: UTF16.self) == anchor.exact)
            #expect(Self.text.contains(anchor.prefix + anchor.exact + anchor.suffix))
        }
        for (part, figure) in zip(found, ["412", "38"]) {
            #expect(!part.annotations.figures.isEmpty)
            #expect(part.annotations.figures.allSatisfy { $0.contains(figure) })
        }
        let log = try await bench.desk.triageLog(of: whole.id, PageRequest(), for: bench.principal("ed"))
        #expect(log.items.map(\.decision) == [.queue, .split])
        let ofPart = try await bench.desk.triageLog(of: found[0].id, PageRequest(), for: bench.principal("ed"))
        #expect(ofPart.items.map(\.reason) == ["Two things."])
        #expect(try await bench.queueFaults() == [])
    }

    @Test func nobodyWorksOnAClaimThatIsSplit() async throws {
        let bench = try await Bench.make()
        let (_, _) = try await Self.first(on: bench)
        let lease = try #require(try await bench.take("ana").leases.first)
        let parts = try Self.parts(of: lease.claim)
        await #expect(throws: ClaimError.underReview) {
            try await bench.desk.triage(lease.claim.id, .split(parts), reason: "Two.", by: bench.caller("ed"))
        }
        try await bench.review("ana", lease.lease, rating: "false")
        await #expect(throws: ClaimError.underReview) {
            try await bench.desk.triage(lease.claim.id, .split(parts), reason: "Two.", by: bench.caller("ed"))
        }
        await #expect(throws: ClaimError.self) {
            try await bench.desk.triage(lease.claim.id, .dismiss, reason: "Two.", by: bench.caller("ed"))
        }
        #expect(try await bench.queueFaults() == [])
    }

    @Test func aPlaceThatIsAClaimAlreadyIsRefusedByName() async throws {
        let bench = try await Bench.make()
        let (whole, _) = try await Self.first(on: bench)
        let parts = try Self.parts(of: whole)
        _ = try await bench.desk.triage(whole.id, .split(parts), reason: "Two.", by: bench.caller("ed"))
        _ = try await bench.desk.triage(whole.id, .queue, reason: "After all.", by: bench.caller("ed"))
        let other = ClaimPart(start: parts[0].start, end: parts[0].end - 1, statement: nil)
        await #expect {
            try await bench.desk.triage(whole.id, .split([other, parts[1]]), reason: "Two.", by: bench.caller("ed"))
        } throws: { ($0 as? InputError)?.field == "parts[1]" }
        #expect(try await bench.desk.claim(whole.id, for: bench.principal("ed")).claim.status == .queued)
        #expect(try await bench.count("SELECT count(*) AS count FROM claims WHERE split_from IS NOT NULL") == 2)
    }

    @Test func partsLieWithinTheClaim() async throws {
        let bench = try await Bench.make()
        let (whole, _) = try await Self.first(on: bench)
        let good = try Self.parts(of: whole)
        let bad = ClaimPart(start: whole.end - 3, end: whole.end + 5, statement: nil)
        await #expect {
            try await bench.desk.triage(whole.id, .split([good[0], bad]), reason: "Two.", by: bench.caller("ed"))
        } throws: { ($0 as? InputError)?.field.hasPrefix("parts[1]") == true }
        #expect(try await bench.count("SELECT count(*) AS count FROM claims WHERE split_from IS NOT NULL") == 0)
    }

    @Test func partsGoWithTheirWholeIntoTheNextVersion() async throws {
        let bench = try await Bench.make()
        let (whole, article) = try await Self.first(on: bench)
        _ = try await bench.desk.triage(
            whole.id, .split(try Self.parts(of: whole)), reason: "Two.", by: bench.caller("ed"))
        let later = "The ferry of Port Sable carried 214 people on Sunday.\n\n" + Self.text
        let next = try await bench.article(later, requiredReviews: 2)
        #expect(next.version.number == 2)
        let all = try await bench.desk.claims(of: article.id, PageRequest(), for: bench.principal("ed")).items
            .map(\.claim)
        let found = all.filter { $0.splitFrom == whole.id }
        #expect(found.count == 2 && found.allSatisfy { $0.status == .queued && $0.versionID == next.version.id })
        let scalars = Array(later.unicodeScalars)
        for part in found {
            let words = String(String.UnicodeScalarView(scalars[part.start..<part.end]))
            #expect(words == part.words)
        }
        #expect(try await bench.queueFaults() == [])

        // The whole's words go: so do the parts.
        try await bench.article("The insurance paid 1.9 million crowns.", requiredReviews: 2)
        #expect(
            try await bench.count(
                "SELECT count(*) AS count FROM claims WHERE split_from IS NOT NULL AND status = 'withdrawn'") == 2)
        #expect(try await bench.queueFaults() == [])
    }
}

extension Claim {
    /// Where it begins in the text, −1 for one without a place.
    fileprivate var start: Int { anchor?.range.start ?? -1 }
    fileprivate var end: Int { anchor?.range.end ?? -1 }
}
