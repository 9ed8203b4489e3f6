import Testing

@Suite
struct AttributionClaimantTests {
    @Test
    func aLastNameAPronounAndAnotherSpellingLeadToTheFullestForm() {
        let found = claimants(
            "Governor Tomas Belmarkhov opened the pier. “It is safe,” Belmarkhov said. He added that the crane was new. "
                + "Belmarkov later said that it had been tested."
        )
        #expect(found == ["–"] + Array(repeating: "Tomas Belmarkhov (named)", count: 3))
    }

    @Test
    func anOfficeLeadsToTheOneWhoHoldsIt() {
        let found = claimants("The mayor of Calder, Jane Roe, opened the pier. The mayor said that it was safe.")
        #expect(found.last == "Jane Roe (named)")
    }

    @Test(arguments: [
        (
            "Prosecutors describe Roe, better known as the Diver, as the head of a group, which they say has moved oil.",
            "Prosecutors (anonymous)"
        ),
        ("A film that was watched more than a million times shows that the pier sank.", "–"),
        ("People who live near the harbour questioned the official number of dead.", "People (anonymous)"),
        ("A government report from 2022 put the cost of the wall at 5.2 billion crowns.", "–"),
    ])
    func aComparisonAMeasureAndANounPhraseAreNobodyWhoSpeaks(text: String, expected: String) {
        #expect(claimants(text) == [expected])
    }

    @Test
    func anAcronymLeadsToTheBodyThatIntroducedIt() {
        let found = claimants(
            "The Calder Harbour Commission (CHC) met on Monday. The CHC said that the pier was safe."
        )
        #expect(found.last?.hasSuffix("Calder Harbour Commission (organization)") == true)
    }

    @Test
    func peopleOfOneLastNameStayApart() {
        let found = claimants(
            "Usman Doe was arrested on Monday. “I am grateful,” said John Doe, a dock worker. Anna Doe said it was a shock."
        )
        #expect(found[1] == "John Doe (named)")
        #expect(found[2] == "Anna Doe (named)")
    }

    @Test
    func unnamedPeopleAreAnonymousAndTheOfficialIsTheOfficialOfBefore() {
        let found = claimants(
            "A senior customs official said the boats were empty. Officials in Calder say otherwise. "
                + "The customs official denied that anybody was hurt."
        )
        #expect(
            found == [
                "A senior customs official (anonymous)", "Officials in Calder (anonymous)",
                "A senior customs official (anonymous)",
            ]
        )
    }

    @Test
    func whoSpeaksThroughADocumentIsItsAuthor() {
        let found = claimants("Jane Roe left on Monday. Roe’s statement said that the pier was safe.")
        #expect(found.last == "Jane Roe (named)")
    }

    @Test
    func aSpeechGoesOnOverParagraphsUntilItsClosingMark() {
        let found = claimants(
            "Jane Roe, who runs the harbour, said, \"We have learned a lot from this day.\n\n"
                + "It was a hard day. The crew did well.\"\n\nThe pier stayed closed."
        )
        #expect(found == Array(repeating: "Jane Roe (named)", count: 3) + ["–"])
    }

    @Test
    func heIsWhomTheSentenceBeforeBeginsWith() {
        let found = claimants(
            "“The pier is gone,” Jane Roe said. John Doe left with the crew. He said the boats were safe."
        )
        #expect(found.last == "John Doe (named)")
    }

    @Test
    func aWishOrAWorryIsNoStatement() { #expect(claimants("Residents are worried about the tide.") == ["–"]) }
}
