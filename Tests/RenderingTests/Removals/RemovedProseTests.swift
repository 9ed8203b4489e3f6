import Domain
import Testing

@testable import Rendering

/// Prose, rows of exports and their like without the words that are off.
@Suite struct RemovedProseTests {
    private let removed = RemovedWords(["Ina Calder", "2024", "published"])

    @Test(arguments: [
        "Ina **Calder** lied.", "*Ina* Calder lied.", "Ina&nbsp;Calder lied.",
        "Ina [Calder](https://example.org/1) lied.",
        "[Ina](https://example.org/1) [Calder](https://example.org/2) lied.", "Ina\\\nCalder lied.",
        "Ina  \nCalder lied.",
        "> Ina\n> Calder lied.", "I&#110;a Calder lied.", "I**n**a `Calder` lied.", "- Ina\n- Calder\n\nlied.",
        "Ina <b>Calder</b> lied.", "See https://example.org/ina-calder: she lied.",
        "See <https://example.org/InaCalder>: she lied.",
        "[See](https://example.org/ina-calder): she lied.", "![Ina](https://a.org/1) Calder lied.",
        "# Ina\n\nCalder lied.",
        "[She] lied.\n\n[She]: https://example.org/ina%20calder", "Ina ***Calder*** lied.", "**Ina Calder:** she lied.",
        "Ina Calder: https://example.org/1 lied.", "(Ina Calder)(she) lied.",
    ])
    func noFormOfAProseHasThem(text: String) {
        let shown = removed.off(prose: text)
        let prose = Prose(shown)
        for form in [shown, prose.plain, prose.html, prose.markdown, prose.plainLine] {
            #expect(!removed.stand(in: form), "\(form)")
            #expect(!form.lowercased().contains("calder") && form.contains("lied"), "\(form)")
        }
        let gone = "[removed]"
        #expect(prose.plain.contains(gone) || !Prose(text).plain.contains("Calder"), "\(prose.plain)")
        #expect(removed.off(prose: shown) == shown)
    }

    @Test func whatHasNoneOfThemStaysToTheLetter() {
        let text = "*Ina* says: [Calder Street](https://example.org/1)\n\n1) one\n2) two"
        #expect(RemovedWords(["Ina Calder", "x"]).off(prose: text) == text)
        #expect(removed.off(prose: "Read **this**, by Ina Calder.") == "Read **this**, by [removed].")
    }

    @Test func programsReadTheirKeysAsTheyWere() {
        let row: JSON = [
            "claimId": "2024", "status": "published", "url": "https://d.example/ina-calder/1",
            "statement": "https://x.org shows that Ina Calder lied", "publishedAt": "2024-01-01T00:00:00.000Z",
            "rationale": "Ina **Calder** lied.", "claimant": ["name": "Ina Calder", "kind": "published"],
            "evidence": [
                ["url": "https://a.org/ina_calder", "title": nil, "archivedUrl": "https://archive.example/x"]
            ],
            "corrections": [
                [
                    "kind": "correction", "text": "By *Ina* Calder.",
                    "changes": [
                        ["field": "claimant", "before": "Ina Calder", "after": "X"],
                        ["field": "claimantKind", "before": "published", "after": "named"],
                    ],
                ]
            ],
        ]
        let shown = removed.off(exported: row)
        for name in ["claimId", "status", "url", "publishedAt"] { #expect(shown[name] == row[name]) }
        let text = shown.text()
        #expect(text.contains("\"statement\":\"https://x.org shows that [removed] lied\""))
        #expect(text.contains("\"rationale\":\"[removed] lied.\"") && text.contains("\"text\":\"By *[removed]*.\""))
        #expect(text.contains("\"kind\":\"published\"") && text.contains("\"before\":\"published\""))
        #expect(text.contains("\"url\":\"[removed]\"") && text.contains("\"archivedUrl\":null"))

        let columns = ["claimId", "status", "statement", "corrections", "evidenceUrls"]
        let cells = [
            "2024", "published", "https://x.org, says \"Ina Calder\"", "2024-01-01 note: Ina [Calder](https://a.org)",
            "https://a.org/1",
        ]
        let line = removed.off(row: cells.map { CSV.cell($0) }.joined(separator: ","), columns: columns)
        #expect(CSV.cells(of: line)[0...2] == ["2024", "published", "https://x.org, says \"[removed]\""])
        #expect(!line.contains("Calder") && CSV.cells(of: line)[4] == "https://a.org/1")
    }
}
