import Testing

@Suite
struct AttributionQuotationTests {
    @Test(arguments: [
        ("“The pier is gone,” Roe said.", "Roe | said | “The pier is gone,”"),
        (
            "“The pier is gone,” said Jane Roe, who runs the harbour.",
            "Jane Roe, who runs the harbour | said | “The pier is gone,”"
        ),
        ("“The pier is gone” said lead engineer Jane Roe.", "lead engineer Jane Roe | said | “The pier is gone”"),
        (
            "“The pier is gone,” Roe said on Friday. “Nobody was hurt.”",
            "Roe | said | “The pier is gone,” … “Nobody was hurt.”"
        ),
        ("Roe said: “The pier is gone.”", "Roe | said: | “The pier is gone.”"),
        (
            "Roe called the plan “a costly mistake” for the town.",
            "Roe | called | the plan “a costly mistake” for the town"
        ),
        ("“The pier is gone,” she said in an interview.", "she | said | “The pier is gone,”"),
    ])
    func aQuotationHasItsSpeakerBeforeOrBehindIt(text: String, expected: String) {
        #expect(attributions(text) == [expected])
    }

    @Test
    func aClauseStandsOnBothSidesOfItsSource() {
        #expect(
            attributions("Though the pier was old, she said, repairing it would be cheap.")
                == ["she | said | Though the pier was old … repairing it would be cheap"]
        )
    }

    @Test
    func aQuotedTitleIsNoQuotation() {
        #expect(
            attributions("In an interview with “Harbour Tonight,” Roe said the pier would close.")
                == ["Roe | said | the pier would close"]
        )
    }

    @Test
    func whatStandsInQuotationMarksAttributesNothingForTheArticle() {
        #expect(
            attributions("“My father said the pier was cursed,” Roe recalled.")
                == ["Roe | recalled | “My father said the pier was cursed,”"]
        )
    }

    @Test(arguments: [
        ("“The pier is gone.” — Jane Roe", "Jane Roe | — | “The pier is gone.”"),
        ("Roe: Pier Will Never Open Again", "Roe | : | Pier Will Never Open Again"),
        ("ROE: The pier is gone. We shall miss it.", "ROE | : | The pier is gone. We shall miss it"),
    ])
    func layoutAttributesWithoutAVerb(text: String, expected: String) {
        #expect(attributions("The harbour was quiet on Monday when the crane fell.\n\n" + text).last == expected)
    }

    @Test
    func aHeadlineInCapitalsAttributes() {
        #expect(
            attributions("Mayor Roe Says Harbour Pier Will Close\n\nThe pier was built long ago and is now very old.")
                .first
                == "Mayor Roe | Says | Harbour Pier Will Close"
        )
    }

    @Test(arguments: [
        (
            "Roe wrote on her page:\n\n“The pier is gone. We shall miss it.”",
            "Roe | wrote | “The pier is gone. We shall miss it.”"
        ),
        (
            "The mayor added:\n\nThe pier is gone. We shall miss it.",
            "The mayor | added: | The pier is gone. We shall miss it"
        ),
    ])
    func aSentenceThatEndsInAColonIntroducesTheParagraphAfterIt(text: String, expected: String) {
        #expect(attributions("The harbour was quiet on Monday when the crane fell.\n\n" + text) == [expected])
    }
}
