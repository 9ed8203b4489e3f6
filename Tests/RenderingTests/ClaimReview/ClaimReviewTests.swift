import Domain
import Foundation
import Rendering
import Samples
import Testing

@Suite struct ClaimReviewTests {
    private static let article = article()

    private static func article(
        url: String? = "https://courier.example/quay", publisher: String? = "The Courier", language: String? = "en-GB",
        title: String = "Quay wall"
    ) -> Article {
        let version = ArticleVersion(
            id: .sample(3), number: 1, title: title, byline: "Tom Wick", publisher: publisher,
            publishedAt: Date(timeIntervalSince1970: 1_772_323_200), language: language, mediaType: .plainText,
            urgency: 5, requiredReviews: 2, receivedAt: .sample, status: .ready, readyAt: nil, detector: nil, error: nil
        )
        return Article(
            id: .sample(2), externalID: nil, source: nil, url: url, createdAt: .sample, version: version)
    }

    private static let calder = Claimant(name: "Ines Calder", kind: .named, quotation: .direct)

    private func review(
        claimant: Claimant = calder, statement: String = "The wall costs 41.6 million euros.",
        rating: Rating = Rating.sixPoints[4], scale: [Rating] = Rating.sixPoints, rationale: String = "It is not so.",
        ledger: [LedgerEntry] = [], article: Article = article, others: [ClaimReview.Appearance] = []
    ) -> JSON {
        var claim = Claim.sample(status: .published, claimant: claimant)
        claim.statement = statement
        let verdict = Verdict(
            id: .sample(40), claimID: claim.id, version: 2, basis: .adjudication, scale: RatingScale.sample.reference,
            rating: rating, rationale: rationale, overrideReason: "kept inside", decidedBy: .sample(50),
            decidedByName: "Edith Inside", decidedAt: .sample,
            evidence: [
                Evidence(
                    id: .sample(41), reviewID: .sample(30),
                    item: EvidenceInput(
                        url: "https://example.org/a", title: "Ledger", publisher: "Town", quote: "…", stance: .refutes,
                        interest: "owns it", archivedURL: "https://web.archive.org/web/2026/https://example.org/a"),
                    retrievedAt: .sample)
            ])
        return ClaimReview(
            of: claim, verdict: verdict, scale: scale, ledger: ledger, in: article, others: others,
            deskName: "Coast Desk", at: PublicAddress(server: "https://desk.example.org/", slug: "coast")
        ).json
    }

