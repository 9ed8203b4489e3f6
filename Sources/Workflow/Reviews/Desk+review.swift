package import Domain
import Postgres
import Store
import Telemetry

extension Desk {
    /// Stores a review, in the transaction that ends its lease while the lease is live.
    ///
    /// - Throws: `NotFound` when the reviewer never held the lease, `InputError`, and `LeaseError` when the lease is not
    ///   live any more: what was written is then kept as a draft, word for word. With a token that is not the lease's own
    ///   nothing is kept.
    package func review(
        _ id: Lease.ID, token: Int, _ input: ReviewInput, by caller: Caller
    ) async throws -> ReviewReceipt {
        let reviewing = Reviewing(lease: id, token: token, input: input, caller: caller)
        do {
            return try await submit(reviewing)
        } catch let error as LeaseError {
            if case .wrongToken = error { throw error }
            // A transaction of its own: the one above was undone as a whole.
            let refusal = try await change(.review, by: caller, remembering: .nothing) { change in
                let lease = try Lease.get(id, of: change.member, on: change.desk, in: change.session)
                let isKept = try !Self.isStored(input, as: lease, in: change)
                if isKept { try keep(Draft.Content(input), origin: .leaseLost, of: lease, in: change) }
                return try Self.refusal(of: lease, token: token, draftKept: isKept, in: change)
            }
            throw refusal
        }
    }

    /// True when the reviewer has submitted these very words before: sent again they need no draft.
    private static func isStored(_ input: ReviewInput, as lease: Lease, in change: Change) throws -> Bool {
        let reviews = try Review.all(of: [lease.claimID], on: change.desk, in: change.session)[lease.claimID] ?? []
        return reviews.contains { $0.reviewerID == change.member && $0.says(input) }
    }

    private func submit(_ reviewing: Reviewing) async throws -> ReviewReceipt {
        guard reviewing.caller.idempotency == nil else { return try await submitAlone(reviewing) }
        // Before it is gathered with others': whoever may not review keeps nobody from it.
        try reviewing.caller.principal.require(.review)
        do {
            return try await meters.tracing("review with others") {
                try await gatherings.reviews.answer(to: reviewing, of: reviewing.caller.principal.deskID) {
                    try await submitTogether($0)
                }
            }
        } catch is HeldUp {
            return try await submitAlone(reviewing)
        }
    }

    /// - Returns: for each, in the same order, its receipt or why there is none; `HeldUp` where another transaction has the claim,
    ///   and for all when one of several was refused by the database itself: alone, each learns what became of its own.
    func submitTogether(_ reviewings: [Reviewing]) async throws -> [Result<ReviewReceipt, any Error>] {
        let desk = reviewings[0].caller.principal.deskID
        do {
            return try await changeTogether(
                .review, on: desk, by: reviewings.map(\.caller), lookingUp: true
            ) { changes, session in
                try ReviewGroup(
                    reviewings: reviewings, changes: changes, isAlone: false, desk: desk,
                    session: session
                ).submit()
            }
        } catch  where !(error is Unavailable || error is CancellationError) {
            return reviewings.map { _ in .failure(HeldUp()) }
        }
    }

    private func submitAlone(_ reviewing: Reviewing) async throws -> ReviewReceipt {
        try await change(.review, by: reviewing.caller, lookingUp: true) { change in
            try ReviewGroup(
                reviewings: [reviewing], changes: [change], isAlone: true, desk: change.desk,
                session: change.session
            ).submit()[0].get()
        }
    }

    /// Moves the claim to the state that its reviews come to.
    @discardableResult
    func settle(_ claim: Claim, reviews: [Review], required: Int, in change: Change) throws -> Claim.Status {
        let scale = try Self.scale(of: reviews, in: change)
        let rule = try DeskProfile.get(change.desk, in: change.session).policy.agreement
        let status = Agreement.status(of: reviews.map(\.rating), required: required, rule: rule, on: scale.ratings)
        if status != claim.status {
            try claim.status.requireStep(to: status)
            try Claim.setStatus(status, of: claim.id, on: change.desk, in: change.session)
        }
        return status
    }
}
