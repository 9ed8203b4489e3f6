import Domain
package import Postgres
package import Store
import Synchronization

extension Replica {
    /// The server behind a connection is not one to read from just now.
    private struct NotHere: Error {
        let state: ReplicaState
    }

    /// Reads one moment, in which all is seen that was seen on the primary before.
    ///
    /// - Parameters:
    ///   - lane: for whom a connection is taken where that is not the desk's people.
    ///   - body: gets that moment of the primary.
    /// - Returns: nil when the primary is to be asked instead.
    /// - Throws: what `body` does; `ConnectionError.acquireTimeout` when too many read here: a crowd that the replica cannot
    ///   serve must not fall upon the primary; `PostgresError` for a statement that took too long; `CancellationError`.
    package func read<Value: Sendable>(
        on lane: Lane? = nil, _ body: @Sendable (Session, PrimaryMoment) throws -> Value
    ) async throws -> Value? {
        do {
            guard let moment = await nextMoment() else {
                status.withLock { $0.fallbacks += 1 }
                return nil
            }
            // Again, on the very connection: an address may lead to several servers, and to others than before.
            let value = try await (lane.map(database.on) ?? database).read(
                .repeatableRead, after: { try Self.require(moment.position, in: $0) }
            ) { try body($0, moment) }
            status.withLock { $0.reads += 1 }
            return value
        } catch  where isForPrimary(error) {
            status.withLock { $0.fallbacks += 1 }
            return nil
        }
    }

    private static func require(_ position: LogPosition, in session: Session) throws {
        guard let replayed = try StandbyMoment.read(in: session).replayed else { throw NotHere(state: .noStandby) }
        if replayed < position { throw NotHere(state: .behind) }
    }

    /// Whether the primary may do better. Whatever a standby refuses is for it: statements in the way of what is replayed (40001),
    /// what only a primary can do (25006, 0A000), a table that is not there yet. The next look decides over one that is gone.
    private func isForPrimary(_ error: any Error) -> Bool {
        switch error {
        case let error as NotHere:
            set(error.state)
            return true
        case ConnectionError.acquireTimeout:
            return status.withLock { $0.state != .inUse }
        case let error as PostgresError:
            if error.sqlState == .queryCanceled { return false }
            // It goes, or has no room.
            if ["08", "53", "57"].contains(error.sqlState.errorClass) { set(.unreachable) }
            return true
        case is ConnectionError:
            set(.unreachable)
            return true
        default: return false
        }
    }
}
