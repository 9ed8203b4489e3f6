import Testing

@testable import Extraction

@Suite
struct AttributionTests {
    /// Source, cue and content of each attribution, in words.
    private func found(_ text: String) -> [[String]] {
        let extraction = Extractor().extract(Document(text: text, language: "en"))
        let source = SourceText(text)
        return extraction.attributions.map { one in
            [
                one.source.map(source.string) ?? "", source.string(one.cue),
                one.content.map(source.string).joined(separator: " … "),
            ]
        }
    }

    private func claimants(_ text: String) -> [String?] {
        Extractor().extract(Document(text: text, language: "en")).sentences.map { $0.claimant?.name }
    }

    @Test(arguments: [
        ("The mayor said the bridge had failed.", ["The mayor", "said", "the bridge had failed"]),
        ("Ann Roe has said that the bridge had failed.", ["Ann Roe", "has said", "that the bridge had failed"]),
        ("“The bridge failed,” Ann Roe said.", ["Ann Roe", "said", "“The bridge failed,”"]),
        (
            "“The bridge failed,” said Ann Roe, a city engineer.",
            ["Ann Roe, a city engineer", "said", "“The bridge failed,”"]
        ),
        (
            "“The bridge failed,” Gov. Ann B. Roe said on Monday.",
            ["Gov. Ann B. Roe", "said", "“The bridge failed,”"]
        ),
        ("“It failed,” she said. “It will fail again.”", ["she", "said", "“It failed,” … “It will fail again.”"]),
        ("According to the report, 14 boats sank.", ["the report", "According to", "14 boats sank"]),
        (
            "Two ships sank, according to Ann Roe, who saw them.",
            ["Ann Roe, who saw them", "according to", "Two ships sank"]
        ),
        ("Ann Roe told reporters that the bridge had failed.", ["Ann Roe", "told", "that the bridge had failed"]),
        ("Ann Roe called for a new bridge.", ["Ann Roe", "called for", "a new bridge"]),
        ("The ministry said in a statement that it was closed.", ["The ministry", "said", "that it was closed"]),
        (
            "Officials in the port of Calder say the boats sank.",
            ["Officials in the port of Calder", "say", "the boats sank"]
        ),
        ("A spokesman Monday denied the boats had sunk.", ["A spokesman", "denied", "the boats had sunk"]),
        (
            "Ann Roe, who led the inquiry, said the bridge was old.",
            ["Ann Roe, who led the inquiry,", "said", "the bridge was old"]
        ),
        (
            "The bridge failed, as first reported by The Calder Post.",
            ["The Calder Post", "first reported by", "The bridge failed"]
        ),
        (
            "Ann Roe: “The bridge failed and nobody came.”",
            ["Ann Roe", ":", "“The bridge failed and nobody came.”"]
        ),
        ("Ann Roe criticized the plan, which failed.", ["Ann Roe", "criticized", "the plan"]),
    ]
    )
    func eachWayOfAttributingGivesItsSourceCueAndContent(text: String, expected: [String]) {
        #expect(found(text).contains(expected), "\(found(text))")
    }

    @Test(arguments: [
        "The report was long.", "There were reports of rain.", "The climate rules are new.",
        "His plans for the harbour failed.",
        "The widely reported storm passed.", "They met at the request of the council.",
    ]
    )
    func aNounThatLooksLikeAVerbAttributesNothing(text: String) {
        #expect(found(text).isEmpty, "\(found(text))")
    }

    @Test
    func pronounsAndDescriptionsLeadBackToTheFullestForm() {
        let text = """
            A senior port official told The Calder Post that 14 boats sank. “Nobody was hurt,” the official said. Tomas Reyes, \
            the mayor, said the harbour was closed. He said it would open in June. Reyes added that nobody was to blame.
            """
        #expect(
            claimants(text) == [
                "A senior port official", "A senior port official", "Tomas Reyes", "Tomas Reyes", "Tomas Reyes",
            ]
        )
    }

    @Test
    func aQuotationThatRunsOnHasOneSpeaker() {
        let text =
            "“The bridge is old,” Ann Roe said. “It was built in 1911. Nobody has painted it since.” Trains still cross it."
        #expect(claimants(text) == ["Ann Roe", "Ann Roe", "Ann Roe", nil])
    }

    @Test
    func spellingsOfOneNameAreOneSpeaker() {
        let text = "“We won,” Tarek Belmokhtar said. The crowd of 200 cheered. “We will win again,” Belmoktar said."
        #expect(claimants(text).compactMap { $0 } == ["Tarek Belmokhtar", "Tarek Belmokhtar"])
    }

    @Test(arguments: [
        ("A ministry official said it sank.", Claimant.Kind.anonymous), ("Witnesses said it sank.", .anonymous),
        ("Two people familiar with the matter said it sank.", .anonymous), ("The ministry said it sank.", .named),
        ("Chad’s president said it sank.", .named), ("Local media said it sank.", .named),
        ("Ministry spokeswoman Ann Roe said it sank.", .named), ("The Associated Press said it sank.", .named),
    ]
    )
    func unnamedPeopleAreAnonymousBodiesOfficesAndNamesAreNot(text: String, kind: Claimant.Kind) {
        let sentence = Extractor().extract(Document(text: text, language: "en")).sentences.first
        #expect(sentence?.claimant?.kind == kind)
    }
}
