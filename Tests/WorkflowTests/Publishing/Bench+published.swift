import Domain
import Postgres
import Store
import TestSupport

@testable import Workflow

extension DatabaseTemplate {
    /// A desk `demo` with twenty thousand published verdicts.
    static var manyVerdicts: DatabaseTemplate {
        DatabaseTemplate("many_verdicts", migrations: Schema.migrations) { database in
            try await Bench.make(database: database).fillPublished(20_000, accurate: 5_000)
        }
    }
}

extension Bench {
    /// Published claims without a history of reviews: statement n is "Claim n", said by "Mira Oduya" for every tenth, rated
    /// `misleading` for every thousandth and else `false`, the oldest ones `accurate`; the highest number is the newest.
    func fillPublished(_ count: Int, accurate: Int = 0) async throws {
        let article = try await article(requiredReviews: 2)
        try await database.write { session in
            // Without triggers and foreign keys: a claim's latest rating, set row by row, took most of a minute on a
            // busy machine. It is given here.
            try session.execute("SET LOCAL session_replication_role = replica")
            try session.execute(
                """
                WITH c AS (
                    INSERT INTO claims (desk_id, id, article_id, version_id, ordinal, status, statement, claimant_name,
                        claimant_kind, kind, checkable, worthiness, score, reasons, detector, required_reviews,
                        queued_at, decided_at, published_at, latest_rating)
                    SELECT v.desk_id, gen_random_uuid(), v.article_id, v.id, 1000 + n, 'published', 'Claim ' || n,
                        CASE WHEN n % 10 = 0 THEN 'Mira Oduya' END,
                        CASE WHEN n % 10 = 0 THEN 'named' ELSE 'article' END, 'event', true, 'important', 0.5, '{}',
                        'test', 2, now(), now(), now() - (\(count) - n) * interval '1 s',
                        CASE WHEN n % 1000 = 0 THEN 'misleading' WHEN n <= \(accurate) THEN 'accurate'
                            ELSE 'false' END
                    FROM article_versions v, generate_series(1, \(count)) n
                    WHERE v.article_id = \(article.id)
                    RETURNING desk_id, id, version_id, ordinal - 1000 AS n, published_at
                ), h AS (
                    INSERT INTO anchors (desk_id, claim_id, version_id, start_offset, end_offset, utf16_start,
                        utf16_end, utf8_start, utf8_end, exact, prefix, suffix, main)
                    SELECT desk_id, id, version_id, 10000 + n, 10001 + n, 0, 0, 0, 0, 'x', '', '', true FROM c
                ), v AS (
                    INSERT INTO verdicts (desk_id, id, claim_id, version, basis, scale_id, scale_version, rating,
                        rationale, decided_by)
                    SELECT c.desk_id, gen_random_uuid(), c.id, 1, 'adjudication', d.scale_id, d.scale_version,
                        CASE WHEN c.n % 1000 = 0 THEN 'misleading' WHEN c.n <= \(accurate) THEN 'accurate'
                            ELSE 'false' END, 'r',
                        \(try principal("ed").memberID)
                    FROM c JOIN desks d ON d.id = c.desk_id
                    RETURNING desk_id, id, claim_id, decided_by
                )
                INSERT INTO ledger_entries (desk_id, id, claim_id, verdict_id, entered_by, kind)
                SELECT desk_id, gen_random_uuid(), claim_id, id, decided_by, 'publication' FROM v
                """)
        }
        try await database.writeWithoutTransaction { session in
            for table in ["claims", "verdicts", "anchors", "ledger_entries"] {
                // What the inserts left behind would have to be read by every search; autovacuum does it on a desk.
                try session.execute("VACUUM (ANALYZE) \(identifier: table)")
            }
        }
    }
}
