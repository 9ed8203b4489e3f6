import Domain

extension ReportWords {
    /// That something is off the public forms, and not what.
    static let removal =
        "For legal reasons or out of fairness, words were removed here. Where they stood, it says \(RemovedWords.mark)."

    /// That the newsroom took back what was checked.
    static func withdrawal(of kind: ItemKind) -> String { "The newsroom has withdrawn this \(kind.noun)." }

    /// The same of a report, with what that means for it; nil where nothing was taken back.
    static func withdrawal(_ report: ArticleReport) -> String? {
        guard report.article.version.status == .withdrawn else { return nil }
        return withdrawal(of: report.kind)
            + (report.shownText == .none ? " Its text is not shown any more." : "")
            + (report.publishedCount == 0 ? "" : " The verdicts stay.")
    }

    /// What has become of a claim's words since they were checked; nil while they stand as they did.
    static func appearance(_ appearance: Appearance, version: Int) -> String? {
        let place = "In version \(version) of the article, since"
        return switch appearance.state {
        case .unchanged: nil
        case .changed: "\(place) changed by the publisher"
        case .corrected: "\(place) corrected by the publisher"
        case .removed: "\(place) removed by the publisher"
        }
    }

    /// The same as sentences, with what the desk says about it.
    static func appearanceSentences(_ claim: Claim) -> String? {
        appearanceSentences(claim.appearance, version: claim.versionNumber)
    }

    static func appearanceSentences(_ found: Appearance, version: Int) -> String? {
        appearance(found, version: version).map { words in found.note.map { "\(words). \($0)" } ?? "\(words)." }
    }
}
