import Extraction
import Testing

@Suite
struct SentenceSplitterTests {
    private func sentences(_ text: String) -> [String] {
        Extractor().extract(Document(text: text)).sentences.map(\.text)
    }

    @Test(arguments: [
        "The U.S. Navy arrived.", "Col. Ray Stone spoke to Nancy A. Youssef.",
        "It cost $3.5 million in the U.K. last year.",
        "They met at 5 p.m. on Friday.", "Acme Inc. sued Dr. J. R. Vale.", "See No. 7 on p. 12 for more.",
        "Washington, D.C. has rain.", "The St. Croix river, e.g. the upper part, froze.",
    ]
    )
    func abbreviationsInitialsTitlesAndDecimalsDoNotEndASentence(text: String) {
        #expect(sentences(text) == [text])
    }

    @Test(arguments: [
        (["He lives in the U.S.", "They do not."]), (["“It is done.”", "She left."]), (["Was it true?", "No."]),
        (["It ended (at last).", "Nobody cheered."]), (["Sales rose 3.5.", "Costs fell."]),
        (["He asked, “Why?”", "Nobody knew."]), (["That was all...", "The end came."]),
    ]
    )
    func aNewSentenceBeginsWhereOneEnds(parts: [String]) {
        #expect(sentences(parts.joined(separator: " ")) == parts)
    }

    @Test
    func aQuotationWithItsSpeakerIsOneSentence() {
        #expect(sentences("“Is it over?” she asked.").count == 1)
        #expect(sentences("“Is it over?” Marlow asked.").count == 1)
        #expect(sentences("“We won!” shouted the crowd.").count == 1)
    }

    @Test
    func aMissingBlankAfterAFullStopIsSeen() {
        #expect(sentences("The vote failed.Nobody was surprised.") == ["The vote failed.", "Nobody was surprised."])
    }

    @Test(arguments: ["WEIR (AP) —", "PORT HALE, W.Va. -", "Weir, Midland, Freedonia -", "Weir, May 4 —"]
    )
    func whereAReportWasFiledStandsApartFromItsFirstSentence(place: String) {
        let sentence = "The council voted on Tuesday to close the bridge."
        #expect(sentences("\(place) \(sentence)") == [place, sentence])
        let found = Extractor().extract(Document(text: "\(place) \(sentence)", language: "en"))
        #expect(found.sentences.map(\.role) == [.boilerplate, .body])
        #expect(found.claims.allSatisfy { $0.statement == sentence })
    }

    @Test(arguments: [
        "Ann Moss — the mayor of Weir — resigned.", "Ann Moss — Weir's mayor since 2011 — resigned.",
        "The council, the mayor — Everyone left.", "WEIR, FREEDONIA — Bridge to close",
        "THE COUNCIL HAS LEFT HIM — Nobody voted.", "QUESTIONABLE CLAIMS — Nobody voted.",
    ]
    )
    func aDashElsewherePartsNothing(text: String) {
        #expect(sentences(text) == [text])
    }

    @Test
    func aBareNameAfterTheLastSentenceSignsIt() {
        #expect(sentences("We were never told. Ann Moss") == ["We were never told. Ann Moss"])
        #expect(sentences("We were never told. Then Ann Moss") == ["We were never told.", "Then Ann Moss"])
        #expect(sentences("We were never told. Ann Moss left.") == ["We were never told.", "Ann Moss left."])
    }

    @Test
    func listsInOneLineArePartedAtTheirMarkers() {
        #expect(sentences("1. Bread and milk 2. Eggs and oil") == ["1. Bread and milk", "2. Eggs and oil"])
        #expect(sentences("• 9. Bread • 10. Eggs") == ["• 9. Bread", "• 10. Eggs"])
    }

    @Test
    func linesAreParagraphsUnlessTheTextIsWrapped() {
        let wrapped = """
            The council of the town of Weir voted on Tuesday to close the old
            bridge for repairs that are expected to last until the spring of
            next year. Drivers will have to use the bypass, which adds eleven
            kilometres to the way into town.
            """
        #expect(sentences(wrapped).count == 2)
        #expect(sentences("Menu\nHome\nThe town of Weir votes today.").count == 3)
    }
}
