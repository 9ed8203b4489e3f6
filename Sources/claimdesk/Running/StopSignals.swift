@preconcurrency import Dispatch
import Foundation
import Synchronization

/// SIGINT and SIGTERM, taken from the process's default (to die at once) for as long as it lives.
///
/// The first one calls the handler that is set at that moment; a second Ctrl-C does nothing more. ServiceGroup could
/// trap them too, but only while it runs: starting Postgres and migrating must be stoppable as well.
final class StopSignals: Sendable {
    private struct State {
        var hasStopped = false
        var handler: (@Sendable () -> Void)?
    }

    private let state = Mutex(State())
    private let sources: [any DispatchSourceSignal]

    init() {
        // A reader of our stdout that has gone away is no reason to die.
        signal(SIGPIPE, SIG_IGN)
        let queue = DispatchQueue(label: "claimdesk.signals")
        sources = [SIGINT, SIGTERM].map { DispatchSource.makeSignalSource(signal: $0, queue: queue) }
        // Registered before anything else is done: until then a signal would still kill at once.
        let registered = DispatchSemaphore(value: 0)
        for source in sources {
            source.setEventHandler { [weak self] in self?.stop() }
            source.setRegistrationHandler { registered.signal() }
            source.resume()
        }
        for _ in sources { registered.wait() }
    }

    /// True once the process was asked to stop.
    var hasStopped: Bool { state.withLock { $0.hasStopped } }

    /// Sets what a signal does from now on; called at once when one has come already.
    func handle(_ handler: @escaping @Sendable () -> Void) {
        let late = state.withLock { state in
            state.handler = handler
            return state.hasStopped
        }
        if late { handler() }
    }

    /// Runs something that a signal cancels.
    ///
    /// - Throws: `CancellationError` when it was cancelled, and what it throws itself.
    func cancelling<Value: Sendable>(
        _ operation: @escaping @Sendable () async throws -> Value
    ) async throws -> Value {
        let work = Task { try await operation() }
        handle { work.cancel() }
        do {
            return try await work.value
        } catch  where hasStopped {
            // Whatever a cancelled statement or system call says about it.
            throw CancellationError()
        }
    }

    /// As a signal does it; for a program that has done what it was started for.
    func stop() {
        let handler = state.withLock { state in
            defer { state.hasStopped = true }
            return state.hasStopped ? nil : state.handler
        }
        handler?()
    }
}
