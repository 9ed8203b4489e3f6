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

    /// Asks the server to interrupt what the connection runs. Blocks until the server has passed the signal on.
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
/// connection's next statement. `PQcancel` blocks, hence it runs on a side queue.
final class Canceller: Sendable {
    private struct State: ~Copyable {
        let handle: CancelHandle
        var operation = 0
        var isActive = false
        var isCancelled = false
    }

    private let state: Mutex<State>

    private static let sideQueue = DispatchQueue(label: "postgres.cancel", attributes: .concurrent)

    init(connection: OpaquePointer) {
        state = Mutex(State(handle: CancelHandle(connection: connection)))
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

    /// Ends the operation: no request for it is sent any more, and none is under way when this returns.
    func finish(_ operation: Int) {
        state.withLock { state in
            if state.operation == operation { state.isActive = false }
        }
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

    /// Interrupts the statement that is running now without marking the operation as cancelled. Blocks.
    func interruptStatement() {
        state.withLock { $0.handle.send() }
    }

    private func interrupt(_ operation: Int) -> Bool {
        state.withLock { state in
            guard state.operation == operation, state.isActive else { return false }
            state.isCancelled = true
            state.handle.send()
            return true
        }
    }
}
