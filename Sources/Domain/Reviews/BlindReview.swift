/// Who may see which reviews of a claim (reviews are independent: nobody's is coloured by another's).
package enum BlindReview {
    /// The reviews that a member may see.
    ///
    /// One's own always. Those of others: once nobody can be asked about the claim any more (it is no longer under
    /// review); before that only to those who will not be asked, editors, auditors and admins who are not reviewers,
    /// and to a reviewer whose own review is in.
    package static func visible(_ reviews: [Review], of status: Claim.Status, to principal: Principal) -> [Review] {
        let own = reviews.filter { $0.reviewerID == principal.memberID }
        return seesAll(of: status, ownIsIn: !own.isEmpty, principal) ? reviews : own
    }

    /// Whether a member may see what others found out about a claim.
    ///
    /// - Parameter ownIsIn: the member's own review counts among those that are in.
    package static func seesAll(of status: Claim.Status, ownIsIn: Bool, _ principal: Principal) -> Bool {
        if !status.isUnderReview && status != .detected && status != .dismissed { return true }
        if ownIsIn { return true }
        let oversees = !principal.roles.isDisjoint(with: [.editor, .auditor, .admin])
        return oversees && !principal.roles.contains(.reviewer)
    }
}
