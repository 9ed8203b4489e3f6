internal import Synchronization

/// Has what is asked for at the same time done together. While as much of a key is under way as may be, what comes is
/// gathered, and done in one go when there is room, in the order in which it came. Whoever asks alone waits for nobody.
public final class Gathering<Key: Hashable & Sendable, Ask: Sendable, Answer: Sendable>: Sendable {
    /// Does what was gathered: an answer for each, in the same order.
    public typealias Work = @Sendable ([Ask]) async throws -> [Result<Answer, any Error>]
    /// Told of answers whose askers have gone meanwhile.
    public typealias Unclaimed = @Sendable ([(ask: Ask, answer: Answer)]) async -> Void

    private let limit: Int
    private let width: Int
    private let crowd: Int
    private let rest: Duration
    private let state = Mutex(State())

    /// Gathers nothing yet.
    ///
    /// - Parameters:
    ///   - limit: how many are done together at most.
    ///   - width: how many such are under way at once, of each key.
    ///   - crowd: how many must wait for another to begin beside one that is under way: where that takes next to no time, those
    ///     who wait for it cost less together.
    ///   - rest: how long to wait at most until more of a key is done, once it was asked for by several at the same time: as long as
    ///     that took, so that a crowd makes half of the work at most. Whoever asks alone never waits for it.
    public init(limit: Int, width: Int, crowd: Int = 1, rest: Duration = .zero) {
        self.limit = limit
        self.width = width
        self.crowd = crowd
        self.rest = rest
    }

    /// Asks, and waits for the answer.
    ///
    /// - Parameters:
    ///   - work: does this and what was gathered with it; that of the first one is used for all.
    /// - Throws: what the work says or throws; `CancellationError` as soon as the task is cancelled.
    public func answer(
        to ask: Ask, of key: Key, by work: @escaping Work, unclaimed: @escaping Unclaimed = { _ in }
    ) async throws -> Answer {
        let id = state.withLock { $0.newID() }
        let answer = try await withTaskCancellationHandler {
            try Task.checkCancellation()
            return try await withCheckedThrowingContinuation { continuation in
                let waiter = Waiter(id: id, ask: ask, continuation: continuation)
                let begins = state.withLock { $0.groups[key, default: Group()].enter(waiter, width, crowd) }
                if begins { Task { await run(key, work, unclaimed) } }
                // Cancelled before it had entered, it was not found.
                if Task.isCancelled { leave(id, key) }
            }
        } onCancel: {
            leave(id, key)
        }
        if Task.isCancelled {
            // In a task of its own: in a cancelled one nothing can be undone.
            await Task { await unclaimed([(ask: ask, answer: answer)]) }.value
            throw CancellationError()
        }
        return answer
    }

    /// How many of a key wait for their turn.
    package func waiting(of key: Key) -> Int { state.withLock { $0.groups[key]?.waiting.count ?? 0 } }

    /// Does one group after the other until nobody waits.
    private func run(_ key: Key, _ work: Work, _ unclaimed: Unclaimed) async {
        while let group = state.withLock({ $0.next(of: key, limit) }) {
            let begun = ContinuousClock.now
            var answers: [Result<Answer, any Error>]
            do {
                answers = try await work(group.map(\.ask))
            } catch {
                answers = group.map { _ in .failure(error) }
            }
            var lost: [(ask: Ask, answer: Answer)] = []
            for (waiter, answer) in zip(group, answers) {
                if let continuation = state.withLock({ $0.groups[key]?.served.removeValue(forKey: waiter.id) }) {
                    continuation.resume(with: answer)
                } else if case .success(let answer) = answer {
                    lost.append((ask: waiter.ask, answer: answer))
                }
            }
            if !lost.isEmpty { await unclaimed(lost) }
            if group.count > 1, rest > .zero {
                // Nobody cancels this task.
                try? await Task.sleep(for: min(rest, begun.duration(to: .now)))
            }
        }
    }

    private func leave(_ id: Int, _ key: Key) {
        state.withLock { $0.groups[key]?.remove(id) }?.resume(throwing: CancellationError())
    }

    private struct Waiter {
        let id: Int
        let ask: Ask
        let continuation: CheckedContinuation<Answer, any Error>
    }

    private struct Group {
        var waiting: [Waiter] = []
        /// Those whose work is under way; who is not in it any more has gone.
        var served: [Int: CheckedContinuation<Answer, any Error>] = [:]
        var running = 0

        /// - Returns: true when it is done by a run of its own, which takes who has come by the time that it begins.
        mutating func enter(_ waiter: Waiter, _ width: Int, _ crowd: Int) -> Bool {
            waiting.append(waiter)
            if running == width || running > 0 && waiting.count < crowd { return false }
            running += 1
            return true
        }

        mutating func serve(_ limit: Int) -> [Waiter] {
            let group = Array(waiting.prefix(limit))
            waiting.removeFirst(group.count)
            for waiter in group { served[waiter.id] = waiter.continuation }
            return group
        }

        mutating func remove(_ id: Int) -> CheckedContinuation<Answer, any Error>? {
            if let index = waiting.firstIndex(where: { $0.id == id }) { return waiting.remove(at: index).continuation }
            return served.removeValue(forKey: id)
        }
    }

    private struct State {
        var lastID = 0
        var groups: [Key: Group] = [:]

        mutating func newID() -> Int {
            lastID += 1
            return lastID
        }

        /// What a run is to do next; nil when nobody waits and it is over.
        mutating func next(of key: Key, _ limit: Int) -> [Waiter]? {
            let next = groups[key]?.serve(limit) ?? []
            if !next.isEmpty { return next }
            groups[key]?.running -= 1
            if groups[key]?.running == 0 { groups[key] = nil }
            return nil
        }
    }
}
