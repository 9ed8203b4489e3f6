import Domain
import Testing

/// Which words are off, and what stands in their place.
@Suite struct RemovedWordsTests {
    private let removed = RemovedWords([
        "Ina Müller", "O'Brien", "田中太郎", "Anne-Marie Kent", "Walesa", "Møller", "Jane Doe", "김철수",
    ])

    @Test(arguments: [
        ("Ina Müller said so.", "[removed] said so."), ("INA\n  MULLER’s words", "[removed]’s words"),
        ("ina mu\u{308}ller, Ina Müller", "[removed], [removed]"), ("Regina Müller", "Regina Müller"),
        ("Ina Müllers", "Ina Müllers"), ("Ina and Müller", "Ina and Müller"), ("田中太郎は言った", "[removed]は言った"),
        ("Mr o'brien-Smith", "Mr [removed]-Smith"), ("", ""), ("Nobody", "Nobody"),
        ("“Ina Müller”", "“[removed]”"), ("Ina\u{200B} Müller", "[removed]"), ("Ina Mueller", "[removed]"),
        ("김철수는 말했다", "[removed]는 말했다"),
    ])
    func wholeWordsAreOffWhateverTheirCaseAccentsAndLineEnds(text: String, shown: String) {
        #expect(removed.off(text) == shown)
    }

    @Test(arguments: [
        "O’Brien", "OʼBrien", "O`Brien", "O´Brien", "O＇Brien", "OBrien", "O&#8217;Brien", "O&rsquo;Brien",
        "Anne‑Marie Kent", "Anne–Marie Kent", "Anne Marie Kent", "Anne\u{AD}-Marie\u{A0}Kent", "AnneMarie  Kent",
        "ANNE-MARIE KENT", "Anne-Marie&nbsp;Kent", "Anne-\nMarie Kent", "Wałęsa", "WAŁĘSA", "Wa\u{200D}lesa", "Moller",
        "MØLLER", "Moeller", "Ｍøller", "Jane Doe", "Jane\u{2003}Doe", "Jane\\\nDoe", "Jane\n> Doe",
        "J&#97;ne Doe", "Jane <b>Doe", "Ja-\nne Doe", "Jane_Doe", "Jane.Doe", "JaneDoe", "@JaneDoe", "#janedoe",
        "x.com/JaneDoe",
        "https://x.com/janedoe?a=1", "jane.doe@example.org", "田中 太郎", "田中・太郎",
    ])
    func howeverTheyAreTyped(text: String) {
        #expect(removed.off(text) == "[removed]", "\(removed.off(text))")
        #expect(removed.off("Said \(text), he") == "Said [removed], he")
    }

    @Test(arguments: [
        "Brien", "Marie Kent", "Wales", "Jane doesn’t", "Janed oe", "Kent, Anne", "https://example.org/jane/andoe/1",
        "Jane Does",
        "McMøllers", "A1 and B2", "a < b > c & d; e",
    ])
    func whatIsSomethingElseStays(text: String) { #expect(removed.off(text) == text) }

    @Test func whatStandsBehindKeepsItsPlaceInAText() {
        let text = "So said Ina **Müller**, again."
        let barred = removed.barred(text)
        #expect(barred.unicodeScalars.count == text.unicodeScalars.count && barred.hasSuffix("**, again."))
        #expect(barred.hasPrefix("So said ████**"))
    }

    @Test func marksOfMarkdownGoWithTheWordsThatTheyMark() {
        for text in ["Ina **Müller** said so.", "**Ina** Müller said so.", "Ina [Müller](https://a.org/1) said so."] {
            #expect(removed.off(text) == "[removed] said so.", "\(text)")
        }
    }

    @Test(arguments: [
        "https://example.org/people/ina-m%C3%BCller", "https://example.org/?q=Ina+Muller", "https://x.com/JaneDoe",
        "https://x.com/RealJaneDoe2", "https://web.archive.org/save?u=https%3A%2F%2Fa.org%2Fjane%252Ddoe",
        "https://example.org/obrien", "https://example.org/o-brien", "https://example.org/2024/ina-mueller-spricht",
        "https://jane-doe.example.org", "https://example.org/annemariekent", "https://example.org/OBrien2",
    ])
    func anAddressIsGoneAsAWhole(url: String) {
        #expect(removed.address(url) == nil)
        #expect(removed.off("See (\(url)).") == "See ([removed]).")
    }

    @Test func otherAddressesStay() {
        for url in ["https://example.org/people", "https://example.org/cobriens", "https://a.org/janed/oe", "a1"] {
            #expect(removed.address(url) == url)
        }
        #expect(removed.addresses("https://a.org/1 https://a.org/ina_muller") == "https://a.org/1 [removed]")
        #expect(removed.address(nil) == nil)
    }

    @Test func whatWasCutInTheMiddleOfTheWordsIsOffToo() {
        let removed = RemovedWords(["Rosalind Quenby"])
        #expect(
            removed.off(pieces: ["lind Quenby told ", "nobody", " but Rosalind Qu"]) == [" told ", "nobody", " but "])
        #expect(
            removed.off(pieces: ["Said Rosalind ", "Quenby lied", " again"]) == [
                "Said [removed]", "[removed] lied", " again",
            ])
        #expect(removed.off(pieces: ["She said ", "so", " again"]) == ["She said ", "so", " again"])
    }

    @Test func aSearchFindsWhatItFindsWithoutTheWords() {
        let text = "The cousins of Jane Doe lied."
        #expect(removed.leave(text, toSearchFor: "cousins") && removed.leave(text, toSearchFor: "LIE cous"))
        for query in ["jane", "doe", "jane cousins", "removed"] { #expect(!removed.leave(text, toSearchFor: query)) }
    }

    @Test func nothingIsOffWithoutWords() {
        #expect(RemovedWords([]).isEmpty && RemovedWords([" ", "–"]).isEmpty)
        #expect(RemovedWords.none.off("Ina Müller") == "Ina Müller")
        #expect(throws: InputError.self) { try Removal.Input(words: "–!", reason: "r").validate() }
    }
}
