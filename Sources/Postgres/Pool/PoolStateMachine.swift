/// The pool's rules, without connections, clocks and threads: events in, actions out.
///
/// - Waiters are served in the order in which they came, each lane for itself (``LaneLines``); each fails at its own
///   deadline.
/// - The connection used last is handed out first, so that the others may rest.
/// - A connection is opened when a waiter has none, up to the maximum. While attempts fail there is one at a time,
///   after a growing pause, however many wait. An attempt that hangs does not count: another is made beside it, and when
///   more succeed than there is room for, the last ones are closed.
/// - When the server has been unreachable for longer than callers may wait, was found silent, or lets nobody in, those who
///   wait fail at once, and those who come wait for a second at most; the attempts that are due go on.
/// - When the server changes (restart, failover), idle connections are closed, and those in use when they come back.
struct PoolStateMachine {
    typealias Instant = ContinuousClock.Instant
    typealias ConnectionID = Int
    /// Grows with each waiter.
    typealias WaiterID = Int

    enum Action: Equatable {
        case lease(ConnectionID, to: WaiterID)
        case fail(WaiterID, Failure)
        case open(ConnectionID)
        case close(ConnectionID)
        /// Call ``PoolStateMachine/tick(now:)`` then.
        case wake(at: Instant)
        /// The pool is closed and nothing is in use any more.
        case drained
    }

    enum Failure: Equatable {
        case timeout(waited: Duration)
        case away(ConnectionError)
        case cancelled
        case closed
    }

    private struct Waiter {
        let lane: Lane
        let since: Instant
        let deadline: Instant
    }

    private struct Member {
        let opened: Instant
        let generation: Int
        /// Of who holds it.
        var lane: Lane?
    }

    /// How long a caller waits for a server that is away: for an attempt that may be under way just now.
    static let briefPatience = Duration.seconds(1)
    /// So many attempts may hang beside those that there is room for.
    private static let hangingAttempts = 4

    private let maximum: Int
    private let maximumLifetime: Duration?
    private let patience: Duration
    private let backoff: Backoff
    private let hanging: Duration

    private var members: [ConnectionID: Member] = [:]
    private var idle: [ConnectionID] = []
    private var opening: [ConnectionID: Instant] = [:]
    private var waiters: [WaiterID: Waiter] = [:]
    private var lines: LaneLines

    private var lastID = 0
    private var generation = 0
    private var failures = 0
    private var failingSince: Instant?
    /// Known to be away, without waiting for the patience to end.
    private var isAway = false
    private var lastFailure = ConnectionError.unreachable(reason: "")
    private var nextAttempt: Instant?
    private var wakeUp: Instant?
    private(set) var isClosed = false
    private var counters = PoolStatistics()

    /// - Parameters:
    ///   - patience: how long a caller waits that names no deadline, and how long a server may be away before callers do
    ///     not wait.
    ///   - hanging: an attempt to connect that takes longer hangs.
    init(
        maximum: Int, patience: Duration, hanging: Duration = .seconds(1), maximumLifetime: Duration? = nil,
        backoff: Backoff = .connecting
    ) {
        self.hanging = hanging
        self.maximum = max(1, maximum)
        lines = LaneLines(maximum: self.maximum)
        self.patience = patience
        self.maximumLifetime = maximumLifetime
        self.backoff = backoff
    }

    var statistics: PoolStatistics {
        var statistics = counters
        statistics.total = members.count
        statistics.idle = idle.count
        statistics.inUse = members.count - idle.count
        statistics.waiting = waiters.count
        return statistics
    }

    // MARK: Events

    /// A caller wants a connection, by `deadline` at the latest.
    mutating func acquire(_ waiter: WaiterID, _ lane: Lane = .main, deadline: Instant? = nil, now: Instant) -> [Action]
    {
        guard !isClosed else { return [.fail(waiter, .closed)] }
        let last = deadline ?? now + patience
        waiters[waiter] = Waiter(
            lane: lane, since: now, deadline: isGivenUp(now) ? min(last, now + Self.briefPatience) : last)
        lines.join(waiter, lane)
        var actions = pump(now)
        // Nobody waits for a server that has been away for long; an attempt that is under way is not another's.
        if isGivenUp(now), members.isEmpty, opening.isEmpty, remove(waiter) != nil {
            actions.append(.fail(waiter, .away(lastFailure)))
        }
        return actions
    }

    /// A caller's task was cancelled. Nothing happens when it has been served already.
    mutating func cancel(_ waiter: WaiterID) -> [Action] {
        remove(waiter) == nil ? [] : [.fail(waiter, .cancelled)]
    }

    /// The time asked for by ``Action/wake(at:)`` has come.
    mutating func tick(now: Instant) -> [Action] {
        if let wakeUp, wakeUp <= now { self.wakeUp = nil }
        var actions: [Action] = []
        for (id, waiter) in waiters.sorted(by: { $0.key < $1.key }) where waiter.deadline <= now {
            _ = remove(id)
            counters.timeouts += 1
            let isDown = failingSince != nil && members.isEmpty
            actions.append(.fail(id, isDown ? .away(lastFailure) : .timeout(waited: now - waiter.since)))
        }
        return actions + pump(now)
    }

