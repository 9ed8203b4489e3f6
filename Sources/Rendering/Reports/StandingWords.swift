import Domain

/// The words for how claims and their verdicts stand: one table for every form, so that none calls a retraction anything else.
package struct StandingWords: Sendable {
    /// Above those that stand so.
    let title: String
    /// Of one of them, as a sentence without its full stop.
    let remark: String
    /// Of one, and of several, behind their number: "1 is not yet checked".
    let tally: (one: String, many: String)

    /// - Parameter kind: of the item.
    /// - Returns: the words of a report.
    static func of(_ standing: ReportStanding, in kind: ItemKind = .article) -> StandingWords {
        switch standing {
        case .published:
            StandingWords("Findings", "The verdict is published", "has a published verdict", "have a published verdict")
        case .paused:
            StandingWords(
                "Under review again", "The verdict is under review again, and not shown meanwhile",
                "has a verdict that is under review again", "have verdicts that are under review again")
        case .retracted:
            StandingWords(
                "Retracted", "The verdict was retracted", "had a verdict that was retracted",
                "had verdicts that were retracted")
        case .decided:
            StandingWords(
                "Decided", "Decided and not published", "is decided and not published",
                "are decided and not published")
        case .draft:
            StandingWords(
                "Drafted", "Drafted, and no editor has decided", "has a draft that no editor decided on",
                "have a draft that no editor decided on")
        case .unchecked:
            StandingWords("Not yet checked", "Not yet checked", "is not yet checked", "are not yet checked")
        case .dismissed: setAside("Not selected for checking")
        case .withdrawn: setAside("Withdrawn: it no longer stands in the \(kind.noun)")
        case .merged: setAside("Merged with another claim")
        }
    }

    /// What became of a verdict by an entry in its ledger, as a sentence.
    ///
    /// - Parameters:
    ///   - kind: as the API names it; what it does not name is told as it is.
    ///   - version: of the verdict.
    package static func entered(_ kind: String, version: Int) -> String {
        let verdict = "verdict \(version)"
        return switch LedgerEntry.Kind(rawValue: kind) {
        case .publication: "Published: \(verdict)."
        case .pause: "Paused: \(verdict) is under review again and not shown to the public."
        case .resumption: "Confirmed: \(verdict) is shown to the public again."
        case .clarification: "Clarified: \(verdict) stands."
        case .update: "Updated: \(verdict) stands."
        case .correction: "Corrected: \(verdict) stands in place of the one before."
        case .retraction: "Retracted: \(verdict) does not stand any more; its page says so first."
        case .reopening: "Opened again: reviewers are asked anew, and the page tells that \(verdict) was retracted."
        case .noChange: "Answered: \(verdict) stands as it was."
        case nil: "Entered: \(kind), \(verdict)."
        }
    }

    private static func setAside(_ remark: String) -> StandingWords {
        StandingWords("Set aside", remark, "was set aside", "were set aside")
    }

    private init(_ title: String, _ remark: String, _ one: String, _ many: String) {
        self.title = title
        self.remark = remark
        tally = (one, many)
    }
}

extension ArticleReport {
    /// The claims without a verdict to show, put together by the words above them.
    var remainders: [(title: String, standing: ReportStanding, entries: [Entry])] {
        let orders: [[ReportStanding]] = [[.paused], [.retracted], [.unchecked], [.dismissed, .withdrawn, .merged]]
        return orders.compactMap { order in
            let found = entries.filter { order.contains($0.standing) && $0.shownVerdict == nil }
            return found.isEmpty ? nil : (StandingWords.of(order[0]).title, order[0], found)
        }
    }
}
