package import Domain
package import Postgres

extension DeskProfile {
    private static let columns: SQL = """
        id, slug, name, required_reviews, lease_seconds, live_leases, agreement, queue_score, minimum_evidence,
            independent_sources, primary_source, considered_against, right_of_reply, skip_policy, skip_limit
        """

    init(row: Row) throws {
        var policy = DeskPolicy(
            requiredReviews: try row["required_reviews"], leaseSeconds: try row["lease_seconds"],
            liveLeases: try row["live_leases"], agreement: try row["agreement"],
            queueScore: try row["queue_score"], minimumEvidence: try row["minimum_evidence"])
        policy.independentSources = try row["independent_sources"]
        policy.primarySource = try row["primary_source"]
        policy.consideredAgainst = try row["considered_against"]
        policy.rightOfReply = try row["right_of_reply"]
        policy.skipPolicy = try row["skip_policy"]
        policy.skipLimit = try row["skip_limit"]
        self.init(id: try row["id"], slug: try row["slug"], name: try row["name"], policy: policy)
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

    package func insert(in session: Session) throws {
        try session.execute(
            """
            INSERT INTO desks (\(Self.columns))
            VALUES (\(id), \(slug), \(name), \(policy.requiredReviews), \(policy.leaseSeconds), \(policy.liveLeases),
                \(policy.agreement), \(policy.queueScore), \(policy.minimumEvidence), \(policy.independentSources),
                \(policy.primarySource), \(policy.consideredAgainst), \(policy.rightOfReply), \(policy.skipPolicy),
                \(policy.skipLimit))
            """)
    }
}
