import Testing

@Suite
struct AttributionClauseTests {
    @Test(arguments: [
        // that-clauses and clauses without that
        (
            "The harbour master said that two boats were missing.",
            "The harbour master | said | that two boats were missing"
        ),
        ("The harbour master said two boats were missing.", "The harbour master | said | two boats were missing"),
        ("Divers believe the wreck lies near the pier.", "Divers | believe | the wreck lies near the pier"),
        ("Ms. Roe and Mr. Doe say the pier is unsafe.", "Ms. Roe and Mr. Doe | say | the pier is unsafe"),
        ("Those close to him say the pier is unsafe.", "Those close to him | say | the pier is unsafe"),
        ("The skippers all denied that they had left early.", "The skippers | denied | that they had left early"),
        // auxiliaries, adverbs, contractions
        (
            "The mayor has repeatedly claimed that the pier is safe.",
            "The mayor | has repeatedly claimed | that the pier is safe"
        ),
        ("He has since said his boat was empty.", "He | has since said | his boat was empty"),
        ("He's warned that the tide is rising.", "He | 's warned | that the tide is rising"),
        // circumstances between verb and clause
        ("The agency said on Monday the pier would close.", "The agency | said | the pier would close"),
        ("The agency said in a statement, the pier would close.", "The agency | said | the pier would close"),
        (
            "The agency said after the storm it would close the pier.",
            "The agency | said | it would close the pier"
        ),
        ("A spokesman Monday denied that the pier was unsafe.", "A spokesman | denied | that the pier was unsafe"),
        // somebody who is told, asked or urged
        ("The captain told reporters that the crew was safe.", "The captain | told | that the crew was safe"),
        ("The captain told reporters this week the crew was safe.", "The captain | told | the crew was safe"),
        ("The minister urged residents to stay indoors.", "The minister | urged | residents to stay indoors"),
        // objects
        (
            "The union accused the port of hiding the figures.",
            "The union | accused | the port of hiding the figures"
        ),
        ("The paper hailed the rescue as a triumph.", "The paper | hailed | the rescue as a triumph"),
        (
            "The union demanded repairs, including a new crane.",
            "The union | demanded | repairs, including a new crane"
        ),
    ])
    func aSentenceGivesSourceCueAndContent(text: String, expected: String) { #expect(attributions(text) == [expected]) }

    @Test(arguments: [
        ("The mayor said the pier was safe, but engineers closed it.", "The mayor | said | the pier was safe"),
        ("The mayor said the pier was safe, adding to the confusion.", "The mayor | said | the pier was safe"),
        ("The mayor said the pier was safe, although it had moved.", "The mayor | said | the pier was safe"),
    ])
    func theContentEndsWhereTheArticleSpeaksAgain(text: String, expected: String) {
        #expect(attributions(text).first == expected)
    }

    @Test
    func twoVerbsOfOneSubjectAttributeTwice() {
        #expect(
            attributions("The mayor said the pier was safe and added that it would open soon.")
                == ["The mayor | said | the pier was safe", "The mayor | added | that it would open soon"]
        )
        #expect(
            attributions("Divers said the wreck was empty, and Doe noted that it had burned.")
                == ["Divers | said | the wreck was empty", "Doe | noted | that it had burned"]
        )
    }

    @Test
    func whatSomebodyIsSaidToSayOrWantIsPartOfTheContent() {
        #expect(
            attributions("The mayor said she expects the council to agree.")
                == ["The mayor | said | she expects the council to agree"]
        )
    }

    @Test(arguments: [
        "The report was long.", "Police press officers met the crew.", "The state pays for the pier.",
        "Nine states joined the suit.", "The crew tried to sail home.", "Repairs need a permit.",
    ])
    func wordsThatAreNounsWhereTheyStandAttributeNothing(text: String) { #expect(attributions(text).isEmpty) }

    @Test(arguments: [
        ("The pier, which she said was old, collapsed.", "she | said | which … was old"),
        (
            "Doe ended what critics called a “farewell” to the sea.",
            "critics | called | what … a “farewell” to the sea"
        ),
    ])
    func aRelativeWordAndWhatIsSaidOfItAreOneContent(text: String, expected: String) {
        #expect(attributions(text).contains(expected))
    }
}
