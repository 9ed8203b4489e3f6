import Domain

/// What public-verdict.mustache shows; every name is used at one level only, as in `ReportPage`.
struct PublicVerdictPage: Encodable {
    /// That there is no verdict to rely on, and why.
    struct Stop: Encodable {
        let stopTitle: String
        let stopText: [String]
        let stopRemark: String
    }

    struct Alert: Encodable { let alertText: String }

    struct Ruling: Encodable {
        let rulingBadge: ReportPage.Badge
        let scaleLabel: String
        let steps: [ScaleStep]
        let scaleRemark: String
    }

    /// Why a verdict is what it is.
    struct Reasons: Encodable {
        let reasons: [String]
        let sources: [ReportPage.Source]
        let hasSources: Bool
        let process: String
        let asked: String?
        let hasAnswer: Bool
        let answer: [String]
    }

    struct Note: Encodable {
        let noteTitle: String
        let noteChange: String?
        let noteText: [String]
    }

    /// A version that another has taken the place of.
    struct Earlier: Encodable {
        let earlierTitle: String
        let earlierBadge: ReportPage.Badge
        let reasons: [String]
        let sources: [ReportPage.Source]
        let hasSources: Bool
        let earlierProcess: String
    }

    let site: PageSite
    let linkedData: String?
    let language: String?
    let statement: String
    let stop: Stop?
    let alert: Alert?
    let isRetracted: Bool
    let ruling: Ruling?
    let exactWords: String
    let saying: String
    let articleLink: String?
    let articleTitle: String
    let articlePage: String
    let facts: [ReportPage.Fact]
    let verdict: Reasons?
    let hasNotes: Bool
    let notes: [Note]
    let hasEarlier: Bool
    let earlier: [Earlier]
}
