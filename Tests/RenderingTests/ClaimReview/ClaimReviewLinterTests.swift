import Domain
import Foundation
import Rendering
import Testing

/// What is found, as `rule path`.
private func found(_ text: String) throws -> [String] {
    ClaimReviewLinter.lint(try JSON(reading: Array(text.utf8))).map { "\($0.rule.rawValue) \($0.path)" }
}

/// A claim review with which nothing is wrong, from which each broken one is made.
private let whole = """
    {
      "@context": "https://schema.org",
      "@type": "ClaimReview",
      "url": "https://desk.example.org/checks/1",
      "claimReviewed": "The quay wall costs 41.6 million euros.",
      "reviewRating": {
        "@type": "Rating", "alternateName": "Mostly false", "ratingValue": 2, "bestRating": 6, "worstRating": 1,
        "ratingExplanation": "The council was told of 38 million."
      },
      "author": {"@type": "Organization", "name": "Coast Desk", "url": "https://desk.example.org"},
      "itemReviewed": {
        "@type": "Claim", "author": {"@type": "Person", "name": "Ines Calder"}, "datePublished": "2026-03-01",
        "appearance": {"@type": "Article", "url": "https://courier.example/quay"}
      },
      "datePublished": "2026-03-14T06:00:00Z",
      "dateModified": "2026-03-15",
      "inLanguage": "en-GB"
    }
    """

/// One change to the whole one, and all that must be found then.
private struct Variant: CustomTestStringConvertible, Sendable {
    let from: String
    let to: String
    let found: [String]

    init(_ from: String, _ to: String, _ found: String...) {
        self.from = from
        self.to = to
        self.found = found
    }

    var testDescription: String { "\(from) → \(to)" }

