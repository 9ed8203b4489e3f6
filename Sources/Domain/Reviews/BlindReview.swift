/// Who may see which reviews of a claim (reviews are independent: nobody's is coloured by another's).
///
/// A person is blind, not a key: whoever may be asked for reviews sees no more with a key of fewer roles.
package enum BlindReview {
    /// The roles that see reviews before everybody does; SQL asks for the same (`SQL.oversees`).
    package static let overseers: Set<Role> = [.editor, .auditor, .admin]

    /// What the audit trail has of people's work on a claim, by the first part of an action's name: it tells who reviews,
    /// and when.
    package static let work = ["assignment", "comment", "draft", "evidence", "lease", "review"]

    /// The reviews that a member may see.
    ///
    /// One's own always. Those of others: once nobody can be asked about the claim any more (it has a verdict, or was
    /// withdrawn); before that to those whose own review is in, and to editors, auditors and admins, who while the claim
    /// is under review must not be reviewers too.
    package static func visible(_ reviews: [Review], of status: Claim.Status, to principal: Principal) -> [Review] {
        let own = reviews.filter { $0.reviewerID == principal.memberID }
        return seesAll(of: status, ownIsIn: !own.isEmpty, principal) ? reviews : own
    }

    /// Whether a member may see what others found out about a claim.
    ///
    /// - Parameter ownIsIn: the member's own review counts among those that are in.
    package static func seesAll(of status: Claim.Status, ownIsIn: Bool, _ principal: Principal) -> Bool {
        if ownIsIn { return true }
        return switch status {
        // What a merged claim's reviews say is as good as said of the one that it went into, which may wait for some.
        case .detected, .queued, .dismissed, .inReview, .merged: principal.oversees && !principal.mayBeAsked
        // A review that is taken back asks for another one. Who settles disputes must see them all the same, and is
        // therefore not asked for that one (`claims.reviews_disclosed`).
        case .agreed, .disputed: principal.oversees
        case .decided, .published, .corrected, .retracted, .withdrawn: true
        }
    }

    /// Whether a comment of a member may be read by those who may yet be asked for a review of the claim. It must carry
    /// nobody's judgement: the author's own neither, so they must not be asked themselves; nor another's that they could
    /// have read, with any of their keys, by the time they wrote it.
    ///
    /// - Parameter isReviewed: somebody has reviewed the claim, be it that they took it back.
    package static func mayBeOpen(by author: Principal, of status: Claim.Status, isReviewed: Bool) -> Bool {
        if author.mayBeAsked { return false }
        if !isReviewed { return true }
        return author.memberRoles.isDisjoint(with: overseers) && !seesAll(of: status, ownIsIn: false, author)
    }

    /// Whether a change of roles takes away sight of others' reviews. What could be read until then is known: for claims
    /// that had a review by then the member is not asked (`members.oversaw_until`).
    package static func endsSight(from old: Set<Role>, to new: Set<Role>) -> Bool {
        if old.isDisjoint(with: overseers) { return false }
        return new.isDisjoint(with: overseers) || (new.contains(.reviewer) && !old.contains(.reviewer))
    }
}

extension Principal {
    /// May be asked for reviews, with this key or another of the member's.
    package var mayBeAsked: Bool { memberRoles.contains(.reviewer) }

    /// Sees, with this key, what the desk's overseers see.
    package var oversees: Bool { !roles.isDisjoint(with: BlindReview.overseers) }
}
