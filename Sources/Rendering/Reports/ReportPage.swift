import Domain
import Foundation

/// What report.mustache shows; every name is used at one level only, because a template looks further out for one that the
/// inner type does not have.
struct ReportPage: Encodable {
    struct Fact: Encodable {
        let name: String
        let value: String
        /// For `<time>`; nil when the fact is no time.
        let machineTime: String?
        let address: String?
    }

    struct Tally: Encodable {
        let tallyBadge: Badge
        let tallyCount: Int
        let tallyClaims: [TallyClaim]
    }

    struct TallyClaim: Encodable {
        let tallyClaim: Reference
        /// No comma follows.
        let isLast: Bool
    }

    /// A rating as a coloured label.
    struct Badge: Encodable {
        let label: String
        let colour: String
        let ink: String
    }

    /// A claim pointed at from elsewhere on the page.
    struct Reference: Encodable {
        /// The claim's id: ordinals start again with every version of an article.
        let referenceID: String
        let number: Int
        /// For those who hear the page: "Claim 3, rated False".
        let description: String
    }

    struct Paragraph: Encodable {
        let role: String
        let runs: [Run]
    }

    struct Run: Encodable {
        let words: String
        let mark: Mark?
        let starts: [Reference]
        let ends: [Reference]
    }

    struct Mark: Encodable {
        let markID: String
        let markDescription: String
        /// Nil for claims without a published verdict.
        let markColour: String?
    }

    struct Finding: Encodable {
        let findingID: String
        let ordinal: Int
        let statement: String
        let badge: Badge
        let exactWords: String
        let saying: String
        let isMarked: Bool
        let rationale: [String]
        let sources: [Source]
        let hasSources: Bool
        /// How the claimant was asked for a reply; nil when nobody tried.
        let asked: String?
        let answer: [String]
        let notes: [Note]
        let basis: String
        /// That it is for the desk alone: "Not published", "Draft, not decided"; nil for what is public.
        let stage: String?
        /// The verdict's own page; nil in a report that is handed on.
        let findingAddress: String?
    }

    /// What the public was told of a verdict since.
    struct Note: Encodable {
        let noteTitle: String
        let noteText: [String]
    }

    struct Source: Encodable {
        let sourceTitle: String
        let link: String?
        let sourcePublisher: String?
        let sourceKind: String?
        let stance: String
        let quote: [String]
        let archive: String?
        let interest: String?
    }

    struct Remainder: Encodable {
        let remainderID: String
        let remainderOrdinal: Int
        let remainderWords: String
        let remark: String
        let remainderIsMarked: Bool
    }

    /// Nil in a report that is handed on.
    let site: PageSite?
    let title: String
    let deskName: String
    let language: String?
    /// What is to be said first: that the article was killed.
    let notice: String?
    let facts: [Fact]
    let summary: String
    /// Some of the verdicts are not public: the page is for the desk alone.
    let isForDesk: Bool
    let tallies: [Tally]
    let hasTallies: Bool
    let hasText: Bool
    let paragraphs: [Paragraph]
    let hasClaims: Bool
    /// What stands in place of findings where there are no claims.
    let nothing: String
    let findings: [Finding]
    let hasUnchecked: Bool
    let unchecked: [Remainder]
    let hasAside: Bool
    let aside: [Remainder]
    let detector: String?
    let selection: String?
    /// Where the audit trail stood; nil before the first seal.
    let trail: String?
}
