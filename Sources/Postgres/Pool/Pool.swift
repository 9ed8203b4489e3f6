@preconcurrency internal import Dispatch
internal import Synchronization

/// Carries out what ``PoolStateMachine`` decides: opens connections, wakes callers, keeps time.
final class Pool: Sendable {
    private struct State {
        var machine: PoolStateMachine
        var connections: [PoolStateMachine.ConnectionID: Connection] = [:]
        var continuations: [PoolStateMachine.WaiterID: CheckedContinuation<Lease, any Error>] = [:]
        /// Callers that do not stand in line yet. One that is cancelled before it does leaves this set.
        var coming: Set<PoolStateMachine.WaiterID> = []
        var lastWaiter = 0
        var closing: [CheckedContinuation<Void, Never>] = []
    }

    /// A connection in the hands of one caller.
    struct Lease: Sendable {
        let id: PoolStateMachine.ConnectionID
        let connection: Connection
    }

    let configuration: Database.Configuration
    private let examiner: Examiner
    private let state: Mutex<State>
    private let queue = DispatchQueue(label: "postgres.pool")

    init(_ configuration: Database.Configuration) {
        self.configuration = configuration
        examiner = Examiner(configuration)
        state = Mutex(
            State(
                machine: PoolStateMachine(
                    maximum: configuration.maximumConnections,
                    patience: configuration.absenceLimit ?? configuration.acquireTimeout,
                    hanging: configuration.silenceCheck,
                    maximumLifetime: configuration.maximumLifetime
                )
            )
        )
    }

    var statistics: PoolStatistics {
        state.withLock { $0.machine.statistics }
    }

    /// - Throws: ``ConnectionError``, `CancellationError`.
    func acquire(_ lane: Lane, deadline: ContinuousClock.Instant) async throws -> Lease {
        let waiter = state.withLock { state in
            state.lastWaiter += 1
            state.coming.insert(state.lastWaiter)
            return state.lastWaiter
        }
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                step { state in
                    guard state.coming.remove(waiter) != nil else {
                        continuation.resume(throwing: CancellationError())
                        return []
                    }
                    state.continuations[waiter] = continuation
                    return state.machine.acquire(waiter, lane, deadline: deadline, now: .now)
                }
            }
        } onCancel: {
            step { state in
                state.coming.remove(waiter)
                return state.machine.cancel(waiter)
            }
        }
    }

    func release(_ lease: Lease, _ fitness: Connection.Fitness) {
        step { $0.machine.release(lease.id, fitness, now: .now) }
    }

    /// Waits until nothing is in use, `limit` at most.
    func close(within limit: Duration) async {
        await withCheckedContinuation { continuation in
            step { state in
                state.closing.append(continuation)
                return state.machine.close()
            }
            queue.asyncAfter(deadline: .now() + .milliseconds(Int(limit.wholeMilliseconds))) { [weak self] in
                self?.finishClosing()
            }
        }
    }

    private func finishClosing() {
        let waiting = state.withLock { state in
            defer { state.closing = [] }
            return state.closing
        }
        for continuation in waiting { continuation.resume() }
    }

    /// Feeds one event and carries the answer out. Callers are resumed, and connections opened and closed, outside of
    /// the lock.
    private func step(_ event: (inout State) -> [PoolStateMachine.Action]) {
        let effects = state.withLock { state in
            event(&state).map { effect(of: $0, &state) }
        }
        for effect in effects { effect() }
    }

    private func effect(of action: PoolStateMachine.Action, _ state: inout State) -> @Sendable () -> Void {
        switch action {
        case .lease(let id, let waiter):
            let continuation = state.continuations.removeValue(forKey: waiter)
            guard let connection = state.connections[id] else {
                preconditionFailure("the machine leases only connections that were opened")
            }
            return { continuation?.resume(returning: Lease(id: id, connection: connection)) }
        case .fail(let waiter, let failure):
            let continuation = state.continuations.removeValue(forKey: waiter)
            return { continuation?.resume(throwing: failure.error) }
        case .open(let id):
            return { [self] in open(id) }
        case .close(let id):
            let connection = state.connections.removeValue(forKey: id)
            // The last reference goes on the connection's own queue: PQfinish may block.
            return { connection?.executor.queue.async { _ = connection } }
        case .wake(let instant):
            return { [self] in wake(at: instant) }
        case .drained:
            return { [self] in finishClosing() }
        }
    }

    private func open(_ id: PoolStateMachine.ConnectionID) {
        Connection.open(configuration, examiner) { [weak self] result in
            self?.step { state in
                switch result {
                case .success(let connection):
                    state.connections[id] = connection
                    return state.machine.opened(id, now: .now)
                case .failure(let error):
                    let failure = error as? ConnectionError ?? .unreachable(reason: String(reflecting: error))
                    return state.machine.openFailed(id, failure, now: .now)
                }
            }
        }
    }

    private func wake(at instant: ContinuousClock.Instant) {
        let pause = max(.zero, instant - .now).wholeMilliseconds
        queue.asyncAfter(deadline: .now() + .milliseconds(Int(pause))) { [weak self] in
            self?.step { $0.machine.tick(now: .now) }
        }
    }
}

extension PoolStateMachine.Failure {
    var error: any Error {
        switch self {
        case .timeout(let waited): ConnectionError.acquireTimeout(waited: waited)
        case .away(let failure): failure
        case .cancelled: CancellationError()
        case .closed: ConnectionError.closed
        }
    }
}
