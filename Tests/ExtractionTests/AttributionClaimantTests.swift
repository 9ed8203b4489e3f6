import Testing

@Suite("Claimants")
struct AttributionClaimantTests {
    @Test("A last name, a pronoun and another spelling lead to the fullest form")
    func fullest() {
        let found = claimants(
            "Governor Tomas Belmarkhov opened the pier. “It is safe,” Belmarkhov said. He added that the crane was new. "
                + "Belmarkov later said that it had been tested."
        )
        #expect(found == ["–"] + Array(repeating: "Tomas Belmarkhov (named)", count: 3))
    }

    @Test("An office leads to the one who holds it")
    func office() {
        let found = claimants("The mayor of Calder, Jane Roe, opened the pier. The mayor said that it was safe.")
        #expect(found.last == "Jane Roe (named)")
    }

    @Test(
        "A comparison, a measure and a noun phrase are nobody who speaks",
        arguments: [
            (
                "Prosecutors describe Roe, better known as the Diver, as the head of a group, which they say has moved oil.",
                "Prosecutors (anonymous)"
            ),
            ("A film that was watched more than a million times shows that the pier sank.", "–"),
            ("People who live near the harbour questioned the official number of dead.", "People (anonymous)"),
            ("A government report from 2022 put the cost of the wall at 5.2 billion crowns.", "–"),
        ])
    func nobody(text: String, expected: String) { #expect(claimants(text) == [expected]) }

    @Test("An acronym leads to the body that introduced it")
    func acronym() {
        let found = claimants(
            "The Calder Harbour Commission (CHC) met on Monday. The CHC said that the pier was safe."
        )
        #expect(found.last?.hasSuffix("Calder Harbour Commission (organization)") == true)
    }

    @Test("People of one last name stay apart")
    func namesakes() {
        let found = claimants(
            "Usman Doe was arrested on Monday. “I am grateful,” said John Doe, a dock worker. Anna Doe said it was a shock."
        )
        #expect(found[1] == "John Doe (named)")
        #expect(found[2] == "Anna Doe (named)")
    }

    @Test("Unnamed people are anonymous, and “the official” is the official of before")
    func anonymous() {
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

    @Test("Who speaks through a document is its author")
    func document() {
        let found = claimants("Jane Roe left on Monday. Roe’s statement said that the pier was safe.")
        #expect(found.last == "Jane Roe (named)")
    }

    @Test("A speech goes on over paragraphs until its closing mark")
    func paragraphs() {
        let found = claimants(
            "Jane Roe, who runs the harbour, said, \"We have learned a lot from this day.\n\n"
                + "It was a hard day. The crew did well.\"\n\nThe pier stayed closed."
        )
        #expect(found == Array(repeating: "Jane Roe (named)", count: 3) + ["–"])
    }

    @Test("“He” is whom the sentence before begins with")
    func subject() {
        let found = claimants(
            "“The pier is gone,” Jane Roe said. John Doe left with the crew. He said the boats were safe."
        )
        #expect(found.last == "John Doe (named)")
    }

    @Test("A wish or a worry is no statement")
    func wishes() { #expect(claimants("Residents are worried about the tide.") == ["–"]) }
}
