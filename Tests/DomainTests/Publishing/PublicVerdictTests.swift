import Domain
import Foundation
import Samples
import Testing

/// What the public sees of a claim, as pure rules.
@Suite struct PublicVerdictTests {
    private static let claimID = Claim.ID.sample(1)

    private static func claim(_ status: Claim.Status, paused: Bool = false) -> Claim {
        let range = Anchor.Range(start: 0, end: 4)
        return Claim(
            id: claimID, articleID: .sample(2), versionID: .sample(3), ordinal: 1, status: status, statement: "S.",
            context: nil, anchor: Anchor(range: range, utf16: range, utf8: range, exact: "E", prefix: "", suffix: ""),
            claimant: Claimant(name: nil, kind: .article, quotation: nil), kind: .event, checkable: true,
            worthiness: .important, score: 1, reasons: [], detector: "t", priority: 0, requiredReviews: 1, revision: 1,
            createdAt: Date(timeIntervalSince1970: 0), queuedAt: nil, decidedAt: nil,
            publishedAt: status.isPublic || status == .retracted ? Date(timeIntervalSince1970: 10) : nil,
            isPaused: paused)
    }

    private static func rating(_ key: String) -> Rating {
        Rating(key: key, label: key.capitalized, value: nil, offScale: false, colour: nil)
    }

    private static func verdict(_ version: Int, _ key: String) -> Verdict {
        Verdict(
            id: .sample(UInt64(100 + version)), claimID: claimID, version: version, basis: .adjudication,
            scale: .init(id: .sample(9), version: 1), rating: rating(key), rationale: "Because \(version).",
            overrideReason: "secret", decidedBy: .sample(7), decidedByName: "Edith",
            decidedAt: Date(timeIntervalSince1970: Double(version)))
    }

    private static func entry(_ kind: LedgerEntry.Kind, version: Int, at seconds: Double, _ text: String? = nil)
        -> LedgerEntry
    {
        LedgerEntry(
            id: .sample(UInt64(200 + seconds)), claimID: claimID, verdictID: .sample(UInt64(100 + version)),
            verdictVersion: version, kind: kind, publicText: text, reason: "internal", overrideReason: nil,
            gateReasons: [:], requestID: nil, enteredBy: .sample(7), enteredByName: "Edith",
            enteredAt: Date(timeIntervalSince1970: seconds))
    }

    private static func article() -> Article {
        Article(
            id: .sample(2), externalID: nil, source: nil, url: nil, createdAt: Date(timeIntervalSince1970: 0),
            version: ArticleVersion(
                id: .sample(3), number: 1, title: "T", byline: nil, publisher: nil, publishedAt: nil, language: nil,
                mediaType: .plainText, urgency: 5, requiredReviews: 1, receivedAt: Date(timeIntervalSince1970: 0),
                status: .ready, readyAt: nil, detector: nil, error: nil))
    }

    private static func page(
        _ claim: Claim, _ verdicts: [Verdict], _ ledger: [LedgerEntry]
    ) -> PublicVerdict? {
        PublicVerdict(
            claim: claim, article: article(), verdicts: verdicts, ledger: ledger, replies: [], scales: [:])
    }

    @Test func onlyWhatWasPublicOnceHasAStanding() {
        for status in Claim.Status.allCases {
            let expected: PublicStanding? =
                switch status {
                case .published, .corrected: .published
                case .retracted: .retracted
                default: nil
                }
            #expect(Self.claim(status).publicStanding == expected, "\(status)")
        }
        #expect(Self.claim(.published, paused: true).publicStanding == .underReview)
        #expect(Self.page(Self.claim(.decided), [Self.verdict(1, "false")], []) == nil)
    }

    @Test func decisionsThatWereReplacedBeforeAnythingWentOutAreNobodysBusiness() throws {
        let page = try #require(
            Self.page(
                Self.claim(.corrected), [Self.verdict(3, "true"), Self.verdict(2, "false"), Self.verdict(1, "mixed")],
                [
                    Self.entry(.publication, version: 2, at: 10),
                    Self.entry(.correction, version: 3, at: 20, "We erred."),
                ]))
        #expect(page.versions.map(\.version) == [3, 2])
        #expect(page.current?.rating.key == "true")
        #expect(page.changedAt == Date(timeIntervalSince1970: 20))
    }

    @Test func notesComeNewestFirstAndSayWhatChanged() throws {
        let page = try #require(
            Self.page(
                Self.claim(.corrected), [Self.verdict(2, "true"), Self.verdict(1, "false")],
                [
                    Self.entry(.publication, version: 1, at: 10),
                    Self.entry(.clarification, version: 1, at: 15, "Clearer."),
                    Self.entry(.noChange, version: 1, at: 16), Self.entry(.correction, version: 2, at: 20, "We erred."),
                ]))
        #expect(page.notes.map(\.kind) == [.correction, .clarification])
        #expect(
            page.notes[0].change
                == .init(
                    before: Self.rating("false"), after: Self.rating("true"), hasNewReasons: true,
                    evidence: nil))
        #expect(page.notes[1].change == nil)
    }

    @Test func underReviewThereIsNothingButTheReasonWhy() throws {
        let ledger = [
            Self.entry(.publication, version: 1, at: 10), Self.entry(.correction, version: 2, at: 15, "It was false."),
            Self.entry(.pause, version: 2, at: 20, "We look again."),
        ]
        let page = try #require(
            Self.page(
                Self.claim(.corrected, paused: true), [Self.verdict(2, "true"), Self.verdict(1, "false")], ledger))
        #expect(page.versions.isEmpty && page.current == nil && page.reply == nil)
        #expect(page.notes.map(\.text) == ["We look again."])
    }

    @Test func whatWasRetractedStaysReadable() throws {
        let page = try #require(
            Self.page(
                Self.claim(.retracted), [Self.verdict(1, "false")],
                [Self.entry(.publication, version: 1, at: 10), Self.entry(.retraction, version: 1, at: 20, "Forged.")]))
        #expect(page.standing == .retracted && page.current?.version == 1)
        #expect(page.notes.map(\.kind) == [.retraction])
    }

    @Test func addressesStayWhatTheyAreWhateverStandsInASearch() {
        let address = PublicAddress(server: "https://facts.example.org/x//", slug: "demo")
        let base = "https://facts.example.org/x/desk/demo"
        #expect(address.desk == base && address.verdictFeed == "\(base)/feed.atom")
        #expect(address.claim(.sample(1)) == "\(base)/claims/\(Claim.ID.sample(1))")
        #expect(address.article(.sample(1)) == "\(base)/articles/\(Article.ID.sample(1))")
        let search = PublicSearch(words: "a b&c=\"é", rating: "false")
        #expect(address.list(search) == "\(base)?q=a%20b%26c%3D%22%C3%A9&rating=false")
        #expect(address.list(.everything) == base)
        #expect(PublicAddress(server: "", slug: "demo").correctionFeed == "/desk/demo/corrections.atom")
    }
}
