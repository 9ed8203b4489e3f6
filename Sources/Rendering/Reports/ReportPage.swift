import Domain
import Foundation

/// What report.mustache shows.
struct ReportPage: TemplatedPage {
    static let template = "report"

    struct Fact: Codable {
        let name: String
        let value: String
        /// For `<time>`; nil when the fact is no time.
        let time: String?
        let address: String?
    }

    struct Tally: Codable {
        let badge: Badge
        let count: Int
        let claims: [TalliedClaim]
    }

    struct TalliedClaim: Codable {
        let claim: Reference
        /// No comma follows.
        let isLast: Bool
    }

    /// A rating as a coloured label.
    struct Badge: Codable {
        let label: String
        let colour: String
        let ink: String
    }

    /// A claim pointed at from elsewhere on the page.
    struct Reference: Codable {
        /// The claim's id: ordinals start again with every version of an article.
        let id: String
        let number: Int
        /// For those who hear the page: "Claim 3, rated False".
        let description: String
    }

    struct Paragraph: Codable {
        let role: String
        let runs: [Run]
    }

    struct Run: Codable {
        let words: String
        let mark: Mark?
        let starts: [Reference]
        let ends: [Reference]
    }

    struct Mark: Codable {
        let id: String
        let description: String
        /// Nil for claims without a published verdict.
        let colour: String?
    }

    struct Finding: Codable {
        let id: String
        let ordinal: Int
        /// The fact check's title, else the statement.
        let title: String
        let summary: [String]
        /// Where a title stands in its place.
        let statement: String?
        let badge: Badge
        /// Nil for a claim that stands nowhere in the text.
        let words: String?
        let saying: String
        /// Where whoever added the claim found it.
        let source: Origin?
        /// What has become of the words since they were checked.
        let appearance: String?
        let isMarked: Bool
        /// HTML.
        let rationale: String
        let sources: [Source]
        /// How the claimant was asked for a reply; nil when nobody tried.
        let asked: String?
        let answer: [String]
        let notes: [Note]
        let basis: String
        /// That it is for the desk alone: "Not published", "Draft, not decided"; nil for what is public.
        let stage: String?
        /// The verdict's own page; nil in a report that is handed on.
        let address: String?
    }

    /// Where a claim was found besides its article.
    struct Origin: Codable {
        let name: String
        let link: String?
    }

    /// What the public was told of a verdict since.
    struct Note: Codable {
        let title: String
        /// HTML.
        let text: String
        /// What was put right, with what stood before.
        let changes: [String]
    }

    struct Source: Codable {
        let title: String
        let link: String?
        let publisher: String?
        let kind: String?
        let stance: String
        let quote: [String]
        let archive: String?
        let interest: String?
    }

    /// Claims without a verdict to show that stand alike.
    struct Rest: Codable {
        let id: String
        let title: String
        let remark: String?
        let items: [Remainder]
    }

    struct Remainder: Codable {
        let id: String
        let ordinal: Int
        let words: String
        /// Before the remark; nil where the remark says it.
        let state: String?
        let remark: String
        let isMarked: Bool
        /// The verdict's own page, which says what became of it; nil where there is none.
        let address: String?
    }

    /// Nil in a report that is handed on.
    let site: PageSite?
    let title: String
    /// What is checked: article, speech.
    let noun: String
    let deskName: String
    let language: String?
    /// The notice at the top: that the article was killed.
    let notice: String?
    let facts: [Fact]
    let summary: String
    /// Some of the verdicts are not public: the page is for the desk alone.
    let isForDesk: Bool
    let tallies: [Tally]
    /// How much of the article's text the page shows, where that is not all of it.
    let excerpt: String?
    let paragraphs: [Paragraph]
    let hasClaims: Bool
    let findings: [Finding]
    /// What stands in place of findings where there are none.
    let nothing: String
    let rest: [Rest]
    /// How its claims were found, as a sentence without its full stop.
    let origin: String
    let selection: String?
    /// In which time zone times are.
    let times: String
    /// Where the audit trail stood; nil before the first seal.
    let trail: String?
}
