import Extraction
import Testing

@Suite
struct ConflictTests {
    /// The ordinals of claims that contradict each other, the lower one first.
    private func conflicts(_ text: String) -> [[Int]] {
        let claims = Extractor().extract(Document(text: text, language: "en")).claims
        return claims.flatMap { claim in claim.conflictsWith.filter { $0 > claim.ordinal }.map { [claim.ordinal, $0] } }
    }

    private static let death = """
        Rebel leader Tomas Averin was killed in the raid on the northern camp, the ministry said.

        Reporters visited the camp and found that 14 tents had been burned by soldiers.


        """

    @Test(arguments: [
        "Averin’s lawyer, Ann Roe, denied that her client had been killed.",
        "Averin’s mother denied that her son was killed.",
    ])
    func whoeverSpeaksForSomebodyDeniesItOfThem(denial: String) { #expect(conflicts(Self.death + denial) == [[1, 3]]) }

    @Test(arguments: [
        "Ann Roe, a lawyer for the dock workers, denied that her client had been killed.",
        "Averin’s lawyer denied that her office had been searched by police.",
        "Bastien Doe’s lawyer denied that her client had been killed.",
    ])
    func aDenialAboutSomebodyElseContradictsNothing(denial: String) { #expect(conflicts(Self.death + denial).isEmpty) }

    @Test
    func heDidNotTakesBackTheSentenceBefore() {
        #expect(
            conflicts(
                "Officers say the smuggler died in Saturday’s raid in Weir. His lawyer and two officials say he did not."
            )
                == [[1, 2]])
        #expect(
            conflicts("The ministry said 14 boats were seized in the raid. Two fishermen said they were not.") == [
                [1, 2]
            ])
    }

    @Test(arguments: [
        "Officers would not say whether the smuggler died in the raid. His lawyer and two officials say he did not.",
        "The ministry said 14 boats were seized in the raid. Two fishermen said they had not.",
        "Officers say the smuggler did not die in the raid on Weir. His lawyer and two officials say he did not.",
    ])
    func heDidNotOfAnotherThingTakesNothingBack(text: String) { #expect(conflicts(text).isEmpty) }
}
