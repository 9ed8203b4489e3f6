import Domain

/// What public-verdict.mustache shows.
struct PublicVerdictPage: TemplatedPage {
    static let template = "public-verdict"

    /// That there is no verdict to rely on, and why.
    struct Stop: Codable {
        let title: String
        /// HTML.
        let text: String
        let remark: String
    }

    /// A rating on its scale.
    struct Ruling: Codable {
        /// For those who hear the page: "Rating".
        let name: String
        let badge: ReportPage.Badge
        let scaleName: String
        let steps: [ScaleStep]
        /// When the desk gives the rating; nil where it has not said.
        let definition: String?
        let remark: String
    }

    /// Why a verdict is what it is.
    struct Reasons: Codable {
        /// The title that the fact check had; nil where it stands at the head of the page.
        let headline: String?
        /// Its summary.
        let outline: [String]
        /// HTML.
        let rationale: String
        let sources: [ReportPage.Source]
        let process: String
        let asked: String?
        let answer: [String]
    }

    struct Note: Codable {
        let title: String
        let change: String?
        /// What was put right, with what stood before.
        let changes: [String]
        /// HTML.
        let text: String
    }

    /// A version that another has taken the place of.
    struct Earlier: Codable {
        let title: String
        let badge: ReportPage.Badge
        /// The title that the fact check had.
        let headline: String?
        /// Its summary.
        let outline: [String]
        /// HTML.
        let rationale: String
        let sources: [ReportPage.Source]
        let process: String
    }

    let site: PageSite
    let linkedData: String?
    let language: String?
    /// The fact check's title, else the statement.
    let title: String
    let summary: [String]
    /// Where a title stands in its place.
    let statement: String?
    let stop: Stop?
    /// That something was changed.
    let alert: String?
    let isRetracted: Bool
    /// That something is off the page, and not what.
    let removal: String?
    let ruling: Ruling?
    /// Nil for a claim that stands nowhere in its article.
    let words: String?
    let saying: String
    let source: ReportPage.Origin?
    /// What the claim stands in: article, speech.
    let noun: String
    let articleLink: String?
    let articleTitle: String
    let articlePage: String
    let facts: [ReportPage.Fact]
    let verdict: Reasons?
    /// Where a reader asks for a correction; nil for a verdict that the desk has taken back.
    let requestLink: String?
    let notes: [Note]
    let earlier: [Earlier]
}
