package import Domain
import Store

extension Desk {
    /// Records an attempt to reach a claim's claimant, with the answer where there is one.
    ///
    /// - Throws: `NotFound`, `InputError`.
    package func recordReply(
        _ input: ReplyAttempt.Input, on id: Claim.ID, by caller: Caller
    ) async throws -> ReplyAttempt {
        try await change(.recordReply, by: caller) { change in
            try input.validate(now: change.now())
            let claim = try Claim.lock(id, on: change.desk, in: change.session)
            let new: ReplyAttempt.ID = change.newID()
            let standing = try Verdict.latest(of: [id], on: change.desk, in: change.session)[id]?.version ?? 0
            try ReplyAttempt.insert(
                new, input, claim: claim, about: claim.status.isOpen ? standing + 1 : max(1, standing),
                by: change.member, on: change.desk, in: change.session)
            try change.audit(
                .replyRecorded, "claim", id.rawValue,
                [
                    "attempt": new.description, "channel": input.channel.rawValue, "answered": "\(input.answer != nil)",
                    HashedContent.reply.detail: try HashedContent.reply.hash(
                        of: new, on: change.desk, in: change.session),
                ])
            return try ReplyAttempt.lock(new, on: change.desk, in: change.session)
        }
    }

    /// Records the answer to an attempt that had none.
    ///
    /// - Throws: `NotFound`, `InputError`, `ReplyError.answered`.
    package func recordAnswer(
        _ answer: ReplyAttempt.Answer, to id: ReplyAttempt.ID, by caller: Caller
    ) async throws -> ReplyAttempt {
        try await change(.recordAnswer, by: caller) { change in
            let attempt = try ReplyAttempt.lock(id, on: change.desk, in: change.session)
            try answer.validate(contactedAt: attempt.input.contactedAt, now: change.now())
            if attempt.input.answer != nil { throw ReplyError.answered }
            try ReplyAttempt.record(answer, of: id, on: change.desk, in: change.session)
            try change.audit(
                .replyAnswered, "claim", attempt.claimID.rawValue,
                [
                    "attempt": id.description,
                    HashedContent.reply.detail: try HashedContent.reply.hash(
                        of: id, on: change.desk, in: change.session),
                ])
            return try ReplyAttempt.lock(id, on: change.desk, in: change.session)
        }
    }

    /// The attempts to reach a claim's claimant, the first one first.
    ///
    /// - Throws: `NotFound` when the desk has no such claim.
    package func replies(on id: Claim.ID, for principal: Principal) async throws -> [ReplyAttempt] {
        try await readOneMoment(.seeReplies, for: principal) { session in
            _ = try Claim.get(id, on: principal.deskID, in: session)
            return try ReplyAttempt.all(of: [id], on: principal.deskID, in: session)[id] ?? []
        }
    }
}
