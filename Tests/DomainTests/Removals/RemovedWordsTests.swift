import Domain
import Testing

/// Which words are off, and what stands in their place.
@Suite struct RemovedWordsTests {
    private let removed = RemovedWords(["Ina Müller", "O'Brien", "田中太郎"])

    @Test(arguments: [
        ("Ina Müller said so.", "[removed] said so."), ("INA\n  MULLER’s words", "[removed]’s words"),
        ("ina mu\u{308}ller, Ina Müller", "[removed], [removed]"), ("Regina Müller", "Regina Müller"),
        ("Ina Müllers", "Ina Müllers"), ("Ina and Müller", "Ina and Müller"), ("田中太郎は言った", "[removed]は言った"),
        ("Mr o'brien-Smith", "Mr [removed]-Smith"), ("", ""), ("Nobody", "Nobody"),
        ("“Ina Müller”", "“[removed]”"), ("Ina\u{200B} Müller", "[removed]"),
    ])
    func wholeWordsAreOffWhateverTheirCaseAccentsAndLineEnds(text: String, shown: String) {
        #expect(removed.off(text) == shown)
    }

    @Test func whatStandsBehindKeepsItsPlaceInAText() {
        let text = "So said Ina Müller, again."
        let barred = removed.barred(text)
        #expect(barred.unicodeScalars.count == text.unicodeScalars.count && barred.hasSuffix(", again."))
        #expect(!barred.contains("Ina"))
    }

    @Test func anAddressIsGoneAsAWhole() {
        #expect(removed.address("https://example.org/people/ina-m%C3%BCller") == nil)
        #expect(removed.address("https://example.org/?q=Ina+Muller") == nil)
        #expect(removed.address("https://example.org/people") == "https://example.org/people")
        #expect(removed.addresses("https://a.org/1 https://a.org/ina_muller") == "https://a.org/1 [removed]")
    }

    @Test func nothingIsOffWithoutWords() {
        #expect(RemovedWords([]).isEmpty && RemovedWords([" ", "–"]).isEmpty)
        #expect(RemovedWords.none.off("Ina Müller") == "Ina Müller")
        #expect(throws: InputError.self) { try Removal.Input(words: "–!", reason: "r").validate() }
    }
}
