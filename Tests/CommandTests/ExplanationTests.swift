import ArgumentParser
import Extraction
import Testing

@testable import claimdesk

@Suite struct ExplanationTests {
    private static let article = """
        Customs Seized 14 Boats in Night Raid

        A night raid on Port Calder ended with 14 boats seized on Monday, a senior customs official said.

        Sign up for our free newsletter.
        """

    private func explain(_ text: String, language: String? = "en", width: Int = 80, colours: Bool = false) -> String {
        let document = Document(
            text: text, language: language, publishedOn: PublicationDay(year: 2015, month: 6, day: 15))
        var shown = ""
        Explanation(
            Extractor().extract(document), name: "a.txt", terminal: Terminal(width: width, hasColours: colours)
        ).write { shown += $0 }
        return shown
    }

    @Test func anImportantClaimIsMarkedAndExplainedWithoutColours() {
        let shown = explain(Self.article, width: 200)
        #expect(!shown.contains("\u{1B}"))
        #expect(shown.contains("headline     Customs Seized 14 Boats"))
        #expect(shown.contains("[1] A night raid on Port Calder"))
        #expect(shown.contains("a senior customs official (unnamed), in the article’s words"))
        #expect(shown.contains("why: "))
        #expect(shown.contains("“Monday” is 2015-06-15"))
        #expect(shown.contains("figures: 14"))
        #expect(shown.contains("1 claim: 1 important, 0 minor"))
        #expect(shown.contains("1 claimant: a senior customs official 1"))
    }

    @Test func coloursAddNothingButColours() {
        let coloured = explain(Self.article, colours: true)
        #expect(coloured.contains("\u{1B}[1;33m"))
        #expect(coloured.replacing(/\u{1B}\[[0-9;]*m/, with: "") == explain(Self.article))
    }

    @Test(arguments: [40, 57, 80, 200])
    func noLineIsWiderThanTheTerminal(width: Int) {
        let shown = explain(Self.article + "\n\n" + String(repeating: "宽a", count: 300), width: width)
        #expect(shown.split(separator: "\n").allSatisfy { TerminalText.columns(String($0)) <= width })
    }

    @Test func whatATerminalObeysIsWrittenOut() {
        let shown = explain(
            "It \u{1B}]0;owned\u{7} sank \u{9B}2J on\u{202E} Monday and 14 people\r\n died in Port Calder.")
        for scalar in ["\u{1B}", "\u{7}", "\u{9B}", "\u{202E}", "\r"] as [Unicode.Scalar] {
            #expect(!shown.unicodeScalars.contains(scalar))
        }
        #expect(shown.contains("\\u{1B}]0;owned\\u{7}"))
        #expect(shown.contains("on\\u{202E} Monday"))
    }

    @Test func anArticleWithoutClaimsAndAnotherLanguageSaySo() {
        #expect(explain("").contains("No claims: nothing in this text is worth checking."))
        #expect(explain("Der Hafen wurde am Montag geschlossen.", language: "de").contains("not supported yet"))
    }

    @Test func noColorAndDumbTerminalsTurnColoursOffWhereNobodyAsked() {
        #expect(ColourChoice.auto.isOn(isTerminal: true, [:]))
        #expect(!ColourChoice.auto.isOn(isTerminal: true, ["NO_COLOR": "1"]))
        #expect(!ColourChoice.auto.isOn(isTerminal: true, ["TERM": "dumb"]))
        #expect(!ColourChoice.auto.isOn(isTerminal: false, [:]))
        #expect(ColourChoice.always.isOn(isTerminal: false, ["NO_COLOR": "1"]))
    }

    @Test(arguments: [["extract", "f", "--explain", "--json"], ["extract", "f", "--color", "always"]])
    func explainIsForPeopleAlone(words: [String]) {
        let error = #expect(throws: (any Error).self) { _ = try Claimdesk.parseAsRoot(words) }
        if let error { #expect(Claimdesk.exitCode(for: error).rawValue == 64) }
    }
}
