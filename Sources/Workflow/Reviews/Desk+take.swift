package import Domain
import Postgres
import Store

extension Desk {
    /// Leases the best claims of the queue that this reviewer may have. An empty take is held open for `waitSeconds`.
    ///
    /// - Throws: `InputError`, `LeaseError.tooManyLive`, `AccessError` when the caller's key was revoked meanwhile.
    package func take(_ request: TakeRequest, by caller: Caller) async throws -> Take {
        try request.validate()
        let clock = ContinuousClock()
        let deadline = clock.now + .seconds(request.waitSeconds)
        while clock.now < deadline {
            // Before looking, so that no wake-up is missed; anew each time, because a wait that times out ends its
            // stream, and waiting on an ended stream is no wait at all.
            let wakeups = signals.wakeups(.queue(caller.principal.deskID))
            do {
                return try await takeOnce(request, by: caller, acceptEmpty: false)
            } catch let nothing as NothingYet {
                // Leases that run out wake nobody: look again when the next one does, and once a second at least.
                await signals.wait(for: wakeups, atMost: min(nothing.lookAgain, deadline - clock.now))
                try Task.checkCancellation()
            }
        }
        return try await takeOnce(request, by: caller, acceptEmpty: true)
    }

    private struct NothingYet: Error {
        /// Seconds until the next lease of the desk runs out; nil when none is live.
        let nextExpiry: Double?

        /// A moment after that, so that its time has surely passed.
        var lookAgain: Duration { .seconds(min(1, (nextExpiry ?? 1) + 0.002)) }
    }

    private func takeOnce(_ request: TakeRequest, by caller: Caller, acceptEmpty: Bool) async throws -> Take {
        try await meters.timingTake {
            try await look(request, by: caller, acceptEmpty: acceptEmpty)
        } outcome: { result in
            switch result {
            case .success(let take): take.leases.isEmpty ? .empty : .leased
            case .failure(let error): error is NothingYet ? .empty : .refused
            }
        }
    }

    private func look(_ request: TakeRequest, by caller: Caller, acceptEmpty: Bool) async throws -> Take {
        try await change(.take, by: caller) { change in
            let (desk, member, session) = (change.desk, change.member, change.session)
            // Before any slot: whoever gives back what a member holds has this lock, and waits for the slots.
            try Member.serializeTakes(of: member, in: session)
            try endExpiredLeases(on: desk, in: session)
            // Behind the lock: whoever is deactivated, or a reviewer no longer, gives back what they hold, and must not
            // take anything after that.
            try caller.principal.requireLive(to: .take, in: session)
            let profile = try DeskProfile.get(desk, in: session)
            let policy = profile.policy
            let room = policy.liveLeases - (try Lease.liveCount(of: member, on: desk, in: session))
            if room <= 0 { throw LeaseError.tooManyLive(limit: policy.liveLeases) }

            let filter = SlotFilter(
                kinds: request.kinds, languages: request.languages.map(Self.primaryLanguages),
                article: request.articleID, claimant: request.claimant, isAssigned: request.isAssigned)
            let inUse = try profile.scale ?? RatingScale.inUse(on: desk, in: session).reference
            let leases = try Self.lease(
                min(request.limit, room), filter, inUse: inUse, seconds: policy.leaseSeconds, in: change)
            if leases.isEmpty, !acceptEmpty {
                throw NothingYet(nextExpiry: try Queue.secondsToNextExpiry(on: desk, in: session))
            }
            return Take(
                leases: try Self.taken(leases, in: change),
                scales: try Self.scales(Set(leases.map(\.scale)), in: change),
                queue: leases.isEmpty || request.countsQueue ? try Self.queueNow(on: desk, in: session) : nil,
                emptyBecause: leases.isEmpty ? try Self.whyEmpty(filter, in: change) : nil)
        }
    }

