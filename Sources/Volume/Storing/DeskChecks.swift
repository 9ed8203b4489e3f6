import Domain
package import Postgres
import Store

/// What a desk holds of that which it has accepted.
package struct DeskHoldings: Sendable {
    package let articles: Int
    /// Versions that were read.
    package let read: Int
    /// Claims of these, as extraction found them.
    package let claims: Int
    package let leases: Int
    package let reviews: Int
    /// Jobs that are not at their end, of any desk.
    package let waiting: Int
}

// What has to be true after anything failed in the middle of work.
extension Database {
    /// Counts what a desk holds.
    package func holdings(onDesk slug: String) async throws -> DeskHoldings {
        try await read { session in
            try session.limitStatements(to: nil)
            return try session.first(
                """
                SELECT
                    (SELECT count(*) FROM articles a WHERE a.desk_id = d.id) AS articles,
                    (SELECT count(*) FROM extractions e WHERE e.desk_id = d.id AND e.status = 'ready') AS read,
                    (SELECT count(*) FROM claims c WHERE c.desk_id = d.id AND c.detector <> 'bench') AS claims,
                    (SELECT count(*) FROM leases l WHERE l.desk_id = d.id) AS leases,
                    (SELECT count(*) FROM reviews r WHERE r.desk_id = d.id) AS reviews,
                    (SELECT count(*) FROM jobs) AS waiting
                FROM desks d
                WHERE d.slug = \(slug)
                """
            ) {
                DeskHoldings(
                    articles: try $0["articles"], read: try $0["read"], claims: try $0["claims"],
                    leases: try $0["leases"], reviews: try $0["reviews"], waiting: try $0["waiting"])
            } ?? DeskHoldings(articles: 0, read: 0, claims: 0, leases: 0, reviews: 0, waiting: 0)
        }
    }

    /// How many versions of a desk were read.
    package func articlesRead(onDesk slug: String) async throws -> Int {
        try await read { session in
            try session.first(
                """
                SELECT count(*) AS count FROM extractions e JOIN desks d ON d.id = e.desk_id
                WHERE d.slug = \(slug) AND e.status = 'ready'
                """
            ) { try $0["count"] } ?? 0
        }
    }

    /// Whether every article of a desk was read.
    package func hasNothingToRead(onDesk slug: String) async throws -> Bool {
        try await read { session in
            try session.first(
                """
                SELECT NOT EXISTS (
                    SELECT FROM extractions e JOIN desks d ON d.id = e.desk_id
                    WHERE d.slug = \(slug) AND e.status IN ('received', 'extracting')
                ) AS done
                """
            ) { try $0["done"] } ?? true
        }
    }

    /// How many articles a desk has.
    package func articles(onDesk slug: String) async throws -> Int {
        try await read { session in
            try session.first(
                "SELECT count(*) AS count FROM articles a JOIN desks d ON d.id = a.desk_id WHERE d.slug = \(slug)"
            ) { try $0["count"] } ?? 0
        }
    }

    /// The rules that rows of a desk break, each with the number of these; empty where all are kept.
    package func brokenRules(onDesk slug: String) async throws -> [(rule: String, rows: Int)] {
        try await read { session in
            try session.limitStatements(to: nil)
            guard let desk = try DeskProfile.find(slug: slug, in: session) else { throw NotFound("desk \(slug)") }
            return try Self.rules(of: desk.id).compactMap { rule, rows in
                let count: Int = try session.first("SELECT count(*) AS count FROM (\(rows)) b") { try $0["count"] } ?? 0
                return count > 0 ? (rule, count) : nil
            }
        }
    }

    /// Each with a statement that returns what breaks it.
    private static func rules(of desk: DeskProfile.ID) -> [(String, SQL)] {
        [
            (
                "a slot is held under one lease",
                """
                SELECT slot_id FROM leases WHERE desk_id = \(desk) AND ended_at IS NULL
                GROUP BY slot_id HAVING count(*) > 1
                """
            ),
            (
                "a leased slot has a lease that lives and its token",
                """
                SELECT s.id FROM review_slots s
                LEFT JOIN leases l ON l.desk_id = s.desk_id AND l.id = s.lease_id AND l.slot_id = s.id
                    AND l.token = s.token AND l.member_id = s.reviewer_id AND l.ended_at IS NULL
                WHERE s.desk_id = \(desk) AND s.state = 'leased' AND l.id IS NULL
                """
            ),
            (
                "a lease that lives holds its slot",
                """
                SELECT l.id FROM leases l
                LEFT JOIN review_slots s ON s.desk_id = l.desk_id AND s.id = l.slot_id AND s.lease_id = l.id
                    AND s.state = 'leased'
                WHERE l.desk_id = \(desk) AND l.ended_at IS NULL AND s.id IS NULL
                """
            ),
            (
                "nobody has two slots of a claim",
                """
                SELECT claim_id FROM review_slots WHERE desk_id = \(desk) AND reviewer_id IS NOT NULL
                GROUP BY claim_id, reviewer_id HAVING count(*) > 1
                """
            ),
            (
                "a slot is done with a review, and only with one",
                """
                SELECT s.id FROM review_slots s
                LEFT JOIN reviews r ON r.desk_id = s.desk_id AND r.slot_id = s.id
                WHERE s.desk_id = \(desk) AND (s.state = 'done') <> (r.id IS NOT NULL)
                """
            ),
            (
                "a review has its evidence",
                """
                SELECT r.id FROM reviews r
                WHERE r.desk_id = \(desk) AND NOT EXISTS (
                    SELECT FROM evidence e WHERE e.desk_id = r.desk_id AND e.review_id = r.id)
                """
            ),
            (
                "a version that is not read has a job",
                """
                SELECT e.version_id FROM extractions e
                WHERE e.desk_id = \(desk) AND e.status IN ('received', 'extracting') AND NOT EXISTS (
                    SELECT FROM jobs j WHERE j.desk_id = e.desk_id AND lower(j.payload ->> 'versionID') = e.version_id::text)
                """
            ),
            (
                "a place of a version has one claim",
                """
                SELECT version_id FROM claims WHERE desk_id = \(desk) GROUP BY version_id, ordinal HAVING count(*) > 1
                """
            ),
            (
                "an ended job waits for nothing",
                "SELECT j.id FROM jobs j JOIN job_history h ON h.id = j.id WHERE j.desk_id = \(desk)"
            ),
        ]
    }

    /// For psql: ends all sessions of the database but its own.
    package static let endingSessions =
        "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = current_database() "
        + "AND pid <> pg_backend_pid();"
}
