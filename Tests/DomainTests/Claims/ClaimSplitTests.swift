import Domain
import Testing

@Suite struct ClaimSplitTests {
    private let text =
        "Ünder 😀 it all: the wall costs 5 € a day, and the gate 😀 costs nothing at all. The end, said Ada."

    private func slice(_ start: Int, _ end: Int) -> String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: Array(text.unicodeScalars)[start..<end])
        return String(view)
    }

    /// What the extractor's convention makes of a range of the text.
    private func anchor(_ start: Int, _ end: Int) -> Anchor {
        let (before, exact, count) = (slice(0, start), slice(start, end), text.unicodeScalars.count)
        return Anchor(
            range: .init(start: start, end: end),
            utf16: .init(start: before.utf16.count, end: before.utf16.count + exact.utf16.count),
            utf8: .init(start: before.utf8.count, end: before.utf8.count + exact.utf8.count), exact: exact,
            prefix: slice(max(0, start - 32), start), suffix: slice(end, min(count, end + 32)))
    }

    private var claim: Anchor { anchor(17, 78) }

    private func problem(_ parts: [(Int, Int)], statement: String? = nil) -> String? {
        let parts = parts.map { ClaimPart(start: $0.0, end: $0.1, statement: statement) }
        do { _ = try ClaimSplit.pieces(of: claim, parts) } catch { return "\(error.field): \(error.problem)" }
        return nil
    }

    @Test func everyPartOfAClaimGetsTheAnchorThatTheTextWouldGiveIt() throws {
        for start in claim.range.start..<claim.range.end {
            for end in (start + 1)...claim.range.end where slice(start, end) != claim.exact {
                let words = Array(slice(start, end).unicodeScalars)
                guard let first = words.firstIndex(where: { $0 != " " }),
                    let last = words.lastIndex(where: { $0 != " " })
                else { continue }
                let pieces = try ClaimSplit.pieces(of: claim, [ClaimPart(start: start, end: end)])
                #expect(pieces.map(\.anchor) == [anchor(start + first, start + last + 1)])
            }
        }
    }

    @Test func partsKeepTheirOrderTheirWordsWhenNothingElseIsSaidAndNoBlanksAtTheirEnds() throws {
        let parts = [ClaimPart(start: 45, end: 70, statement: "The gate is free."), ClaimPart(start: 17, end: 35)]
        let pieces = try ClaimSplit.pieces(of: claim, parts)
        #expect(pieces.map(\.statement) == ["The gate is free.", slice(17, 34)])
        #expect(pieces.map(\.anchor.range) == [.init(start: 46, end: 70), .init(start: 17, end: 34)])
    }

    @Test func partsThatCannotBeAcceptedAreNamed() {
        #expect(problem([]) == "parts: must have from 1 to 10 items")
        #expect(problem((0...10).map { (17 + $0, 18 + $0) }) == "parts: must have from 1 to 10 items")
        #expect(problem([(17, 78)]) == "parts[0]: must be a part of the claim, not all of it")
        #expect(problem([(17, 30), (29, 40)]) == "parts[1]: must not overlap parts[0]")
        #expect(problem([(17, 30), (31, 40), (18, 19)]) == "parts[2]: must not overlap parts[0]")
        #expect(problem([(17, 30), (30, 40)]) == nil)
        for start in [16, 78] {
            #expect(problem([(start, 40)]) == "parts[0].start: must be from 17 to 77, within the claim")
        }
        for end in [20, 19, 79] {
            #expect(problem([(20, end)]) == "parts[0].end: must be after start and at most 78, within the claim")
        }
        // No text is that long.
        for place in [-1, .min, .max] {
            #expect(problem([(place, 40)]) == "parts[0].start: must be from 0 to 2147483647")
            #expect(problem([(20, place)]) == "parts[0].end: must be from 1 to 2147483647")
        }
        #expect(problem([(17, 30)], statement: " ") == "parts[0].statement: must not be empty")
    }

    @Test func aPartOfWhiteSpaceIsNone() throws {
        let blank = try #require((17..<78).first { slice($0, $0 + 1) == " " })
        #expect(problem([(blank, blank + 1)]) == "parts[0].end: must leave more than white space in the part")
    }
}
