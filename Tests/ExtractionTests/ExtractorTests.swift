import Extraction
import Testing

@Suite
struct ExtractorTests {
    private let extraction = Extractor().extract(Document(text: Samples.harbor))

    private func sentence(_ opening: String) -> Sentence? { extraction.sentences.first { $0.text.hasPrefix(opening) } }

    @Test
    func pageFurnitureInTheMiddleOfAnArticleNeverBecomesAClaim() throws {
        let furniture = extraction.sentences.filter { $0.role == .boilerplate }.map(\.text)
        #expect(furniture.count == 7)
        #expect(furniture.first == "Get The Post In Your Inbox!")
        #expect(furniture.last == "We will not share your email with anyone.")
        for claim in extraction.claims {
            #expect(
                !extraction.passages.contains {
                    $0.role == .boilerplate
                        && $0.range.overlap(TextRange(start: claim.anchor.start, end: claim.anchor.end)) > 0
                }
            )
        }
    }

    @Test
    func noBodySentenceIsLost() {
        #expect(extraction.sentences.filter { $0.role == .body }.count == 8)
    }

    @Test
    func thePartsAboveTheTextHaveTheirRoles() {
        #expect(sentence("Harbour Notes")?.role == .kicker)
        #expect(sentence("Exclusive")?.role == .headline)
        #expect(sentence("Port authorities")?.role == .dek)
        #expect(sentence("Who gave")?.role == .dek)
        #expect(sentence("-- with")?.role == .credit)
    }

    @Test
    func anUnnamedOfficialIsAnAnonymousClaimantAndTheOfficialIsTheSameOne() throws {
        let first = try #require(sentence("A night raid")?.claimant)
        #expect(first.kind == .anonymous)
        #expect(first.name == "a senior customs official")
        let second = try #require(sentence("“We found")?.claimant)
        #expect(second.name == "a senior customs official")
        #expect(second.quotation != .indirect)
    }

    @Test
    func aNamedClaimantIsGivenByTheFullestFormOfTheName() throws {
        let claimant = try #require(sentence("Ministry spokeswoman")?.claimant)
        #expect(claimant.kind == .named)
        #expect(claimant.name == "Lt. Anna B. Moreau")
        #expect(claimant.quotation == .indirect)
        #expect(sentence("On Monday")?.claimant?.name == "the Ministry of Fisheries")
    }

    @Test
    func theMostCheckWorthySentencesComeFirstByScoreTheExplanationOfAnonymityIsLast() throws {
        let figure = try #require(sentence("A night raid"))
        let question = try #require(sentence("Who gave"))
        #expect(figure.checkWorthiness == .important)
        #expect(question.checkWorthiness == .not)
        #expect(figure.score > question.score)
        #expect(figure.reasons.contains("states a figure"))
    }

    @Test
    func claimsAreNumberedInReadingOrderAndAnchoredToTheirWords() {
        #expect(extraction.claims.map(\.ordinal) == Array(1...extraction.claims.count))
        #expect(zip(extraction.claims, extraction.claims.dropFirst()).allSatisfy { $0.anchor.start < $1.anchor.start })
        let scalars = Array(Samples.harbor.unicodeScalars)
        for claim in extraction.claims {
            var words = String.UnicodeScalarView()
            words.append(contentsOf: scalars[claim.anchor.start..<claim.anchor.end])
            #expect(String(words) == claim.anchor.exact)
            #expect(claim.anchor.prefix.unicodeScalars.count <= 32)
        }
    }

    @Test
    func aLineOfNamesBeforeACreditOrWithADateIsACaptionAShortSentenceIsNot() {
        let text = """
            The harbour closed on Monday after a raid.

            Boats at the northern quay of Port Calder on Monday. Image: Paula Quist

            The group views Mayor Reyes more favourably than Ann Roe.

            Ann Roe (left) and Mayor Reyes on October 25, 2022.
            """
        let roles = Extractor().extract(Document(text: text, language: "en")).sentences.map(\.role)
        #expect(roles == [.body, .caption, .credit, .body, .caption])
    }

    @Test
    func theSentencesAloneAreThoseOfTheWholeReading() {
        let ranges = Extractor().sentenceRanges(Document(text: Samples.harbor))
        #expect(ranges == extraction.sentences.map(\.range))
    }

    @Test
    func theSameDocumentGivesTheSameResult() {
        let again = Extractor().extract(Document(text: Samples.harbor))
        #expect(again.sentences.map(\.score) == extraction.sentences.map(\.score))
        #expect(again.claims.map(\.anchor) == extraction.claims.map(\.anchor))
    }

    @Test(arguments: ["", " ", "\n\n", "\u{FEFF}", "…", "\u{0}"])
    func aTextWithoutWordsGivesNothing(text: String) {
        let extraction = Extractor().extract(Document(text: text))
        #expect(extraction.claims.isEmpty)
        #expect(extraction.text == text)
    }

    @Test(arguments: ["👨‍👩‍👧‍👦 🎉 🎉", "— … —", "12 34 56"])
    func picturesAloneClaimNothing(text: String) {
        #expect(Extractor().extract(Document(text: text, language: "en")).claims.isEmpty)
    }
}