    @Test func aVerdictReadsAsSchemaOrgHasItWithoutAnybodyOfTheDesk() {
        let id = Claim.ID.sample(1)
        #expect(
            review().text() == """
                {"@context":"https://schema.org","@type":"ClaimReview",\
                "url":"https://desk.example.org/desk/coast/claims/\(id)",\
                "claimReviewed":"The wall costs 41.6 million euros.",\
                "reviewRating":{"@type":"Rating","alternateName":"false","ratingValue":2,"bestRating":6,"worstRating":1,\
                "ratingExplanation":"It is not so."},\
                "author":{"@type":"Organization","name":"Coast Desk","url":"https://desk.example.org/desk/coast"},\
                "itemReviewed":{"@type":"Claim","text":"wall","author":{"@type":"Person","name":"Ines Calder"},\
                "datePublished":"2026-03-01T00:00:00.000Z",\
                "appearance":{"@type":"Article","headline":"Quay wall","url":"https://courier.example/quay",\
                "publisher":{"@type":"Organization","name":"The Courier"},"datePublished":"2026-03-01T00:00:00.000Z"}},\
                "datePublished":"2026-11-22T15:31:02.417Z","version":1,"inLanguage":"en-GB","reviewBody":"It is not so.",\
                "citation":[{"@type":"CreativeWork","url":"https://example.org/a","name":"Ledger",\
                "publisher":{"@type":"Organization","name":"Town"},\
                "archivedAt":"https://web.archive.org/web/2026/https://example.org/a"}]}
                """)
        #expect(ClaimReviewLinter.lint(review()) == [])
    }

    @Test(
        arguments: [
            ([6, 5, 4, 3, 2, 1], true), ([5, 3], true), ([300, 20, 1], true), ([2, 1, 0], false), ([1, 2, 3], false),
            ([3, 3, 1], false), ([3, nil, 1], false), ([nil, nil], false), ([4], false), ([], false),
        ] as [([Int?], Bool)])
    func numbersAreGivenWhereTheyMeanWhatClaimReviewTakesThemToMean(values: [Int?], shown: Bool) {
        let scale = values.enumerated().map {
            Rating(key: "r\($0.offset)", label: "L\($0.offset)", value: $0.element, offScale: false, colour: nil)
        }
        let rating = review(rating: scale.first ?? Rating.sixPoints[0], scale: scale).text()
        #expect(rating.contains("ratingValue") == shown)
        #expect(rating.contains("bestRating") == shown && rating.contains("worstRating") == shown)
    }

    @Test func anOutcomeOffTheScaleHasNoNumberAndNeitherHasARatingOfAnotherScale() {
        #expect(!review(rating: Rating.sixPoints[6]).text().contains("Rating\":{\"@type\":\"Rating\",\"ratingValue"))
        #expect(!review(rating: Rating.sixPoints[6]).text().contains("bestRating"))
        let foreign = Rating(key: "x", label: "X", value: 40, offScale: false, colour: nil)
        #expect(!review(rating: foreign).text().contains("ratingValue"))
    }

    @Test func claimantsArePersonsOrganizationsTheArticleItselfOrNobodyThatCanBeNamed() {
        func author(_ claimant: Claimant, _ article: Article = Self.article) -> String {
            let text = review(claimant: claimant, article: article).text()
            let item = text.split(separator: "\"itemReviewed\":").last ?? ""
            return String(item.split(separator: "\"datePublished\"").first ?? "")
        }
        let board = Claimant(name: "the board", kind: .named, quotation: .indirect, isOrganization: true)
        #expect(author(board).contains(#""author":{"@type":"Organization","name":"the board"}"#))
        let official = Claimant(name: "a senior official", kind: .anonymous, quotation: .indirect)
        #expect(!author(official).contains("author"))
        #expect(!author(Claimant(name: nil, kind: .named, quotation: nil)).contains("author"))
        let own = Claimant(name: nil, kind: .article, quotation: nil)
        #expect(author(own).contains(#""author":{"@type":"Organization","name":"The Courier"}"#))
        #expect(!author(own, Self.article(publisher: nil)).contains("author"))
    }

    @Test func theArticleIsWhereTheClaimAppearsAndFirstWhereTheWordsAreItsOwn() {
        let quoted = review().text()
        #expect(quoted.contains("\"appearance\":{") && !quoted.contains("firstAppearance"))
        let own = review(claimant: Claimant(name: nil, kind: .article, quotation: nil)).text()
        #expect(own.contains("\"firstAppearance\":{") && !own.contains("\"appearance\""))
        let others = [
            ClaimReview.Appearance(title: "Again", url: "https://a.example/1"),
            ClaimReview.Appearance(title: "And again", url: nil),
        ]
        let several = review(others: others).text()
        #expect(several.contains(#""appearance":[{"@type":"Article","headline":"Quay wall","#))
        #expect(several.contains(#"{"@type":"Article","headline":"Again","url":"https://a.example/1"}"#))
        #expect(several.contains(#"{"@type":"Article","headline":"And again"}]"#))
        let unaddressed = review(article: Self.article(url: nil)).text()
        #expect(unaddressed.contains(#""appearance":{"@type":"Article","headline":"Quay wall","publisher""#))
    }

    @Test func aStatementStaysWholeOnOneLineAndSteersNobodysPage() {
        let long = String(repeating: "Every word of it counts. ", count: 20)
        #expect(review(statement: long).text().contains(long.dropLast()))
        #expect(
            review(statement: "The\u{202E} wall\r\n costs\u{7} \u{FEFF}41\tmillion.").text()
                .contains(#""claimReviewed":"The wall costs 41 million.""#))
        let persian = "می\u{200C}خواهم 👩\u{200D}👧"
        #expect(review(statement: persian).text().contains("\"\(persian)\""))
        #expect(review(statement: "\u{200B}").text().contains(#""claimReviewed":"wall""#))
    }

    @Test func whatWasSaidSinceIsThereWithItsTimeAndWhatIsForTheDeskAloneIsNot() {
        func entry(_ kind: LedgerEntry.Kind, _ text: String?, after seconds: Double) -> LedgerEntry {
            LedgerEntry(
                id: .sample(60), claimID: .sample(1), verdictID: .sample(40), verdictVersion: 1, kind: kind,
                publicText: text, reason: "kept inside", overrideReason: "kept inside", gateReasons: ["g": "inside"],
                requestID: nil, enteredBy: .sample(50), enteredByName: "Edith Inside",
                enteredAt: .sample + seconds)
        }
        let text = review(ledger: [
            entry(.publication, nil, after: 0), entry(.pause, "We look into it.", after: 10),
            entry(.clarification, "Clearer.", after: 20), entry(.correction, "It was wrong.", after: 30),
            entry(.noChange, "It stands.", after: 40),
        ]).text()
        #expect(text.contains(#""dateModified":"2026-11-22T15:31:32.417Z""#))
        #expect(
            text.contains(
                #""correction":[{"@type":"CorrectionComment","text":"Clearer.","datePublished":"2026-11-22T15:31:22.417Z"},"#
            ))
        for word in ["inside", "Edith", "look into", "It stands", "owns it"] {
            #expect(!text.contains(word), "\(word)")
        }
    }

    @Test func aRatingIsNamedInTheArticlesLanguageWhereTheScaleHasIt() {
        let rating = Rating(
            key: "false", label: "False", value: 2, offScale: false, colour: nil,
            translations: ["DE": "Falsch", "pt-BR": "Falso"])
        func label(_ language: String?) -> Bool? {
            let text = review(rating: rating, article: Self.article(language: language)).text()
            return text.contains("\"alternateName\":\"Falsch\"")
                ? true
                : text.contains("\"alternateName\":\"False\"") ? false : nil
        }
        #expect(label("de-AT") == true)
        #expect(label("pt") == false)
        #expect(label(nil) == false)
    }

    @Test func theExplanationIsTheRationalesFirstParagraph() {
        let text = review(rationale: "\n The cost is right.\n\nThe comparison is not.\u{0}").text()
        #expect(text.contains(#""ratingExplanation":"The cost is right.""#))
        #expect(text.contains(#""reviewBody":"The cost is right.\n\nThe comparison is not.""#))
    }

    @Test(arguments: 1...3)
    func everythingThatARandomDeskPublishesPassesTheLinter(seed: UInt64) throws {
        var desk = RandomDesk(seed: seed)
        var count = 0
        for report in desk.reports(150) {
            let reviews = report.claimReviews(server: "https://desk.example.org")
            #expect(reviews.count == report.publishedCount)
            count += reviews.count
            let text = JSON(reviews.map(\.json)).text(pretty: true)
            let read = try JSON(reading: Array(text.utf8))
            let lint = ClaimReviewLinter.report(read)
            let errors = lint.findings.filter {
                $0.severity == .error && !(reviews.isEmpty && $0.rule == .noClaimReview)
            }
            #expect(errors == [], "seed \(seed)")
            #expect(lint.reviews == reviews.count)
            // Whatever was typed into the desk, these are never suspected of ours.
            let never: Set<LintRule> = [.controlCharacters, .urlTwice, .urlRedirect, .misspelt, .subtypeMissing]
            #expect(lint.findings.filter { never.contains($0.rule) } == [], "seed \(seed)")
            #expect(!text.contains("inside") && !text.contains("Inside"))
        }
        #expect(count > 400)
    }
}
