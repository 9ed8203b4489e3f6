package import Domain
import Postgres
import Store
import Telemetry

// What operators watch, without a key: over all desks, and nothing that says who did what.
extension Desk {
    /// The connections of this process.
    package var poolFigures: PoolFigures {
        let pool = database.statistics
        return PoolFigures(inUse: pool.inUse, idle: pool.idle, waiting: pool.waiting)
    }

    /// What the database tells of queues, jobs and itself, at most some seconds old.
    package func operationFigures() async throws -> OperationFigures {
        try await keptFigures.answer {
            let isCopy = try await !isAtHome()
            return try await readAsDesk(on: .entry) { session in
                OperationFigures(
                    jobs: try Job.figures(in: session), oldestJobSeconds: try Job.oldestWait(in: session),
                    queues: try Queue.depths(in: session), health: try DatabaseHealth.read(in: session), isCopy: isCopy)
            }
        }
    }
}
