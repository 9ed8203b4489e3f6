import Domain
import Postgres

@testable import Workflow

extension Bench {
    /// Lets the time of whatever waits or is on its way pass.
    func leasesRunOut() async throws {
        try await database.write { session in
            _ = try session.execute(
                """
                UPDATE webhook_deliveries
                SET next_attempt_at = now() - interval '1 second',
                    leased_until = CASE WHEN token IS NOT NULL THEN now() - interval '1 second' END
                """)
        }
    }
}
