/// Who may see which reviews of a claim (reviews are independent: nobody's is coloured by another's).
package enum BlindReview {
    /// The roles that see reviews before everybody does; SQL asks for the same (`SQL.oversees`).
    package static let overseers: [Role] = [.editor, .auditor, .admin]

    /// The reviews that a member may see.
    ///
    /// One's own always. Those of others: once nobody can be asked about the claim any more (it has a verdict, or is out
    /// of play); before that to those whose own review is in, and to editors, auditors and admins, who while the claim is
    /// under review must not be reviewers too.
    package static func visible(_ reviews: [Review], of status: Claim.Status, to principal: Principal) -> [Review] {
        let own = reviews.filter { $0.reviewerID == principal.memberID }
        return seesAll(of: status, ownIsIn: !own.isEmpty, principal) ? reviews : own
    }

    /// Whether a member may see what others found out about a claim.
    ///
    /// - Parameter ownIsIn: the member's own review counts among those that are in.
    package static func seesAll(of status: Claim.Status, ownIsIn: Bool, _ principal: Principal) -> Bool {
        if ownIsIn { return true }
        let oversees = !principal.roles.isDisjoint(with: Self.overseers)
        return switch status {
        case .detected, .queued, .dismissed, .inReview: oversees && !principal.roles.contains(.reviewer)
        // A review that is taken back asks for another one. Who settles disputes must see them all the same, and is
        // therefore not asked for that one (`claims.reviews_disclosed`).
        case .agreed, .disputed: oversees
        case .decided, .published, .corrected, .retracted, .withdrawn, .merged: true
        }
    }
}
