import Domain
import Postgres
import Store
import Synchronization

/// Versions of scales that this process has read. What is stored of one never changes, so that each is read once.
final class KeptScales: Sendable {
    private struct Key: Hashable {
        let desk: DeskProfile.ID
        let reference: RatingScale.Reference
    }

    /// More than a server's desks use; then it begins anew.
    private static let limit = 1_000

    private let scales = Mutex<[Key: RatingScale]>([:])

    /// - Throws: `NotFound` when the desk has no such version.
    func scale(
        _ reference: RatingScale.Reference, on desk: DeskProfile.ID, in session: Session
    ) throws -> RatingScale {
        let key = Key(desk: desk, reference: reference)
        if let kept = scales.withLock({ $0[key] }) { return kept }
        let scale = try RatingScale.get(reference, on: desk, in: session)
        scales.withLock { scales in
            if scales.count >= Self.limit { scales = [:] }
            scales[key] = scale
        }
        return scale
    }
}
