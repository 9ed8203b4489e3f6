import Synchronization

/// An answer that is kept for a moment: however many ask, it is fetched every two seconds at most, and never twice at once where
/// one of late is there.
package final class Kept<Answer: Sendable>: Sendable {
    private struct State {
        var kept: (answer: Answer, at: ContinuousClock.Instant)?
        var isAsking = false
    }

    private let freshness: Duration
    private let patience: Duration
    private let state = Mutex(State())

    /// - Parameters:
    ///   - freshness: how old an answer may be.
    ///   - patience: how old it may be while somebody fetches a newer one.
    package init(freshness: Duration = .seconds(2), patience: Duration = .seconds(30)) {
        self.freshness = freshness
        self.patience = patience
    }

    /// - Throws: what fetching throws; nothing of it is kept.
    package func answer(_ fetch: () async throws -> Answer) async throws -> Answer {
        let kept = state.withLock { state -> Answer? in
            let limit = state.isAsking ? patience : freshness
            if let kept = state.kept, kept.at.duration(to: .now) < limit { return kept.answer }
            state.isAsking = true
            return nil
        }
        if let kept { return kept }
        do {
            let answer = try await fetch()
            state.withLock { $0 = State(kept: (answer, .now)) }
            return answer
        } catch {
            state.withLock { $0 = State() }
            throw error
        }
    }
}
