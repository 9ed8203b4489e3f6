package import Domain
import Postgres
import Store

// What readers ask of a desk, without a key.
extension Desk {
    /// How the desk works, in its own words and in those of its policy.
    package func publicMethod(_ request: PublicRequest) async throws -> PublicAnswer<PublicMethod> {
        try await publicly(request, "method") { desk, session in
            try PublicStamp.ofDesk(desk.id, in: session)
        } load: { desk, _, _, session in
            PublicMethod(
                scale: try desk.scale.map { try RatingScale.get($0, on: desk.id, in: session).ratings } ?? [],
                policy: desk.policy)
        }
    }

    /// A verdict that a reader may ask to have corrected.
    ///
    /// - Throws: `NotFound` also for one that was retracted: the desk does not stand behind it any more.
    package func correctable(_ id: Claim.ID, _ request: PublicRequest) async throws -> PublicAnswer<PublicVerdict> {
        let answer = try await publicVerdict(id, request)
        if answer.content?.standing == .retracted { throw NotFound("page") }
        return answer
    }

    /// Records that a reader says a published verdict is wrong. The same text about the same verdict within a day is the
    /// same request: forms are sent twice.
    ///
    /// - Throws: `NotFound` when there is nothing published to be wrong, `InputError`.
    package func requestCorrection(
        _ input: CorrectionRequest.Input, of id: Claim.ID, byReaderOf slug: String, requestID: String?
    ) async throws {
        try input.validate()
        guard DeskProfile.isSlug(slug) else { throw NotFound("page") }
        let desk = try await writeAsDesk { session -> DeskProfile.ID in
            guard let profile = try DeskProfile.find(slug: slug, in: session), profile.policy.publicPages,
                try PublicStamp.ofClaim(id, on: profile.id, in: session) != nil
            else { throw NotFound("page") }
            let claim = try Claim.lock(id, on: profile.id, in: session)
            guard claim.status.isPublic else { throw NotFound("page") }
            if try CorrectionRequest.isKnown(input, claim: id, on: profile.id, in: session) { return profile.id }
            let request: CorrectionRequest.ID = newID()
            try CorrectionRequest.insert(request, input, claim: id, by: nil, on: profile.id, in: session)
            try AuditEvent(
                .correctionRequested, "claim", id.rawValue, ["request": request.description, "by": "reader"]
            )
            .insert(actor: nil, key: nil, requestID: requestID, on: profile.id, in: session)
            return profile.id
        }
        signals.announce(desk)
    }
}
