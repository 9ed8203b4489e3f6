/// How a claim stands in its article's report.
package enum ReportStanding: String, CaseIterable, Sendable {
    /// Its verdict is public, as it was published or corrected since.
    case published
    /// Its verdict was public and is being looked at again.
    case paused
    /// Its verdict was taken back.
    case retracted
    /// An editor has decided, and the report is for those who may see it.
    case decided
    /// The reviews agree and no editor has decided, and the report is for those who may see it.
    case draft
    /// A verdict may still come.
    case unchecked
    /// It was not selected for checking.
    case dismissed
    /// The article is killed, or has changed.
    case withdrawn
    /// Another claim says the same.
    case merged
}

extension ArticleReport.Entry {
    package var standing: ReportStanding {
        switch claim.status {
        case .published, .corrected: claim.isPaused ? .paused : .published
        case .retracted: .retracted
        case .dismissed: .dismissed
        case .withdrawn: .withdrawn
        case .merged: .merged
        case .detected, .queued, .inReview, .agreed, .disputed, .decided:
            switch unpublished?.stage {
            case .decided: .decided
            case .draft: .draft
            // Checked anew.
            case .published, nil: claim.reopenedAt == nil ? .unchecked : .retracted
            }
        }
    }
}

extension ArticleReport {
    /// How many claims stand in each way; ways in which none stands are left out.
    package var standings: [ReportStanding: Int] {
        entries.reduce(into: [:]) { $0[$1.standing, default: 0] += 1 }
    }

    /// Something of the article is or was public.
    package var wasPublished: Bool { entries.contains { $0.claim.publicStanding != nil } }
}
