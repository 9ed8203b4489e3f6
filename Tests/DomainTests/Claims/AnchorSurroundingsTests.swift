import Testing

@testable import Domain

/// Whether words stand in another text as they stood.
struct AnchorSurroundingsTests {
    private static let ferry = "The ferry carried 470,000 passengers in 2023."

    private func anchor(_ exact: String, in text: String) throws -> Anchor {
        try ClaimPlace(.quote(exact: exact, prefix: "", suffix: "")).anchor(in: text)
    }

    private func stands(_ exact: String, from old: String, in new: String) throws -> Bool {
        SearchedText(new).place(of: try anchor(exact, in: old), notAt: []) != nil
    }

    @Test(arguments: [
        ferry, "Something else stands before it. \(ferry) And something behind it.",
        "A line\n\(ferry)\nAnother line", "He knew it (or so he says). \(ferry)",
    ])
    func aSentenceStandsWhereverItIsOneByItself(new: String) throws {
        #expect(try stands(Self.ferry, from: "The year was good. \(Self.ferry) More are expected.", in: new))
    }

    @Test(arguments: [
        "Correction: An earlier version said: \"\(ferry)\" That was wrong.",
        "Correction: An earlier version said: “\(ferry)” That was wrong.",
        "It is not true that \(ferry)", "“\(ferry)”", "The ferry carried 370,000 passengers in 2023.", "",
    ])
    func aSentenceInAnotherOneIsNotTheSame(new: String) throws {
        #expect(try !stands(Self.ferry, from: "The year was good. \(Self.ferry) More are expected.", in: new))
    }

    @Test func ofWordsWithinASentenceTheWholeOfItCounts() throws {
        let old = "Work cost 38 million crowns, the port said. It is over."
        let words = "cost 38 million crowns"
        #expect(try stands(words, from: old, in: "New. Work cost 38 million crowns, the port said. It goes on."))
        #expect(
            try stands("“We lost it,”", from: "“We lost it,” she said. So.", in: "\"We lost it,\" she said.") == false)
        #expect(try stands("We lost it,", from: "“We lost it,” she said. So.", in: "\"We lost it,\" she said."))
        #expect(try !stands("We lost it,", from: "“We lost it,” she said. So.", in: "“We lost it,” he said. So."))
        #expect(try !stands(words, from: old, in: "Work cost 38 million crowns, nobody said. It is over."))
        #expect(try !stands(words, from: old, in: "It is false that work cost 38 million crowns, the port said."))
    }

    @Test func amongSeveralPlacesTheLikestIsTakenThatIsFree() throws {
        let old = try anchor("The wall is old.", in: "🚢 The wall is long. The wall is old.\n\nIt stands.")
        let new = SearchedText("The wall is old. And then it is. The wall is old.\n\nIt stands. The wall is old. So.")
        let first = try #require(new.place(of: old, notAt: []))
        #expect(first.range.start == 33)
        let second = try #require(new.place(of: old, notAt: [first.range]))
        #expect(second.range.start == 0 || second.range.start == 62)
        #expect(new.surroundings(of: old).count == 3)
        #expect(SearchedText("Nothing.").place(of: old, notAt: []) == nil)
    }
}
