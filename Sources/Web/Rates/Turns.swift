import HTTPTypes
import NIOCore
import Synchronization

/// Has requests that read run a few at a time, and of each key or address fewer: the rest wait for their turn.
///
/// Answers are made in memory and rows wait for a connection of the pool: 600 requests for a large article at once, by one key,
/// held 500 MB before the first byte was written and kept every other member waiting for seconds.
final class Turns<Holder: Hashable & Sendable>: Sendable {
    private struct Waiting {
        let id: UInt64
        let holder: Holder
        let turn: CheckedContinuation<Bool, Never>
    }

    private struct State {
        var running = 0
        var byHolder: [Holder: Int] = [:]
        var waiting: [Waiting] = []
        var next: UInt64 = 0
    }

    /// As long as one waits for a connection of the pool.
    private static var patience: TimeAmount { .seconds(5) }

    private let all: Int
    private let each: Int
    private let state = Mutex(State())

    /// - Parameters:
    ///   - all: how many run at once.
    ///   - each: how many of one holder.
    init(all: Int, each: Int) {
        self.all = all
        self.each = each
    }

    /// How many wait.
    var waiting: Int { state.withLock { $0.waiting.count } }

    /// Does something when it is its turn.
    ///
    /// - Parameter loop: tells when the time for waiting is over; nil has none.
    /// - Throws: `Problem` (503) when its turn does not come in time, and what `body` does.
    func run<Value>(
        for holder: Holder, on loop: (any EventLoop)?, _ body: () async throws -> Value
    ) async throws -> Value {
        guard await enter(holder, loop) else {
            throw Problem(
                .unavailable, "Too many requests are under way; try again in a moment.", headers: [.retryAfter: "1"])
        }
        defer { leave(holder) }
        return try await body()
    }

    private func enter(_ holder: Holder, _ loop: (any EventLoop)?) async -> Bool {
        await withCheckedContinuation { turn in
            let id = state.withLock { state -> UInt64? in
                if state.running < all, state.byHolder[holder, default: 0] < each {
                    state.running += 1
                    state.byHolder[holder, default: 0] += 1
                    return nil
                }
                state.next += 1
                state.waiting.append(Waiting(id: state.next, holder: holder, turn: turn))
                return state.next
            }
            guard let id else { return turn.resume(returning: true) }
            loop?.scheduleTask(in: Self.patience) { self.giveUp(id) }
        }
    }

    /// The next is the first whose holder has not as many running as may be.
    private func leave(_ holder: Holder) {
        let next = state.withLock { state -> Waiting? in
            state.running -= 1
            let left = state.byHolder[holder, default: 0] - 1
            state.byHolder[holder] = left > 0 ? left : nil
            guard state.running < all,
                let place = state.waiting.firstIndex(where: { state.byHolder[$0.holder, default: 0] < each })
            else { return nil }
            let next = state.waiting.remove(at: place)
            state.running += 1
            state.byHolder[next.holder, default: 0] += 1
            return next
        }
        next?.turn.resume(returning: true)
    }

    private func giveUp(_ id: UInt64) {
        let late = state.withLock { state -> Waiting? in
            state.waiting.firstIndex { $0.id == id }.map { state.waiting.remove(at: $0) }
        }
        late?.turn.resume(returning: false)
    }
}