    static let all: [Variant] = [
        .init(#""@context": "https://schema.org","#, "", "context-missing @context"),
        .init("https://schema.org\"", "https://example.org\"", "context-foreign @context"),
        .init(#""https://schema.org""#, "{\"name\": \"https://schema.org\"}", "context-foreign @context"),
        .init(#""@type": "ClaimReview","#, "", "type-missing @type"),
        .init(#""@type": "ClaimReview""#, #""@type": "claimReview""#, "type-spelling @type"),
        .init(#""@type": "ClaimReview""#, #""@type": "Review""#, "no-claim-review ."),
        .init(#""url": "https://desk.example.org/checks/1","#, "", "required-missing url"),
        .init(#""https://desk.example.org/checks/1""#, "null", "required-missing url"),
        .init(#""https://desk.example.org/checks/1""#, "7", "not-text url"),
        .init(#""https://desk.example.org/checks/1""#, #""/checks/1""#, "url-invalid url"),
        .init(#""https://desk.example.org/checks/1""#, #""https://desk.example.org/a b""#, "url-invalid url"),
        .init(
            #""https://desk.example.org/checks/1""#, #"["https://a.example/1", "https://a.example/2"]"#,
            "several-values url"),
        .init("https://desk.example.org/checks/1", "https://bit.ly/3xyz", "url-redirect url"),
        .init("https://desk.example.org/checks/1", "https://www.tinyurl.com/3xyz", "url-redirect url"),
        .init("https://desk.example.org/checks/1", "http://desk.example.org/checks/1", "url-redirect url"),
        .init(
            "https://desk.example.org/checks/1", "https://www.google.com/url?q=https://desk.example.org/1",
            "url-redirect url"),
        .init(
            "https://desk.example.org/checks/1", "https://web.archive.org/web/20260314/https://desk.example.org/1",
            "url-redirect url"),
        .init("https://desk.example.org/checks/1", "https://localhost:8080/checks/1", "url-private url"),
        .init("https://desk.example.org/checks/1", "https://192.168.1.7/checks/1", "url-private url"),
        .init(#""claimReviewed": "The quay wall costs 41.6 million euros.","#, "", "required-missing claimReviewed"),
        .init("The quay wall costs 41.6 million euros.", #" \u200B "#, "blank claimReviewed"),
        .init(#""The quay wall costs 41.6 million euros.""#, #"{"text": "x"}"#, "not-text claimReviewed"),
        .init(
            "The quay wall costs", "The new quay wall between the fish market and the northern ferry terminal costs",
            "claim-long claimReviewed"),
        .init("The quay wall costs", "MOSTLY FALSE: the quay wall costs", "rating-in-claim claimReviewed"),
        .init("million euros.", "million euros (mostly\\nfalse).", "rating-in-claim claimReviewed"),
        .init("41.6 million", "<b>41.6</b> million", "markup-in-text claimReviewed"),
        .init("41.6 million", "41.6 million &amp; more", "markup-in-text claimReviewed"),
        .init("41.6 million", #"41.6\u0007 million"#, "control-characters claimReviewed"),
        .init(#""claimReviewed""#, #""claimreviewed""#, "misspelt claimreviewed", "required-missing claimReviewed"),
        .init(
            #""alternateName""#, #""alternate_name""#,
            "misspelt reviewRating.alternate_name", "required-missing reviewRating.alternateName"),
        .init(#""Mostly false""#, #""""#, "blank reviewRating.alternateName"),
        .init(#""Mostly false""#, "2", "not-text reviewRating.alternateName"),
        .init(#""@type": "Rating""#, #""@type": "Thing""#, "type-wrong reviewRating.@type"),
        .init(#""@type": "Rating", "#, "", "subtype-missing reviewRating.@type"),
        .init(#""ratingValue": 2"#, #""ratingValue": "two""#, "rating-not-number reviewRating.ratingValue"),
        .init(#""ratingValue": 2"#, #""ratingValue": "2,5""#, "rating-not-number reviewRating.ratingValue"),
        .init(#""ratingValue": 2"#, #""ratingValue": true"#, "rating-not-number reviewRating.ratingValue"),
        .init(#""ratingValue": 2"#, #""ratingValue": 2.5"#, "rating-fraction reviewRating.ratingValue"),
        .init(#""ratingValue": 2"#, #""ratingValue": 7"#, "rating-outside reviewRating.ratingValue"),
        .init(#""ratingValue": 2"#, #""ratingValue": -1"#, "rating-outside reviewRating.ratingValue"),
        .init(#""ratingValue": 2, "#, "", "rating-value-missing reviewRating.ratingValue"),
        .init(#""bestRating": 6"#, #""bestRating": 1"#, "rating-bounds reviewRating.worstRating"),
        .init(#""bestRating": 6, "#, "", "rating-bounds-missing reviewRating.bestRating"),
        .init(#""worstRating": 1"#, #""worstRating": 0"#, "rating-below-one reviewRating.worstRating"),
        .init(#""worstRating": 1"#, #""worstRating": "low""#, "rating-not-number reviewRating.worstRating"),
        .init(#""The council was told of 38 million.""#, "[1]", "not-text reviewRating.ratingExplanation[0]"),
        .init(
            #"{"@type": "Organization", "name": "Coast Desk", "url": "https://desk.example.org"}"#, #""Coast Desk""#,
            "not-an-object author"),
        .init(#", "name": "Coast Desk", "url": "https://desk.example.org""#, "", "author-unnamed author"),
        .init(#""@type": "Organization""#, #""@type": "Article""#, "type-wrong author.@type"),
        .init(#""@type": "Organization", "#, "", "subtype-missing author.@type"),
        .init(#""https://desk.example.org"}"#, #""desk.example.org"}"#, "url-invalid author.url"),
        .init(
            #""author": {"@type": "Organization", "name": "Coast Desk", "url": "https://desk.example.org"},"#, "",
            "recommended-missing author"),
        .init(#""@type": "Claim","#, #""@type": "CreativeWork","#, "item-not-claim itemReviewed.@type"),
        .init(#""@type": "Claim","#, "", "subtype-missing itemReviewed.@type"),
        .init(
            #""author": {"@type": "Person", "name": "Ines Calder"}, "#, "",
            "recommended-missing itemReviewed.author"),
        .init(#", "name": "Ines Calder""#, "", "claimant-unnamed itemReviewed.author"),
        .init(#""Ines Calder""#, #""\t""#, "blank itemReviewed.author.name"),
        .init(#""Ines Calder""#, #""Coast Desk""#, "self-review itemReviewed.author.name"),
        .init(#""datePublished": "2026-03-01","#, "", "recommended-missing itemReviewed.datePublished"),
        .init("2026-03-01", "1 March 2026", "date-invalid itemReviewed.datePublished"),
        .init("2026-03-01", "2026-03-20", "date-order itemReviewed.datePublished"),
        .init(
            #", "datePublished": "2026-03-01",\#n    "appearance": {"@type": "Article", "url": "https://courier.example/quay"}"#,
            #", "datePublished": "2026-03-01""#, "recommended-missing itemReviewed.appearance"),
        .init(
            #"{"@type": "Article", "url": "https://courier.example/quay"}"#, #"["https://a.example", "a.example"]"#,
            "url-invalid itemReviewed.appearance[1]"),
        .init(
            #"{"@type": "Article", "url": "https://courier.example/quay"}"#, "12",
            "not-an-object itemReviewed.appearance"),
        .init("https://courier.example/quay", "ftp://courier.example/quay", "url-invalid itemReviewed.appearance.url"),
        .init("2026-03-14T06:00:00Z", "2026-02-30", "date-invalid datePublished"),
        .init("2026-03-14T06:00:00Z", "2026-03-14 06:00", "date-invalid datePublished"),
        .init(#""2026-03-14T06:00:00Z""#, "20260314", "date-invalid datePublished"),
        .init(#""2026-03-14T06:00:00Z""#, #"["2026-03-14", "2026-03-15"]"#, "several-values datePublished"),
        .init("2026-03-15", "2026-03-13", "date-order dateModified"),
        .init("en-GB", "English (British)", "language-invalid inLanguage"),
        .init(#""inLanguage": "en-GB""#, #""url": "https://desk.example.org/2""#, "member-twice url"),
        .init(#""ratingValue": 2"#, #""ratingValue": 2, "ratingValue": 3"#, "member-twice reviewRating.ratingValue"),
    ]
}

@Suite struct ClaimReviewLinterTests {
    @Test func nothingIsFoundWhereNothingIsWrong() throws { #expect(try found(whole) == []) }

    @Test(arguments: Variant.all)
    fileprivate func aBrokenClaimReviewIsToldItsPlaceAndRuleAndNothingElse(variant: Variant) throws {
        let place = try #require(whole.firstRange(of: variant.from))
        #expect(try found(whole.replacingCharacters(in: place, with: variant.to)) == variant.found)
    }

    @Test func everyRuleIsBrokenByATest() throws {
        var broken = Set(Variant.all.flatMap(\.found).compactMap { $0.split(separator: " ").first.map(String.init) })
        broken.formUnion(try found("[\(whole), \(whole)]").map { String($0.prefix { $0 != " " }) })
        broken.formUnion(try found(#"{"claimReviewed": 1}"#).map { String($0.prefix { $0 != " " }) })
        #expect(Set(LintRule.allCases.map(\.rawValue)).subtracting(broken) == [])
        #expect(Variant.all.count(where: { $0.found.count == 1 }) > 30)
    }

    @Test func anEmptyClaimReviewIsToldAllThatItLacks() throws {
        #expect(
            try found(#"{"@context": "http://schema.org/", "@type": "http://schema.org/ClaimReview"}"#) == [
                "required-missing claimReviewed",
                "required-missing reviewRating", "required-missing url", "recommended-missing author",
                "recommended-missing itemReviewed", "recommended-missing datePublished",
            ])
    }

    @Test func claimReviewsAreFoundInListsGraphsAndFeedsEachAtItsPlace() throws {
        let broken = whole.replacing(#""ratingValue": 2"#, with: #""ratingValue": 9"#)
        let other = whole.replacing("checks/1", with: "checks/2")
        let bare = broken.replacing(#""@context": "https://schema.org","#, with: "")
        #expect(try found("[\(other), \(broken)]") == ["rating-outside [1].reviewRating.ratingValue"])
        #expect(
            try found(#"{"@context": "https://schema.org", "@graph": [{"@type": "WebPage"}, \#(bare)]}"#)
                == ["rating-outside @graph[1].reviewRating.ratingValue"])
        let added = bare.replacing("{\n  \n", with: #"{"@context": {"fc": "https://example.org/"}, "#)
        #expect(try found(#"{"@context": "https://schema.org", "@graph": [\#(added)]}"#).count == 1)
        #expect(try found("[\(added)]").contains("context-foreign [0].@context"))
        let ended = bare.replacing("{\n  \n", with: #"{"@context": null, "#)
        #expect(
            try found(#"{"@context": "https://schema.org", "@graph": [\#(ended)]}"#).first
                == "context-missing @graph[0].@context")
        let feed = #"""
            {"@context": "http://schema.org", "@type": "DataFeed", "dataFeedElement":
                [{"@type": "DataFeedItem", "item": [\#(bare)]}, {"@type": "DataFeedItem", "item": \#(other)}]}
            """#
        #expect(try found(feed) == ["rating-outside dataFeedElement[0].item[0].reviewRating.ratingValue"])
        #expect(ClaimReviewLinter.report(try JSON(reading: Array(feed.utf8))).reviews == 2)
        #expect(
            try found(#"{"@type": "NewsArticle", "review's": \#(broken)}"#)
                == [#"rating-outside ["review's"].reviewRating.ratingValue"#])
    }

    @Test func twoChecksOfOnePageAreToldApartByNobody() throws {
        #expect(try found("[\(whole), \(whole)]") == ["url-twice [1].url"])
        #expect(try found("[\(whole), \(whole.replacing("checks/1", with: "checks/1#second"))]") == [])
    }

    @Test func whatAnIdPointsToIsReadInItsPlaceAndWhatIsElsewhereIsLeftAlone() throws {
        let author = #"{"@type": "Organization", "name": "Coast Desk", "url": "https://desk.example.org"}"#
        let pointing = whole.replacing(author, with: ##"{"@id": "#desk"}"##)
            .replacing(#""@context": "https://schema.org","#, with: "")
        #expect(try found(#"{"@context": "https://schema.org", "@graph": [\#(pointing)]}"#) == [])
        let nameless = ##"{"@id": "#desk", "@type": "Organization"}"##
        #expect(
            try found(#"{"@context": "https://schema.org", "@graph": [\#(nameless), \#(pointing)]}"#)
                == ["author-unnamed @graph[1].author"])
    }

    @Test(arguments: [
        (#""https://schema.org""#, #""http://schema.org/""#),
        (#""https://schema.org""#, #"["https://schema.org", {"fc": "https://example.org/"}]"#),
        (#""https://schema.org""#, #"{"@vocab": "https://schema.org/"}"#),
        (#""ClaimReview""#, #"["Review", "ClaimReview"]"#), ("Mostly false", "41.6"),
        (#""Mostly false", "ratingValue": 2"#, #"["Mostly false"], "ratingValue": "2""#),
        ("\"The quay wall costs 41.6 million euros.\"", #"{"@value": "The quay wall costs."}"#),
        ("The quay wall costs 41.6 million euros.", "كلفة الرصيف ٤١ مليون يورو 👩‍👩‍👧"),
        ("\"Organization\"", "\"NewsMediaOrganization\""),
        ("2026-03-14T06:00:00Z", "2026-03-14T06:00"), ("2026-03-14T06:00:00Z", "2026-03-14T06:00:00+0100"),
        ("2026-03-15", "2026-03-14"), ("2026-03-01", "2026-03-14"),
        (#"{"@type": "Article", "url": "https://courier.example/quay"}"#, #""https://courier.example/quay""#),
        ("\"appearance\"", "\"firstAppearance\""),
        (#"{"@type": "Person", "name": "Ines Calder"}"#, #"[{"@type": "Person", "name": "Ines Calder"}]"#),
        (#""bestRating": 6, "worstRating": 1"#, #""bestRating": 100, "worstRating": 1"#),
        (#""ratingValue": 2, "bestRating": 6, "worstRating": 1,"#, ""),
        ("quay wall costs", "quay wall, said to be the longest of this whole coast and sea, costs"),
    ])
    func otherWaysToWriteTheSameAreRightToo(from: String, to: String) throws {
        let place = try #require(whole.firstRange(of: from))
        #expect(try found(whole.replacingCharacters(in: place, with: to)).filter { !$0.hasPrefix("claim-long") } == [])
    }

    @Test(arguments: ["{}", "[]", "null", "7", #""ClaimReview""#, #"{"@type": "WebPage", "name": "x"}"#])
    func aDocumentWithoutClaimReviewsSaysSo(text: String) throws {
        #expect(try found(text) == ["no-claim-review ."])
    }

    @Test func aFindingSaysWhatToDoAndGoesOutAsJSON() throws {
        let text = whole.replacing(#""bestRating": 6, "#, with: "")
        let finding = try #require(ClaimReviewLinter.lint(try JSON(reading: Array(text.utf8))).first)
        #expect(
            finding.json.text() == """
                {"severity":"warning","path":"reviewRating.bestRating","rule":"rating-bounds-missing",\
                "message":"\(finding.message)"}
                """)
        #expect(finding.message.contains("worstRating and bestRating"))
    }

    @Test func textsOfTheFileComeIntoMessagesShortAndHarmless() throws {
        let long = "\u{1B}[31m" + String(repeating: "x", count: 1000)
        let text = #"{"@context": "https://schema.org", "@type": "ClaimReview", "x": 1}"#
        let document = try JSON(reading: Array(text.utf8)).adding([
            "reviewRating": [
                "@type": "Rating", "alternateName": .string(long),
            ], "claimReviewed": .string("It is \(long)"),
        ])
        for finding in ClaimReviewLinter.lint(document) {
            #expect(finding.message.count < 250)
            #expect(!finding.message.unicodeScalars.contains("\u{1B}"))
        }
    }
}
