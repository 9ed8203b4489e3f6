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
    /// Nil for a draft.
    package let version: Int?
    package let basis: Verdict.Basis
    package let scale: RatingScale.Reference
    package let rating: Rating
    package let rationale: String
    package let evidence: [Evidence]
    /// Nil for a draft.
    package let decidedAt: Date?

    package init(_ verdict: Verdict, isPublic: Bool) {
        stage = isPublic ? .published : .decided
        version = verdict.version
        basis = verdict.basis
        scale = verdict.scale
        rating = verdict.rating
        rationale = verdict.rationale
        evidence = verdict.evidence
        decidedAt = verdict.decidedAt
    }

    package init(_ draft: VerdictDraft) {
        stage = .draft
        version = nil
        basis = .agreement
        scale = draft.scale
        rating = draft.rating
        rationale = draft.rationale
        evidence = draft.evidence
        decidedAt = nil
    }
}
