package import Foundation

/// A claim's page: what the public may know of it, and nothing more.
package struct PublicVerdict: Sendable {
    /// What the public was told about the verdict since.
    package struct Note: Sendable, Hashable {
        package let kind: LedgerEntry.Kind
        package let text: String
        package let at: Date
        /// What stood before and what stands after it; nil where it brought no new version of the verdict.
        package let change: Change?
    }

    /// One version of a verdict in the place of another.
    package struct Change: Sendable, Hashable {
        package let before: Rating
        package let after: Rating

        package init(before: Rating, after: Rating) {
            self.before = before
            self.after = after
        }
    }

    package let claim: Claim
    package let article: Article
    package let standing: PublicStanding
    /// The versions that were public, the newest first, each with its evidence. None while the verdict is under review.
    package let versions: [Verdict]
    /// The newest first. Under review: why it is.
    package let notes: [Note]
    /// What the reviewers gave, without whose is which.
    package let reviewRatings: [Rating]
    /// The claimant's answer, else the last attempt to get one; nil when nobody tried, and under review.
    package let reply: ReplyAttempt?
    /// When something was last said in public about it.
    package let changedAt: Date
    /// The ratings of each scale version that a verdict stands on, truest first.
    package let scales: [RatingScale.Reference: [Rating]]
    /// What claim reviews are made from: the ledger from its beginning.
    package let ledger: [LedgerEntry]

    /// The verdict that stands, or stood until it was retracted; nil under review.
    package var current: Verdict? { versions.first }

    /// - Parameters:
    ///   - verdicts: all of the claim's.
    ///   - ledger: the claim's, from its beginning.
    ///   - replies: the attempts to reach the claimant, the first one first.
    /// - Returns: nil when nothing of the claim was ever public.
    package init?(
        claim: Claim, article: Article, verdicts: [Verdict], ledger: [LedgerEntry], reviewRatings: [Rating],
        replies: [ReplyAttempt], scales: [RatingScale.Reference: [Rating]]
    ) {
        guard let standing = claim.publicStanding, let published = claim.publishedAt else { return nil }
        // An editor may have decided more than once before anything went out: only what the ledger names was public.
        let named = Set(ledger.map(\.verdictVersion))
        let shown = verdicts.filter { named.contains($0.version) }.sorted { $0.version > $1.version }
        let notes = Array(Self.notes(ledger, verdicts: shown).reversed())
        self.claim = claim
        self.article = article
        self.standing = standing
        self.reviewRatings = reviewRatings
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
            reply = ReplyAttempt.shown(of: replies)
        }
    }

    private static func notes(_ ledger: [LedgerEntry], verdicts: [Verdict]) -> [Note] {
        let ratings = Dictionary(verdicts.map { ($0.version, $0.rating) }, uniquingKeysWith: { first, _ in first })
        var standing: Int?
        return ledger.compactMap { entry in
            defer { standing = entry.verdictVersion }
            guard let text = entry.publicText else { return nil }
            var change: Change?
            if let standing, standing != entry.verdictVersion, let before = ratings[standing],
                let after = ratings[entry.verdictVersion]
            {
                change = Change(before: before, after: after)
            }
            return Note(kind: entry.kind, text: text, at: entry.enteredAt, change: change)
        }
    }
}
