import Domain
import Synchronization

/// The database's answer to a scrape, kept for a moment: anybody may scrape, and however many do, the database is asked every
/// two seconds at most and never twice at once where an answer of late is there.
final class KeptFigures: Sendable {
    private struct State {
        var kept: (figures: OperationFigures, at: ContinuousClock.Instant)?
        var isAsking = false
    }

    /// How old an answer may be.
    private static let freshness = Duration.seconds(2)
    /// How old it may be while somebody asks for a newer one.
    private static let patience = Duration.seconds(30)

    private let state = Mutex(State())

    /// - Throws: what asking throws; nothing of it is kept.
    func figures(_ ask: () async throws -> OperationFigures) async throws -> OperationFigures {
        let kept = state.withLock { state -> OperationFigures? in
            let limit = state.isAsking ? Self.patience : Self.freshness
            if let kept = state.kept, kept.at.duration(to: ContinuousClock.now) < limit { return kept.figures }
            state.isAsking = true
            return nil
        }
        if let kept { return kept }
        do {
            let figures = try await ask()
            let now = ContinuousClock.now
            state.withLock { $0 = State(kept: (figures, now)) }
            return figures
        } catch {
            state.withLock { $0 = State() }
            throw error
        }
    }
}
