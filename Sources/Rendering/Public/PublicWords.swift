import Domain
import Foundation

/// The words that public pages and feeds share, beside those of reports.
enum PublicWords {
    /// "Correction of 22 November 2026"
    ///
    /// - Parameter isAnswer: somebody had asked for it.
    static func note(_ kind: LedgerEntry.Kind, at date: Date, isAnswer: Bool = false) -> String {
        "\(ReportWords.kind(kind, isAnswer: isAnswer)) of \(ReportWords.day(date))"
    }

    /// Where a claim was found that stands nowhere in its item.
    static func found(_ source: ClaimSource?) -> String {
        (source?.title ?? source?.url).map { "Found in \($0)" } ?? "Found elsewhere"
    }

    /// What a new version changed, as a sentence; nil where there is none.
    static func change(_ change: PublicVerdict.Change?) -> String? {
        guard let change else { return nil }
        if change.before.key == change.after.key {
            let news = [change.hasNewReasons ? "the reasons are new" : nil, change.evidence.map(evidence)]
                .compactMap(\.self).joined(separator: ", and ")
            return "The rating stays “\(change.after.label)”\(news.isEmpty ? "" : "; \(news)")."
        }
        return "The rating was “\(change.before.label)” and is “\(change.after.label)” now."
    }

    /// "evidence was added"
    static func evidence(_ change: PublicVerdict.EvidenceChange) -> String {
        switch change {
        case .added: "evidence was added"
        case .taken: "evidence was taken away"
        case .changed: "other evidence is cited"
        }
    }

    /// How a version of a verdict came about: by how many people, without anybody's name unless it is given. Whoever
    /// reviewed is never named, and no more people are spoken of than there were.
    static func process(_ verdict: Verdict, _ process: VerdictProcess, namesWhoDecided: Bool) -> String {
        let day = ReportWords.day(verdict.decidedAt)
        let isOne = process.reviews == 1
        let decision =
            switch verdict.basis {
            case .agreement:
                "checked \(process.deciderPublished ? "and published " : "")the verdict that follows from \(isOne ? "it" : "them")"
            case .adjudication: "weighed the evidence and decided"
            case .correction: "decided anew after the verdict had been published"
            }
        if process.reviews == 0 {
            return "\(namesWhoDecided ? verdict.decidedByName : "An editor") \(decision), on \(day)."
        }
        let rated = isOne ? "One reviewer rated the claim" : "\(number(process.reviews)) reviewers rated the claim"
        let blind = isOne || !process.isBlind ? "" : " without seeing each other’s assessment"
        let outcome = isOne ? "" : process.isUnanimous ? ", and came to the same rating" : ", and did not all agree"
        let editor =
            switch (process.reviewerDecided, isOne) {
            case (false, _): namesWhoDecided ? verdict.decidedByName : "an editor"
            case (true, true): "the same person, as an editor,"
            case (true, false): "one of them, as an editor,"
            }
        let end =
            !process.reviewerDecided
            ? ""
            : process.people == 1
                ? " Nobody else took part." : process.anotherPublished ? " Another editor published it." : ""
        let words = ReportWords.reworded(process).map { " \($0)" } ?? ""
        return "\(rated)\(blind)\(outcome); \(editor) \(decision), on \(day).\(end)\(words)"
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
