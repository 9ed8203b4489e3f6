import Domain
import Foundation

/// The words that public pages and feeds share, beside those of reports.
enum PublicWords {
    /// "Correction of 22 November 2026"
    static func note(_ kind: LedgerEntry.Kind, at date: Date) -> String {
        "\(ReportWords.kind(kind)) of \(ReportWords.day(date))"
    }

    /// What a new version changed, as a sentence; nil where there is none.
    static func change(_ change: PublicVerdict.Change?) -> String? {
        guard let change else { return nil }
        if change.before.key == change.after.key {
            return "The rating stays “\(change.after.label)”; reasons and evidence are new."
        }
        return "The rating was “\(change.before.label)” and is “\(change.after.label)” now."
    }

    /// How a version of a verdict came about, without anybody's name unless it is given.
    static func process(_ verdict: Verdict, reviews: [Rating], namesWhoDecided: Bool) -> String {
        let editor = namesWhoDecided ? verdict.decidedByName : "an editor"
        let given =
            switch reviews.count {
            case 1: "One reviewer rated the claim"
            default: "\(number(reviews.count)) reviewers rated the claim without seeing each other’s assessment"
            }
        let allAgree = Set(reviews.map(\.key)).count == 1
        let outcome = reviews.count < 2 ? "" : allAgree ? ", and came to the same rating" : ", and did not all agree"
        let decision =
            switch verdict.basis {
            case .agreement: "checked and published the verdict that follows from \(reviews.count == 1 ? "it" : "them")"
            case .adjudication: "weighed the evidence and decided"
            case .correction: "decided anew after the verdict had been published"
            }
        let end = "\(editor) \(decision), on \(ReportWords.day(verdict.decidedAt))."
        if reviews.isEmpty { return end.uppercasingFirst }
        return "\(given)\(outcome); \(end)"
    }

    /// The beginning of a text on one line, for previews.
    static func opening(_ text: String) -> String {
        let line = PublicText.line(Prose(text).opening)
        return line.count <= 300 ? line : line.prefix(299) + "…"
    }

    private static func number(_ count: Int) -> String {
        let words = ["No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine"]
        return words.indices.contains(count) ? words[count] : String(count)
    }
}
