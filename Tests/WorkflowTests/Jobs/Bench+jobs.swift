import Domain
import Postgres

@testable import Workflow

extension Bench {
    /// Fetches the next job under a lease of 30 seconds; nil when none waits.
    func fetch(_ worker: String) async throws -> Job? {
        try await desk.fetchJobs(limit: 1, worker: worker, lease: .seconds(30)).first
    }

    /// Lets the lease of every running job run out, as time would.
    func loseJobLeases() async throws {
        try await database.write { session in
            try session.execute(
                "UPDATE jobs SET lease_expires_at = now() - interval '1 second' WHERE state = 'running'")
        }
    }
}