    /// Leases the best claims that the member may have, each once.
    private static func lease(
        _ limit: Int, _ filter: SlotFilter, inUse: RatingScale.Reference, seconds: Int, in change: Change
    ) throws -> [ReviewSlot.Taken] {
        let (desk, member, session) = (change.desk, change.member, change.session)
        var taken: [ReviewSlot.Taken] = []
        if limit > 1 {
            taken = try ReviewSlot.takeFirsts(
                as: (0..<limit).map { _ in change.newID() }, by: member, seconds: seconds, filter: filter, inUse: inUse,
                on: desk, in: session)
        }
        // Each of these sees the claims that the ones before it took, so that no claim is taken twice.
        while taken.count < limit,
            let next = try ReviewSlot.take(
                as: change.newID(), by: member, seconds: seconds, filter: filter, inUse: inUse, on: desk, in: session)
        {
            taken.append(next)
        }
        try change.audit(
            .leaseTaken, "lease",
            taken.map { taken in
                (
                    id: taken.lease.id.rawValue,
                    details: ["claim": taken.lease.claimID.description, "token": String(taken.lease.token)]
                )
            })
        return taken
    }

    private static func queueNow(on desk: DeskProfile.ID, in session: Session) throws -> QueueNow {
        let now = try Queue.now(on: desk, in: session)
        return QueueNow(open: now.open, leased: now.leased, nextExpiryAt: now.nextExpiryAt)
    }

    /// Leases with all that is shown with them, by a handful of statements however many they are.
    private static func taken(_ taken: [ReviewSlot.Taken], in change: Change) throws -> [TakenClaim] {
        if taken.isEmpty { return [] }
        let (desk, session) = (change.desk, change.session)
        let leases = taken.map(\.lease)
        let claims = try Claim.all(leases.map(\.claimID), on: desk, in: session)
        let articles = try Article.all(Set(claims.values.map(\.articleID)), on: desk, in: session)
        let around = try ArticleVersion.surroundings(of: claims.values, reach: 600, on: desk, in: session)
        let drafts = try Draft.all(of: Array(claims.keys), by: change.member, on: desk, in: session)
        let due = try Assignment.due(leases.map(\.slotID), on: desk, in: session)
        let said = try Claim.precedents(of: claims.values, on: desk, in: session)
        let verdicts = try Verdict.latest(of: said.values.flatMap { $0.map(\.id) }, on: desk, in: session)
        return try taken.map { lease, scale in
            guard let claim = claims[lease.claimID], let article = articles[claim.articleID] else {
                throw NotFound("claim")
            }
            return TakenClaim(
                lease: lease, claim: claim, scale: scale,
                article: ArticleSummary(article),
                before: around[claim.id]?.before ?? "", after: around[claim.id]?.after ?? "",
                draft: drafts[claim.id],
                precedents: (said[claim.id] ?? []).compactMap { said in
                    verdicts[said.id].map { Precedent(claim: said, verdict: $0) }
                },
                dueAt: due[lease.slotID])
        }
    }

    private static func whyEmpty(_ filter: SlotFilter, in change: Change) throws -> EmptyTake {
        let counts = try Queue.whyEmpty(for: change.member, filter: filter, on: change.desk, in: change.session)
        return EmptyTake(
            reason: EmptyTake.reason(
                leasedByOthers: counts.leasedByOthers, notForYou: counts.notForYou,
                filteredOut: counts.filteredOut),
            leasedByOthers: counts.leasedByOthers, notForYou: counts.notForYou, filteredOut: counts.filteredOut)
    }

    private static func primaryLanguages(_ tags: [String]) -> [String] {
        tags.map { String($0.lowercased().prefix { $0 != "-" }) }
    }
}

extension EmptyTake {
    /// The counts in words.
    static func reason(leasedByOthers: Int, notForYou: Int, filteredOut: Int) -> String {
        func claims(_ count: Int) -> String { count == 1 ? "1 review" : "\(count) reviews" }
        var parts: [String] = []
        if leasedByOthers > 0 { parts.append("\(claims(leasedByOthers)) held by others") }
        if notForYou > 0 {
            parts.append(
                "\(claims(notForYou)) waiting of claims that you reviewed, hold or skipped, of your own articles, or kept for "
                    + "somebody else")
        }
        if filteredOut > 0 { parts.append("\(claims(filteredOut)) waiting that your filters leave out") }
        return parts.isEmpty
            ? "Nothing is waiting for review." : "Nothing for you: " + parts.joined(separator: "; ") + "."
    }
}
