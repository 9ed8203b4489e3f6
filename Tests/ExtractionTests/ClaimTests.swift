import Extraction
import Testing

@Suite
struct ClaimTests {
    private func claims(_ text: String) -> [DetectedClaim] {
        Extractor().extract(
            Document(text: text, language: "en", publishedOn: PublicationDay(year: 2015, month: 6, day: 15))
        ).claims
    }

    @Test
    func theSameStatementTwiceIsOneClaimWithTwoAnchors() throws {
        let text = """
            The mayor resigned on Friday after the council rejected the harbour budget.

            Residents of Port Calder gathered at the town hall in the evening and waited for news.

            The mayor resigned on Friday after the council had rejected the harbour budget.
            """
        let found = claims(text)
        let claim = try #require(found.first { $0.statement.hasPrefix("The mayor resigned") })
        #expect(claim.otherAnchors.count == 1)
        #expect(claim.otherAnchors.first?.exact.contains("had rejected") == true)
        #expect(found.count { $0.statement.hasPrefix("The mayor resigned") } == 1)
    }

    @Test
    func sentencesThatDifferInAFigureOrANegationAreTwoClaims() {
        let text = """
            The fire at the northern mill destroyed 14 boats on Friday.

            The fire at the northern mill destroyed 15 boats on Friday.
            """
        #expect(claims(text).count == 2)
        #expect(claims(text).allSatisfy { $0.otherAnchors.isEmpty })
    }

    @Test
    func aStatementAndItsDenialConflict() throws {
        let text = """
            The ministry said rebel leader Tomas Averin was killed in the raid on Friday.

            Averin had led the northern front since 2009. Tomas Averin was born in Weir.

            A spokesman for the rebels denied Averin had been killed.
            """
        let found = claims(text)
        let said = try #require(found.first { $0.statement.hasPrefix("The ministry said") })
        let denied = try #require(found.first { $0.statement.hasPrefix("A spokesman") })
        #expect(said.conflictsWith == [denied.ordinal])
        #expect(denied.conflictsWith == [said.ordinal])
    }

    @Test
    func claimsThatAgreeDoNotConflict() {
        let text = """
            The ministry said Tomas Averin was killed in the raid on Friday. Local media said Tomas Averin was killed by a drone.
            """
        #expect(claims(text).allSatisfy { $0.conflictsWith.isEmpty })
    }

    @Test
    func aClaimThatOpensWithAPronounCarriesTheSentenceItRefersTo() throws {
        let text = """
            Tomas Averin founded the company in 1998 with two partners from Weir.

            He sold the company to a rival for $3.5 million in 2004.
            """
        let claim = try #require(claims(text).last)
        #expect(claim.context == "Tomas Averin founded the company in 1998 with two partners from Weir.")
        #expect(claim.figures == ["$3.5 million"])
        #expect(claim.dates.map(\.resolved) == ["2004"])
        #expect(claims(text).first?.context == nil)
        #expect(claims(text).first?.names == ["Tomas Averin", "Weir"])
    }

    @Test
    func aMarkdownClaimReadsAsItsReaderSeesItAndPointsToWhatWasWritten() throws {
        let text = "# Spill\n\nThe council **fined** [Acme Oil](https://acme.example/a_b) $40,000 in March 2013.\n"
        let extraction = Extractor().extract(Document(text: text, mediaType: .markdown, language: "en"))
        let claim = try #require(extraction.claims.first)
        #expect(claim.statement == "The council fined Acme Oil $40,000 in March 2013.")
        #expect(
            claim.anchor.exact == "The council **fined** [Acme Oil](https://acme.example/a_b) $40,000 in March 2013."
        )
        #expect(extraction.sentences.first?.role == .headline)
    }

    @Test
    func aClaimOnTwoLinesBecomesOneLineItsExactWordsStayAsTheyAre() throws {
        let text = "> The council fined the firm $40,000\n> in March 2013 for the spill.\n"
        let extraction = Extractor().extract(Document(text: text, mediaType: .markdown, language: "en"))
        let claim = try #require(extraction.claims.first)
        #expect(claim.anchor.exact.contains("\n"))
        #expect(claim.statement == "The council fined the firm $40,000 in March 2013 for the spill.")
    }
}
