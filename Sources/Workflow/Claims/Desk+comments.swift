package import Domain
import Store

extension Desk {
    /// Says something about a claim to the others.
    ///
    /// - Throws: `NotFound` when the desk has no such claim, `InputError` for an empty text.
    package func comment(_ text: String, on id: Claim.ID, by caller: Caller) async throws -> Comment {
        try Input.text(text, "text", limit: Comment.limit)
        return try await change(.comment, by: caller) { change in
            let (desk, session) = (change.desk, change.session)
            // No review comes in between looking and writing.
            let claim = try Claim.lock(id, on: desk, in: session)
            let isReviewed = try !Review.authors(of: id, on: desk, in: session).isEmpty
            let comment: Comment.ID = change.newID()
            try Comment.insert(
                comment, text,
                mayBeOpen: BlindReview.mayBeOpen(by: caller.principal, of: claim.status, isReviewed: isReviewed),
                on: id, by: change.member, desk: desk, in: session)
            let stored = try Comment.get(comment, on: desk, in: session)
            try change.audit(
                .commentAdded, "claim", id.rawValue,
                ["comment": comment.description, "open": String(stored.isOpen)])
            return stored
        }
    }

    /// The comments on a claim that the principal may read, the oldest first.
    ///
    /// - Throws: `NotFound` when the desk has no such claim.
    package func comments(
        of id: Claim.ID, _ page: PageRequest, for principal: Principal
    ) async throws -> Page<Comment> {
        try await readOneMoment(.seeComments, for: principal) { session in
            let claim = try Claim.get(id, on: principal.deskID, in: session)
            let seesAll = try Self.seesAll(of: claim, principal, in: session)
            return try Comment.page(
                page, of: id, for: seesAll ? nil : principal.memberID, on: principal.deskID, in: session)
        }
    }
}