    /// An attempt to connect succeeded.
    mutating func opened(_ connection: ConnectionID, now: Instant) -> [Action] {
        opening[connection] = nil
        guard !isClosed else { return [.close(connection)] + drainedIfEmpty() }
        counters.connects += 1
        failures = 0
        failingSince = nil
        isAway = false
        nextAttempt = nil
        members[connection] = Member(opened: now, generation: generation)
        // One of several attempts that hung; whoever came first is in its place.
        guard members.count <= maximum else { return discard(connection) + pump(now) }
        idle.append(connection)
        return pump(now)
    }

    /// An attempt to connect failed.
    mutating func openFailed(_ connection: ConnectionID, _ failure: ConnectionError, now: Instant) -> [Action] {
        let began = opening.removeValue(forKey: connection)
        counters.connectFailures += 1
        lastFailure = failure
        guard !isClosed else { return drainedIfEmpty() }
        failures += 1
        if failingSince == nil { failingSince = began ?? now }
        nextAttempt = now + backoff.pause(after: failures)
        if failure.isFinal, members.isEmpty {
            isAway = true
            return failAll() + pump(now)
        }
        guard isGivenUp(now), members.isEmpty, opening.isEmpty else { return pump(now) }
        return failAll()
    }

    /// A caller gives its connection back.
    mutating func release(_ connection: ConnectionID, _ fitness: Connection.Fitness, now: Instant) -> [Action] {
        guard let member = members[connection] else { return [] }
        if let lane = member.lane {
            lines.giveBack(lane)
            members[connection]?.lane = nil
        }
        var actions: [Action] = []
        if fitness == .serverChanged || fitness == .silent, member.generation == generation {
            generation += 1
            for id in idle { actions += discard(id) }
            idle = []
            if fitness == .silent, !isClosed { actions += goAway(now) }
        }
        if fitness == .fit, member.generation == generation, !isClosed, !isOld(member, now) {
            idle.append(connection)
        } else {
            actions += discard(connection)
        }
        return isClosed ? actions + drainedIfEmpty() : actions + pump(now)
    }

    /// No more connections are handed out; those in use are closed as they come back.
    mutating func close() -> [Action] {
        guard !isClosed else { return drainedIfEmpty() }
        isClosed = true
        var actions = failAll(.closed)
        for id in idle { actions += discard(id) }
        idle = []
        return actions + drainedIfEmpty()
    }

    // MARK: Rules

    private mutating func pump(_ now: Instant) -> [Action] {
        var actions: [Action] = []
        while let waiter = lines.next({ waiters[$0] != nil }), let connection = idle.popLast() {
            if let member = members[connection], isOld(member, now) {
                actions += discard(connection)
                continue
            }
            guard let lane = remove(waiter)?.lane else { continue }
            lines.take(lane)
            members[connection]?.lane = lane
            counters.acquired += 1
            actions.append(.lease(connection, to: waiter))
        }
        while mayOpen(now) {
            lastID += 1
            opening[lastID] = now
            actions.append(.open(lastID))
        }
        return actions + wake(now)
    }

    private func mayOpen(_ now: Instant) -> Bool {
        let fresh = opening.values.count { now - $0 < hanging }
        guard lines.demand > fresh, members.count + fresh < maximum else { return false }
        guard members.count + opening.count < maximum + Self.hangingAttempts else { return false }
        guard failures > 0, let nextAttempt else { return true }
        return fresh == 0 && nextAttempt <= now
    }

    private mutating func remove(_ waiter: WaiterID) -> Waiter? {
        guard let found = waiters.removeValue(forKey: waiter) else { return nil }
        lines.leave(found.lane)
        return found
    }

    private mutating func failAll(_ failure: Failure? = nil) -> [Action] {
        waiters.keys.sorted().map { waiter in
            _ = remove(waiter)
            return .fail(waiter, failure ?? .away(lastFailure))
        }
    }

    /// The server was found silent.
    private mutating func goAway(_ now: Instant) -> [Action] {
        isAway = true
        lastFailure = .unreachable(reason: "the server does not answer")
        failures += 1
        failingSince = failingSince ?? now
        nextAttempt = now
        return failAll()
    }

    private mutating func wake(_ now: Instant) -> [Action] {
        guard var next = waiters.values.map(\.deadline).min() else { return [] }
        let attempts = opening.values.map { $0 + hanging }.filter { $0 > now }
        if let first = attempts.min() { next = min(next, first) }
        if let nextAttempt, failures > 0, attempts.isEmpty, nextAttempt > now { next = min(next, nextAttempt) }
        if let wakeUp, wakeUp <= next { return [] }
        wakeUp = next
        return [.wake(at: next)]
    }

    private func isGivenUp(_ now: Instant) -> Bool {
        if isAway { return true }
        guard let failingSince else { return false }
        return now - failingSince >= patience
    }

    private func isOld(_ member: Member, _ now: Instant) -> Bool {
        guard let maximumLifetime else { return false }
        return now - member.opened >= maximumLifetime
    }

    private mutating func discard(_ connection: ConnectionID) -> [Action] {
        guard members.removeValue(forKey: connection) != nil else { return [] }
        counters.discarded += 1
        return [.close(connection)]
    }

    private func drainedIfEmpty() -> [Action] {
        isClosed && members.isEmpty && opening.isEmpty ? [.drained] : []
    }
}
