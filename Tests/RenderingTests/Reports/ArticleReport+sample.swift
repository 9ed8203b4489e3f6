import Domain
import Foundation
import Rendering

extension ArticleReport {
    /// A report to look at, with a bit of everything: overlapping claims, an emoji before them, an off-scale rating, a
    /// claim in two paragraphs, claims that wait and claims that were set aside.
    static var sample: ArticleReport {
        let text = """
            Harbour

            Quay wall to cost “three times” the plan ⚓️

            MARWICK — The new quay wall will cost 41.6 million euros, three times what the council was told in 2023, \
            the harbour board said on Tuesday. “Not one cent of it comes from the town,” said Ines Calder, who chairs \
            the board. A senior official contradicted her on the same evening.

            Ferry traffic grew by 12 percent last year. Until 2031 no other harbour on this coast will be able to \
            take ships of more than 180 metres.

            The town has already paid 2.3 million euros for the survey.
            It was the third survey in five years.

            Read more: Ten walks along the coast
            """
        let board = Claimant(name: "the harbour board", kind: .named, quotation: .indirect)
        let calder = Claimant(name: "Ines Calder", kind: .named, quotation: .direct)
        let official = Claimant(name: "A senior official", kind: .anonymous, quotation: .indirect)
        let article = Claimant(name: nil, kind: .article, quotation: nil)
        let ledger = EvidenceInput(
            url: "https://marwick.example/council/2026/ledger.pdf?page=14",
            title: "Council ledger 2026, page 14",
            publisher: "Town of Marwick",
            quote: "Survey of the quay wall, paid 3 March: 2,300,000.00",
            stance: .supports,
            kind: .primary
        )
        let minutes = EvidenceInput(
            url: "https://marwick.example/minutes/2023-11-08",
            title: "Minutes of 8 November 2023",
            publisher: "Town of Marwick",
            quote: "The board expects costs of 38 to 42 million euros.",
            stance: .refutes,
            kind: .primary,
            interest: "The town owns 51 percent of the harbour."
        )
        return ArticleReport(
            deskName: "Coast Desk",
            article: .sample(title: "Quay wall to cost “three times” the plan"),
            text: text,
            passages: passages(of: text),
            entries: [
                entry(
                    1,
                    "The new quay wall will cost 41.6 million euros, three times what the council was told in 2023",
                    in: text,
                    board,
                    rating: .mostlyFalse,
                    rationale: """
                        The cost is right, the comparison is not: the council was told of 38 to 42 million in November \
                        2023.

                        Three times is true only of the very first estimate, from 2019, which had no quay wall in it.
                        """,
                    evidence: [minutes]
                ),
                entry(2, "cost 41.6 million euros", in: text, board, rating: .right, evidence: [ledger, minutes]),
                entry(
                    3,
                    "Not one cent of it comes from the town",
                    in: text,
                    calder,
                    rating: .wrong,
                    rationale: "The town has paid for the survey, which is part of the project.",
                    evidence: [ledger]
                ),
                entry(4, "A senior official contradicted her", in: text, official, rating: .unverifiable),
                entry(5, "Ferry traffic grew by 12 percent last year", in: text, article, status: .inReview),
                entry(
                    6,
                    "no other harbour on this coast will be able to take ships of more than 180 metres",
                    in: text,
                    article,
                    status: .dismissed
                ),
                entry(
                    7,
                    "paid 2.3 million euros for the survey.\nIt was the third survey in five years",
                    in: text,
                    article,
                    status: .queued
                ),
            ],
            generatedAt: Date(timeIntervalSince1970: 1_795_361_462.417)
        )
    }

    /// A report on an article without claims.
    static var empty: ArticleReport {
        ArticleReport(
            deskName: "Coast Desk",
            article: .sample(title: "Ten walks"),
            text: "Ten walks along the coast.",
            passages: [],
            entries: [],
            generatedAt: Date(timeIntervalSince1970: 0)
        )
    }

    /// The sample with other claims.
    func with(_ entries: [Entry]) -> ArticleReport {
        ArticleReport(
            deskName: deskName,
            article: article,
            text: text,
            passages: passages,
            entries: entries,
            generatedAt: generatedAt
        )
    }

