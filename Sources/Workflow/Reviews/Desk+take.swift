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
            var leases: [Lease] = []
            // Claims are taken one by one: each take sees the claims that the ones before it took, so no claim is taken twice.
            while leases.count < min(request.limit, room),
                let lease = try ReviewSlot.take(
                    as: change.newID(), by: member, seconds: policy.leaseSeconds, filter: filter, on: desk,
                    in: session)
            {
                try change.audit(
                    .leaseTaken, "lease", lease.id.rawValue,
                    ["claim": lease.claimID.description, "token": String(lease.token)])
                leases.append(lease)
            }
            if leases.isEmpty, !acceptEmpty {
                throw NothingYet(nextExpiry: try Queue.secondsToNextExpiry(on: desk, in: session))
            }
            let inUse = try profile.scale ?? RatingScale.inUse(on: desk, in: session).reference
            let shown = try RatingScale.show(to: leases.map(\.id), inUse: inUse, on: desk, in: session)
            let now = try Queue.now(on: desk, in: session)
            let queue = QueueNow(open: now.open, leased: now.leased, nextExpiryAt: now.nextExpiryAt)
            return Take(
                leases: try leases.map { try Self.taken($0, scale: shown[$0.id] ?? inUse, in: change) },
                scales: try Self.scales(Set(shown.values), in: change),
                queue: queue,
                emptyBecause: leases.isEmpty ? try Self.whyEmpty(filter, queue, in: change) : nil)
        }
    }

    private static func taken(
        _ lease: Lease, scale: RatingScale.Reference, in change: Change
    ) throws -> TakenClaim {
        let claim = try Claim.get(lease.claimID, on: change.desk, in: change.session)
        let article = try Article.get(claim.articleID, on: change.desk, in: change.session)
        let around = try claim.anchor?.textRange.map {
            try ArticleVersion.surroundings(
                of: $0, reach: 600, in: claim.versionID, on: change.desk, in: change.session)
        }
        return TakenClaim(
            lease: lease, claim: claim, scale: scale,
            article: ArticleSummary(article),
            before: around?.before ?? "", after: around?.after ?? "",
            draft: try Draft.find(claim: claim.id, by: change.member, on: change.desk, in: change.session),
            precedents: try precedents(of: claim, in: change),
            dueAt: try Assignment.due(with: lease, on: change.desk, in: change.session))
    }

    private static func precedents(of claim: Claim, in change: Change) throws -> [Precedent] {
        let claims = try Claim.precedents(of: claim, on: change.desk, in: change.session)
        let verdicts = try Verdict.latest(of: claims.map(\.id), on: change.desk, in: change.session)
        return claims.compactMap { claim in verdicts[claim.id].map { Precedent(claim: claim, verdict: $0) } }
    }

    private static func whyEmpty(_ filter: SlotFilter, _ queue: QueueNow, in change: Change) throws -> EmptyTake {
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
