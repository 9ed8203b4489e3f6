/// Nobody decides or publishes alone on their own review; a logged reason overrides it.
package enum SeparationOfDuties {
    /// - Parameter reviewers: everybody who ever reviewed the claim. Who took their review back has judged it all the same.
    /// - Throws: `VerdictError.ownReview` when the adjudicator reviewed the claim and gives no reason.
    package static func mayDecide(
        _ editor: Member.ID, reviewers: [Member.ID], overrideReason: String?
    ) throws(VerdictError) {
        if reviewers.contains(editor), !isReason(overrideReason) { throw .ownReview }
    }

    /// - Parameter reviewers: whose reviews count. A review that was taken back stands behind nothing, and its author is
    ///   one editor as any other.
    /// - Throws: `VerdictError.ownReview` when nobody but the editor stands behind the verdict: neither another
    ///   reviewer nor another editor who decided it.
    package static func mayPublish(
        _ editor: Member.ID, reviewers: [Member.ID], decidedBy: Member.ID?, overrideReason: String?
    ) throws(VerdictError) {
        guard reviewers.contains(editor), !isReason(overrideReason) else { return }
        let others = reviewers.contains { $0 != editor } || (decidedBy.map { $0 != editor } ?? false)
        if !others { throw .ownReview }
    }

    /// A blank text is no reason.
    private static func isReason(_ text: String?) -> Bool { text.map { !$0.isBlank } ?? false }
}
