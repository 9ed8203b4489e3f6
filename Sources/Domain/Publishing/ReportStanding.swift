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
        switch unpublished?.stage {
        case .decided: return .decided
        case .draft: return .draft
        case .published, nil: break
        }
        // Whatever became of the claim since, the verdict that readers know was taken back.
        if claim.reopenedAt != nil { return .retracted }
        switch claim.status {
        case .published, .corrected: return claim.isPaused ? .paused : .published
        case .retracted: return .retracted
        case .dismissed: return .dismissed
        case .withdrawn: return .withdrawn
        case .merged: return .merged
        case .detected, .queued, .inReview, .agreed, .disputed, .decided: return .unchecked
        }
    }

    /// How files name it, reports and exports alike.
    package var status: String {
        switch standing {
        case .paused, .retracted: standing.rawValue
        case .published, .decided, .draft, .unchecked, .dismissed, .withdrawn, .merged: claim.status.rawValue
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
