/// The pool's rules, without connections, clocks and threads: events in, actions out.
///
/// - Waiters are served strictly in the order in which they came; each fails at its own deadline.
/// - The connection used last is handed out first, so that the others may rest.
/// - A connection is opened when a waiter has none, up to the maximum. While attempts fail there is one at a time,
///   after a growing pause, however many wait.
/// - When the server has been unreachable for longer than callers may wait, they fail at once, and only the attempts
///   that are due go on.
/// - When the server changes (restart, failover), idle connections are closed, and those in use when they come back.
struct PoolStateMachine {
    typealias Instant = ContinuousClock.Instant
    typealias ConnectionID = Int
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
        case unreachable(reason: String)
        case cancelled
        case closed
    }

    private struct Waiter {
        let since: Instant
        let deadline: Instant
    }

    private struct Member {
        let opened: Instant
        let generation: Int
    }

    private let maximum: Int
    private let maximumLifetime: Duration?
    private let patience: Duration
    private let backoff: Backoff

    private var members: [ConnectionID: Member] = [:]
    private var idle: [ConnectionID] = []
    private var opening: Set<ConnectionID> = []
    private var waiters: [WaiterID: Waiter] = [:]
    /// The order of waiters; those that have gone are skipped when their turn comes.
    private var line: ArraySlice<WaiterID> = []

    private var lastID = 0
    private var generation = 0
    private var failures = 0
    private var failingSince: Instant?
    private var lastReason = ""
    private var nextAttempt: Instant?
    private var wakeUp: Instant?
    private(set) var isClosed = false
    private var counters = PoolStatistics()

    /// - Parameter patience: how long a caller waits that names no deadline, and how long a server may be away before callers
    ///   do not wait.
    init(maximum: Int, patience: Duration, maximumLifetime: Duration? = nil, backoff: Backoff = .connecting) {
        self.maximum = max(1, maximum)
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
    mutating func acquire(_ waiter: WaiterID, deadline: Instant? = nil, now: Instant) -> [Action] {
        guard !isClosed else { return [.fail(waiter, .closed)] }
        waiters[waiter] = Waiter(since: now, deadline: deadline ?? now + patience)
        line.append(waiter)
        var actions = pump(now)
        // Nobody waits for a server that has been away for long; an attempt that is under way is not another's.
        if isGivenUp(now), members.isEmpty, opening.isEmpty, waiters.removeValue(forKey: waiter) != nil {
            actions.append(.fail(waiter, .unreachable(reason: lastReason)))
        }
        return actions
    }

    /// A caller's task was cancelled. Nothing happens when it has been served already.
    mutating func cancel(_ waiter: WaiterID) -> [Action] {
        waiters.removeValue(forKey: waiter) == nil ? [] : [.fail(waiter, .cancelled)]
    }

    /// The time asked for by ``Action/wake(at:)`` has come.
    mutating func tick(now: Instant) -> [Action] {
        if let wakeUp, wakeUp <= now { self.wakeUp = nil }
        var actions: [Action] = []
        for (id, waiter) in waiters.sorted(by: { $0.key < $1.key }) where waiter.deadline <= now {
            waiters[id] = nil
            counters.timeouts += 1
            let waited = now - waiter.since
            let isDown = failingSince != nil && members.isEmpty
            actions.append(.fail(id, isDown ? .unreachable(reason: lastReason) : .timeout(waited: waited)))
        }
        return actions + pump(now)
    }

    /// An attempt to connect succeeded.
    mutating func opened(_ connection: ConnectionID, now: Instant) -> [Action] {
        opening.remove(connection)
        guard !isClosed else { return [.close(connection)] + drainedIfEmpty() }
        counters.connects += 1
        failures = 0
        failingSince = nil
        nextAttempt = nil
        members[connection] = Member(opened: now, generation: generation)
        idle.append(connection)
        return pump(now)
    }

    /// An attempt to connect failed.
    mutating func openFailed(_ connection: ConnectionID, reason: String, now: Instant) -> [Action] {
        opening.remove(connection)
        counters.connectFailures += 1
        lastReason = reason
        guard !isClosed else { return drainedIfEmpty() }
        failures += 1
        if failingSince == nil { failingSince = now }
        nextAttempt = now + backoff.pause(after: failures)
        guard isGivenUp(now), members.isEmpty, opening.isEmpty else { return pump(now) }
        let failed = waiters.keys.sorted()
        waiters = [:]
        line = []
        return failed.map { .fail($0, .unreachable(reason: reason)) }
    }

    /// A caller gives its connection back.
    mutating func release(_ connection: ConnectionID, _ fitness: Connection.Fitness, now: Instant) -> [Action] {
        guard let member = members[connection] else { return [] }
        var actions: [Action] = []
        if fitness == .serverChanged, member.generation == generation {
            generation += 1
            for id in idle { actions += discard(id) }
            idle = []
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
        var actions: [Action] = waiters.keys.sorted().map { .fail($0, .closed) }
        waiters = [:]
        line = []
        for id in idle { actions += discard(id) }
        idle = []
        return actions + drainedIfEmpty()
    }

    // MARK: Rules

    private mutating func pump(_ now: Instant) -> [Action] {
        var actions: [Action] = []
        while let waiter = firstInLine(), let connection = idle.popLast() {
            if let member = members[connection], isOld(member, now) {
                actions += discard(connection)
                continue
            }
            line.removeFirst()
            waiters[waiter] = nil
            counters.acquired += 1
            actions.append(.lease(connection, to: waiter))
        }
        while mayOpen(now) {
            lastID += 1
            opening.insert(lastID)
            actions.append(.open(lastID))
        }
        return actions + wake(now)
    }

    private func mayOpen(_ now: Instant) -> Bool {
        guard waiters.count > opening.count, members.count + opening.count < maximum else { return false }
        guard failures > 0, let nextAttempt else { return true }
        return opening.isEmpty && nextAttempt <= now
    }

    private mutating func firstInLine() -> WaiterID? {
        while let first = line.first {
            if waiters[first] != nil { return first }
            line.removeFirst()
        }
        return nil
    }

    private mutating func wake(_ now: Instant) -> [Action] {
        guard let first = firstInLine(), var next = waiters[first]?.deadline else { return [] }
        if let nextAttempt, failures > 0, opening.isEmpty, nextAttempt > now { next = min(next, nextAttempt) }
        if let wakeUp, wakeUp <= next { return [] }
        wakeUp = next
        return [.wake(at: next)]
    }

    private func isGivenUp(_ now: Instant) -> Bool {
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
