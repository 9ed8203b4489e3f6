internal import CLibPQ
@preconcurrency internal import Dispatch
internal import Synchronization

/// The right to interrupt one connection from another thread.
///
/// The pointer is kept as an address, which makes the type `Sendable`. That is sound: a `PGcancel` is a copy of the
/// server's address and key, libpq never writes to it after `PQgetCancel`, and `PQcancel` is documented as safe to
/// call from another thread while the connection is in use. Being `~Copyable`, it is freed exactly once.
struct CancelHandle: ~Copyable {
    private let address: UInt

    init(connection: OpaquePointer) {
        address = UInt(bitPattern: PQgetCancel(connection))
    }

    deinit {
        PQfreeCancel(OpaquePointer(bitPattern: address))
    }

    /// Asks the server to interrupt what the connection runs. Blocks until the server has passed the signal on, and with
    /// a server that says nothing for as long as it does.
    func send() {
        guard let raw = OpaquePointer(bitPattern: address) else { return }
        var reason = [CChar](repeating: 0, count: 256)
        // A failed request is not an error of its own: it is repeated as long as the statement runs.
        _ = PQcancel(raw, &reason, Int32(reason.count))
    }
}

/// Cancels the operation that a connection runs, and no other one.
///
/// Each use of the connection is an operation with a number. A request names its operation; a request for one that is
/// over does nothing, and ``finish(_:)`` waits for a request that is under way. So a cancellation never hits the
/// connection's next statement. `PQcancel` blocks and knows no limit of time, hence it runs on a side queue.
final class Canceller: Sendable {
    private struct State {
        var operation = 0
        var isActive = false
        var isCancelled = false
    }

    private let handle: CancelHandle
    private let state = Mutex(State())
    /// Requests that have not come back.
    private let underWay = DispatchGroup()

    private static let sideQueue = DispatchQueue(label: "postgres.cancel", attributes: .concurrent)
    /// A request takes a connection of its own: a millisecond or two, where the server answers at all.
    private static let limit = DispatchTimeInterval.seconds(1)

    init(connection: OpaquePointer) {
        handle = CancelHandle(connection: connection)
    }

    /// Starts an operation and returns its number.
    func begin() -> Int {
        state.withLock { state in
            state.operation += 1
            state.isActive = true
            state.isCancelled = false
            return state.operation
        }
    }

    /// True once the operation has been asked to stop.
    func isCancelled(_ operation: Int) -> Bool {
        state.withLock { $0.operation == operation && $0.isCancelled }
    }

    /// Ends the operation: no request for it is sent any more.
    ///
    /// - Returns: False when one is still under way after a second. It may hit what the connection runs next, so the
    ///   connection must run nothing any more.
    func finish(_ operation: Int) -> Bool {
        state.withLock { state in
            if state.operation == operation { state.isActive = false }
        }
        return underWay.wait(timeout: .now() + Self.limit) == .success
    }

    /// Asks, from a side queue, for the operation to stop. Repeated with growing pauses while the operation lasts:
    /// the server ignores a request that arrives just before the statement does.
    func cancel(_ operation: Int, pause: Int = 25) {
        Self.sideQueue.async { [self] in
            guard interrupt(operation) else { return }
            Self.sideQueue.asyncAfter(deadline: .now() + .milliseconds(pause)) { [self] in
                cancel(operation, pause: min(pause * 2, 1_000))
            }
        }
    }

    /// Interrupts the statement that is running now without marking the operation as cancelled. Blocks for a second at
    /// most.
    func interruptStatement() {
        underWay.enter()
        let sent = DispatchSemaphore(value: 0)
        Self.sideQueue.async { [self] in
            handle.send()
            underWay.leave()
            sent.signal()
        }
        _ = sent.wait(timeout: .now() + Self.limit)
    }

    private func interrupt(_ operation: Int) -> Bool {
        let isMeant = state.withLock { state in
            guard state.operation == operation, state.isActive else { return false }
            state.isCancelled = true
            underWay.enter()
            return true
        }
        guard isMeant else { return false }
        handle.send()
        underWay.leave()
        return true
    }
}
