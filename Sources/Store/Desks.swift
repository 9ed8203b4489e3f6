package import Domain
package import Postgres

extension DeskProfile {
    private static let columns: SQL = """
        id, slug, name, required_reviews, lease_seconds, live_leases, agreement, queue_score, minimum_evidence
        """

    init(row: Row) throws {
        self.init(
            id: try row["id"], slug: try row["slug"], name: try row["name"],
            policy: DeskPolicy(
                requiredReviews: try row["required_reviews"], leaseSeconds: try row["lease_seconds"],
                liveLeases: try row["live_leases"], agreement: try row["agreement"],
                queueScore: try row["queue_score"], minimumEvidence: try row["minimum_evidence"]))
    }

    /// - Throws: `NotFound` when there is no such desk.
    package static func get(_ id: ID, in session: Session) throws -> DeskProfile {
        let found = try session.first("SELECT \(columns) FROM desks WHERE id = \(id)", DeskProfile.init)
        guard let found else { throw NotFound("desk") }
        return found
    }

    package static func find(slug: String, in session: Session) throws -> DeskProfile? {
        try session.first("SELECT \(columns) FROM desks WHERE slug = \(slug)", DeskProfile.init)
    }

    /// Every desk, by slug.
    package static func all(in session: Session) throws -> [DeskProfile] {
        try session.all("SELECT \(columns) FROM desks ORDER BY slug", DeskProfile.init)
    }

    package func insert(in session: Session) throws {
        try session.execute(
            """
            INSERT INTO desks (\(Self.columns))
            VALUES (\(id), \(slug), \(name), \(policy.requiredReviews), \(policy.leaseSeconds), \(policy.liveLeases),
                \(policy.agreement), \(policy.queueScore), \(policy.minimumEvidence))
            """)
    }
}
