import Domain
import Postgres
import Store

/// A take as it is made together with others.
struct Taking: Sendable {
    let request: TakeRequest
    let caller: Caller
    /// Whether nothing is an answer too.
    let acceptsEmpty: Bool
}

/// There is nothing for a reviewer who would wait.
struct NothingYet: Error {
    /// Seconds until the next lease of the desk runs out; nil when none is live.
    let nextExpiry: Double?

    /// A moment after that, so that its time has surely passed.
    var lookAgain: Duration { .seconds(min(1, (nextExpiry ?? 1) + 0.002)) }
}

/// Takes of several reviewers of one desk, made in one transaction as if one came after the other: first those who take
/// whatever is best, in the order in which they came, and then those who narrow what they ask for or were given claims of their
/// own. Of all of them takes are serialized; each has one.
struct TakeGroup {
    let takings: [Taking]
    /// Whose they are, in the same order.
    let changes: [Change]
    let desk: DeskProfile.ID
    let session: Session
    /// Ends leases of the desk that have run out.
    let endExpiredLeases: () throws -> Void

    /// - Returns: for each, in the same order, what was taken, or why nothing was: `LeaseError.tooManyLive`, `NothingYet`,
    ///   `AccessError`.
    func take() throws -> [Result<Take, any Error>] {
        try endExpiredLeases()
        let profile = try DeskProfile.get(desk, in: session)
        let rooms = try rooms(profile.policy)
        let taken = try lease(rooms, profile)
        try remember(taken)
        let shown = try ShownClaims(taken.flatMap { $0 }, on: desk, in: session)
        var counts: QueueNow?
        return try takings.indices.map { index in
            if case .failure(let error) = rooms[index] { return .failure(error) }
            let (taking, leases) = (takings[index], taken[index])
            if leases.isEmpty, !taking.acceptsEmpty {
                return .failure(NothingYet(nextExpiry: try Queue.secondsToNextExpiry(on: desk, in: session)))
            }
            let isCounted = leases.isEmpty || taking.request.countsQueue
            if isCounted, counts == nil { counts = try queueNow() }
            return .success(
                Take(
                    leases: try leases.map(shown.claim),
                    scales: shown.scales(of: leases),
                    queue: isCounted ? counts : nil,
                    emptyBecause: leases.isEmpty ? try whyEmpty(index) : nil))
        }
    }

    /// How many claims each may take, and whether some are kept for them.
    private typealias Room = (limit: Int, isGivenClaims: Bool)

    private func rooms(_ policy: DeskPolicy) throws -> [Result<Room, any Error>] {
        // Behind the lock: whoever is deactivated, or a reviewer no longer, gives back what they hold, and must not take
        // anything after that.
        let principals = try Principal.renewed(takings.map(\.caller.principal), on: desk, in: session)
        let holdings = try Lease.holdings(of: changes.map(\.member), on: desk, in: session)
        return takings.indices.map { index in
            Result {
                try principals[index].get().require(.take)
                let held = holdings[changes[index].member]
                let room = policy.liveLeases - (held?.live ?? 0)
                if room <= 0 { throw LeaseError.tooManyLive(limit: policy.liveLeases) }
                return (limit: min(takings[index].request.limit, room), isGivenClaims: held?.isGivenClaims ?? false)
            }
        }
    }

    /// Leases the best claims that each may have, each once.
    private func lease(_ rooms: [Result<Room, any Error>], _ profile: DeskProfile) throws -> [[ReviewSlot.Taken]] {
        let inUse = try profile.scale ?? RatingScale.inUse(on: desk, in: session).reference
        let seconds = profile.policy.leaseSeconds
        var taken = [[ReviewSlot.Taken]](repeating: [], count: takings.count)
        // Those who ask for whatever is best are served from one list.
        let alike = takings.indices.filter { index in
            guard case .success(let room) = rooms[index] else { return false }
            return !room.isGivenClaims && !SlotFilter(takings[index].request).narrows
        }
        if alike.count > 1 {
            let wishes = try alike.map { (member: changes[$0].member, count: try rooms[$0].get().limit) }
            let pairs = try pairs(for: wishes)
            let byMember = Dictionary(
                grouping: try ReviewSlot.take(pairs, seconds: seconds, inUse: inUse, on: desk, in: session),
                by: \.lease.memberID)
            for index in alike { taken[index] = byMember[changes[index].member] ?? [] }
        }
        for index in takings.indices {
            guard case .success(let room) = rooms[index] else { continue }
            let (member, filter) = (changes[index].member, SlotFilter(takings[index].request))
            if taken[index].isEmpty, room.limit > 1 {
                taken[index] = try ReviewSlot.takeFirsts(
                    as: (0..<room.limit).map { _ in changes[index].newID() }, by: member, seconds: seconds,
                    filter: filter, inUse: inUse, on: desk, in: session)
            }
            // Each of these sees the claims that the ones before it took, so that no claim is taken twice.
            while taken[index].count < room.limit,
                let next = try ReviewSlot.take(
                    as: changes[index].newID(), by: member, seconds: seconds, filter: filter, inUse: inUse, on: desk,
                    in: session)
            {
                taken[index].append(next)
            }
        }
        return taken
    }

    /// The best slots, handed out to those who wish for some.
    private func pairs(for wishes: [OpenSlot.Wish]) throws -> [ReviewSlot.Pair] {
        let wanted = wishes.reduce(0) { $0 + $1.count }
        // A few more, for those that somebody may not have; one of some numbers, since each makes a statement of its own.
        let count = (wanted + wanted / 4 + 8 + 31) / 32 * 32
        let slots = try ReviewSlot.best(count, on: desk, in: session)
        return zip(wishes, OpenSlot.handOut(slots, for: wishes)).flatMap { wish, given in
            given.map { (slot: slots[$0].id, lease: changes[0].newID(), member: wish.member) }
        }
    }

    private func remember(_ taken: [[ReviewSlot.Taken]]) throws {
        let events = zip(changes, taken).flatMap { change, taken in
            taken.map { taken in
                (
                    author: change.author,
                    event: AuditEvent(
                        .leaseTaken, "lease", taken.lease.id.rawValue,
                        ["claim": taken.lease.claimID.description, "token": String(taken.lease.token)])
                )
            }
        }
        try AuditEvent.insert(events, on: desk, in: session)
    }

    private func queueNow() throws -> QueueNow {
        let now = try Queue.now(on: desk, in: session)
        return QueueNow(open: now.open, leased: now.leased, nextExpiryAt: now.nextExpiryAt)
    }

    private func whyEmpty(_ index: Int) throws -> EmptyTake {
        let counts = try Queue.whyEmpty(
            for: changes[index].member, filter: SlotFilter(takings[index].request), on: desk, in: session)
        return EmptyTake(
            reason: EmptyTake.reason(
                leasedByOthers: counts.leasedByOthers, notForYou: counts.notForYou,
                filteredOut: counts.filteredOut),
            leasedByOthers: counts.leasedByOthers, notForYou: counts.notForYou, filteredOut: counts.filteredOut)
    }
}
