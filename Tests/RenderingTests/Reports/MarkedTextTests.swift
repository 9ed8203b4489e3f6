import Domain
import Foundation
import Testing

import struct Extraction.MarkdownMarks

@testable import Rendering

@Suite struct MarkedTextTests {
    private func marked(_ text: String, _ claims: [Range<Int>], _ passages: [ArticlePassage] = []) -> MarkedText {
        MarkedText(
            text,
            passages: passages,
            claims: claims.map { Anchor.Range(start: $0.lowerBound, end: $0.upperBound) }
        )
    }

    @Test func aClaimIsCutOutOfItsParagraphByCodePoints() {
        // The flag is two code points and one character, the é an e and an accent.
        let text = marked("🇩🇪 cafe\u{301} open", [3..<8])
        #expect(
            text.paragraphs.first?.runs == [
                .init(text: "🇩🇪 ", claims: [], starts: [], ends: []),
                .init(text: "cafe\u{301}", claims: [0], starts: [0], ends: [0]),
                .init(text: " open", claims: [], starts: [], ends: []),
            ]
        )
    }

    @Test func overlappingClaimsShareTheRunsThatBothCoverTheShorterOneFirst() {
        let runs = marked("abcdefgh", [0..<6, 2..<4, 3..<8]).paragraphs[0].runs
        #expect(runs.map(\.text) == ["ab", "c", "d", "ef", "gh"])
        #expect(runs.map(\.claims) == [[0], [1, 0], [1, 2, 0], [2, 0], [2]])
        #expect(runs.map(\.starts) == [[0], [1], [2], [], []])
        #expect(runs.map(\.ends) == [[], [], [1], [0], [2]])
    }

    @Test func twoClaimsWithTheSameWordsAreBothMarked() {
        let runs = marked("same", [0..<4, 0..<4]).paragraphs[0].runs
        #expect(runs == [.init(text: "same", claims: [0, 1], starts: [0, 1], ends: [0, 1])])
    }

    @Test func aClaimMayGoOnInTheNextParagraphAndEndInTheBlanksAfterIt() {
        let text = marked("one two\n\n three\n\nfour", [4..<16])
        #expect(text.paragraphs.map { $0.runs.map(\.text) } == [["one ", "two"], ["three"], ["four"]])
        #expect(text.paragraphs[0].runs[1].starts == [0])
        #expect(text.paragraphs[0].runs[1].ends == [])
        #expect(text.paragraphs[1].runs[0].ends == [0])
    }

    @Test func rangesThatAreEmptyReversedOrOutsideOfTheTextAreNotMarked() {
        let claims = [(0, 0), (3, 1), (-1, 2), (2, 99), (50, 60)].map { Anchor.Range(start: $0.0, end: $0.1) }
        let text = MarkedText("short", passages: [], claims: claims)
        #expect(text.paragraphs.flatMap(\.runs) == [.init(text: "short", claims: [], starts: [], ends: [])])
    }

    @Test func passagesGiveTheRolesAndTextBetweenThemIsBody() {
        let passages = [
            ArticlePassage(start: 9, end: 15, role: "boilerplate"), ArticlePassage(start: 0, end: 4, role: "headline"),
            ArticlePassage(start: 3, end: 99, role: "caption"),
        ]
        let text = marked("Head\nmid\nfooter", [], [passages[1], passages[0]])
        #expect(text.paragraphs.map(\.role) == ["headline", "body", "boilerplate"])
        #expect(text.paragraphs.map { $0.runs[0].text } == ["Head", "mid", "footer"])
        // Overlapping passages do not double any text.
        let overlapping = marked("Head\nmid\nfooter", [], passages)
        #expect(overlapping.paragraphs.flatMap(\.runs).map(\.text) == ["Head", "mid\nfooter"])
    }

    @Test(arguments: [
        ("a\n\nb", ["a", "b"]), ("a\r\n\r\nb", ["a", "b"]), ("a\r\nb", ["a\r\nb"]), ("a\nb", ["a\nb"]),
        ("\n\n  a  \n \t\n b\n", ["a", "b"]), ("a\u{2029}b", ["a", "b"]), ("", []), (" \n ", []),
    ])
    func blankLinesDivideParagraphs(text: String, paragraphs: [String]) {
        #expect(marked(text, []).paragraphs.map { $0.runs.map(\.text).joined() } == paragraphs)
    }

    @Test func nothingOfTheTextIsLostButBlanksBetweenParagraphsHoweverItIsCut() {
        let words = "Ein Öl\u{308}tanker 🛢️ lief\nauf.\n\nNiemand war an Bord, سفينة.\r\n\r\nEnde"
        let length = words.unicodeScalars.count
        var random = SystemRandomNumberGenerator()
        for _ in 0..<200 {
            func range() -> Range<Int> {
                let start = Int.random(in: 0..<length, using: &random)
                return start..<Int.random(in: start...length, using: &random)
            }
            let claims = (0..<5).map { _ in range() }
            let passages = (0..<3).map { _ in range() }.map {
                ArticlePassage(start: $0.lowerBound, end: $0.upperBound, role: "body")
            }
            let text = marked(words, claims, passages).paragraphs.flatMap(\.runs).map(\.text).joined()
            let solid = text.unicodeScalars.filter { !$0.properties.isWhitespace }.map { String($0) }.joined()
            #expect(
                solid == words.unicodeScalars.filter { !$0.properties.isWhitespace }.map { String($0) }.joined(),
                "\(claims) \(passages)"
            )
        }
    }

    private func around(_ text: String, _ claims: [Range<Int>], _ shown: Set<Int>) -> [String] {
        marked(text, claims).around(shown).map { $0.runs.map(\.text).joined() }
    }

    @Test func theParagraphsOfTheClaimsAreWhatStandsAroundThem() {
        let text = "First.\n\nHere is a claim.\n\nNot this.\n\nAnother claim."
        #expect(around(text, [8..<23, 37..<50], [0]) == ["…", "Here is a claim.", "…"])
        #expect(around(text, [8..<23, 37..<50], [0, 1]) == ["…", "Here is a claim.", "…", "Another claim."])
        #expect(around(text, [8..<23], []) == [])
    }

    @Test func aLongParagraphIsCutBetweenWordsAndTheClaimIsWhole() throws {
        let words = String(repeating: "word ", count: 200)
        let claim = String(repeating: "claim ", count: 300)
        let text = words + claim + words
        let shown = try #require(around(text, [1000..<2800], [0]).first)
        #expect(shown.hasPrefix("… word ") && shown.hasSuffix("word …") && shown.contains(claim))
        let around = shown.unicodeScalars.count - claim.unicodeScalars.count
        #expect((2 * MarkedText.surroundings - 10...2 * MarkedText.surroundings + 10).contains(around))
    }

    @Test func whatIsLeftOutBetweenTwoClaimsIsMarkedOnceAndALittleIsNotLeftOut() {
        let near = String(repeating: "a", count: 500)
        let far = String(repeating: "word ", count: 200)
        #expect(around("One.\(near)Two.", [0..<4, 504..<508], [0, 1]) == ["One.\(near)Two."])
        let cut = around("One. \(far)Two.", [0..<4, 1005..<1009], [0, 1])
        #expect(cut.count == 1 && cut[0].split(separator: " … ").count == 2)
        #expect(cut[0].hasPrefix("One. word") && cut[0].hasSuffix("word Two."))
    }

    @Test func aMarkThatIsCutHasNoPlaceToLeadTo() {
        // An open claim over the whole paragraph, of which the beginning is left out.
        let far = String(repeating: "word ", count: 100)
        let runs = marked(far + "Claim.", [0..<506, 500..<506]).around([1]).flatMap(\.runs)
        #expect(runs.flatMap(\.starts) == [1] && runs.flatMap(\.ends) == [0, 1])
    }

    @Test func marksOfMarkdownAreNotShownAndClaimsStandWhereTheyDid() {
        let text = "# The *new* quay\n\nIt **cost 41 million**.\n\n- one\n* two\n\n---\n\nEnd"
        let start = text.unicodeScalars.distance(
            from: text.startIndex, to: text.range(of: "cost")?.lowerBound ?? text.endIndex)
        let marked = MarkedText(
            text, passages: [ArticlePassage(start: 2, end: 16, role: "headline")],
            claims: [Anchor.Range(start: start, end: start + 15)], marks: MarkdownMarks(in: text))
        #expect(
            marked.paragraphs.map { $0.runs.map(\.text) } == [
                ["The new quay"], ["It ", "cost 41 million", "."], ["• one\n• two"], ["End"],
            ])
        #expect(marked.paragraphs[0].role == "headline" && marked.paragraphs[1].runs[1].claims == [0])
    }
}
