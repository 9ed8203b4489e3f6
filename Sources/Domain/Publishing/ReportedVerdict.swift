package import Foundation

/// A verdict as a report shows it, from the draft to what is public.
package struct ReportedVerdict: Sendable, Hashable {
    package enum Stage: String, Sendable {
        /// The reviews agree; no editor has decided yet.
        case draft
        /// An editor has decided, and it is not public.
        case decided
        case published
    }

    package let stage: Stage
    /// Of a public one, as the public counts them; of one that is not, as the desk does. Nil for a draft.
    package let version: Int?
    package let basis: Verdict.Basis
    package let scale: RatingScale.Reference
    package let rating: Rating
    package let rationale: String
    package let headline: Headline
    package let evidence: [Evidence]
    /// Nil for a draft.
    package let decidedAt: Date?
    /// When the public first read it; nil for one that is not public.
    package let publishedAt: Date?
    package let process: VerdictProcess

    /// A verdict that is public.
    ///
    /// - Parameter ledger: the claim's.
    package init(_ verdict: Verdict, publishedIn ledger: [LedgerEntry]) {
        self.init(
            verdict, stage: .published, version: ledger.publicVersion(of: verdict.version),
            publishedAt: ledger.publishedAt(verdict.version), VerdictProcess(of: verdict, in: ledger))
    }

    /// A verdict that an editor has decided, and that is not public.
    package init(decided verdict: Verdict) {
        self.init(
            verdict, stage: .decided, version: verdict.version, publishedAt: nil,
            VerdictProcess(backing: verdict.backing, decidedBy: verdict.decidedBy, wording: verdict.wording))
    }

    private init(
        _ verdict: Verdict, stage: Stage, version: Int, publishedAt: Date?, _ process: VerdictProcess
    ) {
        self.stage = stage
        self.version = version
        self.process = process
        basis = verdict.basis
        scale = verdict.scale
        rating = verdict.rating
        rationale = verdict.rationale
        headline = verdict.headline
        evidence = verdict.evidence
        decidedAt = verdict.decidedAt
        self.publishedAt = publishedAt
    }

    package init(_ draft: VerdictDraft) {
        stage = .draft
        version = nil
        process = VerdictProcess(backing: draft.backing)
        basis = .agreement
        scale = draft.scale
        rating = draft.rating
        rationale = draft.rationale
        headline = .none
        evidence = draft.evidence
        decidedAt = nil
        publishedAt = nil
    }
}
