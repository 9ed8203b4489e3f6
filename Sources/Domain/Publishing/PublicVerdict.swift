package import Foundation

/// A claim's page: what the public may know of it, and nothing more.
package struct PublicVerdict: Sendable {
    /// What the public was told about the verdict since.
    package struct Note: Sendable, Hashable {
        package let kind: LedgerEntry.Kind
        /// Somebody had asked for it.
        package let isAnswer: Bool
        package let text: String
        package let at: Date
        /// What stood before and what stands after it; nil where it brought no new version of the verdict.
        package let change: Change?
        /// What was put right about the claim, and about what readers meet first.
        package let changes: [LedgerEntry.Change]
    }

    /// One version of a verdict in the place of another.
    package struct Change: Sendable, Hashable {
        package let before: Rating
        package let after: Rating
        package let hasNewReasons: Bool
        /// Nil where the same is cited.
        package let evidence: EvidenceChange?

        package init(before: Rating, after: Rating, hasNewReasons: Bool, evidence: EvidenceChange?) {
            self.before = before
            self.after = after
            self.hasNewReasons = hasNewReasons
            self.evidence = evidence
        }

        package init(from old: Verdict, to new: Verdict) {
            self.init(
                before: old.rating, after: new.rating, hasNewReasons: old.rationale != new.rationale,
                evidence: EvidenceChange(
                    from: Set(old.evidence.map(\.id)), to: Set(new.evidence.map(\.id))))
        }
    }

    /// What one version of a verdict cites besides another.
    package enum EvidenceChange: Sendable, Hashable {
        /// All that was cited, and more.
        case added
        /// Some of what was cited, and nothing else.
        case taken
        case changed

        /// - Returns: nil where both cite the same.
        package init?<Item: Hashable>(from old: Set<Item>, to new: Set<Item>) {
            if old == new { return nil }
            self = old.isSubset(of: new) ? .added : new.isSubset(of: old) ? .taken : .changed
        }
    }

    package let claim: Claim
    /// With the version in which the claim was checked.
    package let article: Article
    /// The newsroom has taken the article back since.
    package let isWithdrawn: Bool
    package let standing: PublicStanding
    /// The versions that were public, the newest first, each with its evidence. None while the verdict is under review.
    package let versions: [Verdict]
    /// The newest first. Under review: why it is.
    package let notes: [Note]
    /// The claimant's answer, else the last attempt to get one; nil when nobody tried, and under review.
    package let reply: ReplyAttempt?
    /// When something was last said in public about it.
    package let changedAt: Date
    /// The ratings of each scale version that a verdict stands on, truest first.
    package let scales: [RatingScale.Reference: [Rating]]
    /// Something that stood here is off the desk's public forms.
    package var hasRemovals = false
    /// What claim reviews are made from: the ledger from its beginning.
    package let ledger: [LedgerEntry]

    /// The verdict that stands, or stood until it was retracted; nil under review.
    package var current: Verdict? { versions.first }

    /// - Parameters:
    ///   - article: with the version in which the claim was checked.
    ///   - verdicts: all of the claim's.
    ///   - ledger: the claim's, from its beginning.
    ///   - replies: the attempts to reach the claimant, the first one first.
    /// - Returns: nil when nothing of the claim was ever public.
    package init?(
        claim: Claim, article: Article, isWithdrawn: Bool = false, verdicts: [Verdict], ledger: [LedgerEntry],
        replies: [ReplyAttempt], scales: [RatingScale.Reference: [Rating]]
    ) {
        guard let standing = claim.publicStanding, let published = claim.publishedAt else { return nil }
        // An editor may have decided more than once before anything went out: only what the ledger names was public.
        let named = Set(ledger.map(\.verdictVersion))
        let shown = verdicts.filter { named.contains($0.version) }.sorted { $0.version > $1.version }
        let notes = Array(Self.notes(ledger, verdicts: shown).reversed())
        self.claim = claim
        self.article = article
        self.isWithdrawn = isWithdrawn
        self.standing = standing
        self.scales = scales
        self.ledger = ledger
        changedAt = ledger.map(\.enteredAt).max() ?? published
        if standing == .underReview {
            versions = []
            self.notes = Array(notes.first { $0.kind == .pause }.map { [$0] } ?? [])
            reply = nil
        } else {
            versions = shown
            self.notes = notes
            reply = ReplyAttempt.shown(of: replies.made(to: claim))
        }
    }

    /// Whether the version stood when the verdict was taken back.
    package func isRetracted(_ version: Verdict) -> Bool {
        ledger.contains { $0.kind == .retraction && $0.verdictID == version.id }
    }

    private static func notes(_ ledger: [LedgerEntry], verdicts: [Verdict]) -> [Note] {
        let versions = Dictionary(verdicts.map { ($0.version, $0) }, uniquingKeysWith: { first, _ in first })
        var standing: Int?
        return ledger.compactMap { entry in
            defer { standing = entry.verdictVersion }
            guard let text = entry.publicText else { return nil }
            var change: Change?
            if let standing, standing != entry.verdictVersion, let before = versions[standing],
                let after = versions[entry.verdictVersion]
            {
                change = Change(from: before, to: after)
            }
            return Note(
                kind: entry.kind, isAnswer: entry.requestID != nil, text: text, at: entry.enteredAt, change: change,
                changes: entry.changes)
        }
    }
}