    static func entry(
        _ ordinal: Int,
        _ exact: String,
        in text: String,
        _ claimant: Claimant,
        status: Claim.Status = .published,
        rating: Rating? = nil,
        rationale: String = "The books say so.",
        evidence: [EvidenceInput] = []
    ) -> Entry {
        let claim = Claim.sample(ordinal, exact, in: text, claimant, status: status)
        let verdict = rating.map { rating in
            Verdict(
                id: .init(rawValue: UUID()),
                claimID: claim.id,
                version: 1,
                basis: .agreement,
                scale: .init(id: .init(rawValue: UUID()), version: 1),
                rating: rating,
                rationale: rationale,
                overrideReason: "the secret reason",
                decidedBy: .init(rawValue: UUID()),
                decidedByName: "Edith Editor",
                decidedAt: Date(timeIntervalSince1970: 1_795_300_000),
                evidence: evidence.map { item in
                    Evidence(
                        id: .init(rawValue: UUID()),
                        reviewID: nil,
                        item: item,
                        retrievedAt: Date(timeIntervalSince1970: 1_795_200_000)
                    )
                },
                backing: (0..<2).map { _ in
                    .init(reviewerID: .init(rawValue: UUID()), rating: rating.key, sawOthers: false)
                }
            )
        }
        return Entry(claim: claim, verdict: verdict)
    }

    private static func passages(of text: String) -> [ArticlePassage] {
        let roles = ["kicker", "headline", "body", "body", "body", "boilerplate"]
        var start = 0
        return zip(text.components(separatedBy: "\n\n"), roles).map { paragraph, role in
            defer { start += paragraph.unicodeScalars.count + 2 }
            return ArticlePassage(start: start, end: start + paragraph.unicodeScalars.count, role: role)
        }
    }
}

extension Claim {
    static func sample(
        _ ordinal: Int,
        _ exact: String,
        in text: String,
        _ claimant: Claimant,
        status: Claim.Status = .published
    ) -> Claim {
        let found = text.range(of: exact) ?? text.startIndex..<text.startIndex
        let start = text.unicodeScalars.distance(from: text.startIndex, to: found.lowerBound)
        let range = Anchor.Range(start: start, end: start + exact.unicodeScalars.count)
        return Claim(
            id: .init(rawValue: UUID()),
            articleID: Article.sampleID,
            versionID: Article.sampleVersionID,
            ordinal: ordinal,
            status: status,
            statement: exact + " (in full)",
            context: nil,
            anchor: Anchor(range: range, utf16: range, utf8: range, exact: exact, prefix: "", suffix: ""),
            claimant: claimant,
            kind: .quantity,
            checkable: true,
            worthiness: .important,
            score: 0.87,
            reasons: ["a sum of money"],
            detector: "rules-1",
            priority: 0,
            requiredReviews: 2,
            revision: 3,
            createdAt: Date(timeIntervalSince1970: 1_795_000_000),
            queuedAt: nil,
            decidedAt: nil,
            publishedAt: status == .published ? Date(timeIntervalSince1970: 1_795_310_000) : nil
        )
    }
}

extension Article {
    static let sampleID = Article.ID(rawValue: UUID())
    static let sampleVersionID = ArticleVersion.ID(rawValue: UUID())

    static func sample(
        title: String, status: ArticleVersion.Status = .ready, readLanguage: String? = "en"
    ) -> Article {
        let version = ArticleVersion(
            id: sampleVersionID,
            number: 2,
            title: title,
            byline: "Tom Wick",
            publisher: "The Marwick Courier",
            publishedAt: Date(timeIntervalSince1970: 1_794_900_000),
            language: "en-GB",
            mediaType: .plainText,
            urgency: 5,
            requiredReviews: 2,
            receivedAt: Date(timeIntervalSince1970: 1_794_990_000),
            status: status,
            readyAt: readLanguage == nil ? nil : Date(timeIntervalSince1970: 1_794_990_001),
            detector: "rules-1",
            readLanguage: readLanguage,
            error: nil
        )
        return Article(
            id: sampleID,
            externalID: "mc-4711",
            source: nil,
            url: "https://courier.example/2026/quay-wall?utm=1&x=2",
            createdAt: Date(timeIntervalSince1970: 1_794_980_000),
            version: version
        )
    }
}

extension Rating {
    static let right = Rating(key: "true", label: "True", value: 6, offScale: false, colour: "#1b7f3b")
    static let mostlyFalse = Rating(
        key: "mostly_false",
        label: "Mostly false",
        value: 2,
        offScale: false,
        colour: "#e8803a"
    )
    static let wrong = Rating(key: "false", label: "False", value: 1, offScale: false, colour: "#b3202a")
    static let unverifiable = Rating(
        key: "unverifiable",
        label: "Unverifiable",
        value: nil,
        offScale: true,
        colour: "#6b7280"
    )
}
