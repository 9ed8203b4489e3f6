import Domain
import Postgres
import Store
import Synchronization

/// Desks with new events that other processes are still to be told of. Many changes within a few milliseconds are one
/// notification, and none of them is in a change's own transaction.
final class Announcements: Sendable {
    /// How long changes are collected after a notification: the first one goes out at once.
    static let pause = Duration.milliseconds(20)

    private struct State {
        var desks: Set<DeskProfile.ID> = []
        var waiter: AsyncStream<Void>.Continuation?
    }

    private let state = Mutex(State())

    func add(_ desk: DeskProfile.ID) {
        let waiter = state.withLock { state in
            state.desks.insert(desk)
            return state.waiter
        }
        waiter?.yield()
    }

    /// Sends what is added, until the task is cancelled.
    func send(on database: Database) async throws {
        let (calls, continuation) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        state.withLock { $0.waiter = continuation }
        defer { state.withLock { $0.waiter = nil } }
        continuation.yield()
        for await _ in calls {
            let desks = state.withLock { state in
                defer { state.desks = [] }
                return state.desks
            }
            if desks.isEmpty { continue }
            try await database.write { session in
                for desk in desks { try session.notify(Signals.eventsChannel, desk.description) }
            }
            try await Task.sleep(for: Self.pause)
        }
    }
}
