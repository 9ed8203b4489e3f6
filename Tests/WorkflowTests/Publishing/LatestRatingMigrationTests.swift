import Postgres
import TestSupport
import Testing

@testable import Workflow

/// What the migration of public lists by rating makes of claims that were there before.
@Suite(
    .database(
        migrations: Array(Schema.migrations.prefix { !$0.name.hasSuffix("_latest_rating") })))
struct LatestRatingMigrationTests {
    @Test func aClaimHasTheRatingOfItsLatestVerdict() async throws {
        let database = TestDatabase.current.database
        try await database.write { session in
            try session.script(
                """
                -- Without the rows that all of these refer to.
                SET LOCAL session_replication_role = replica;
                INSERT INTO claims (desk_id, id, article_id, version_id, ordinal, status, statement, claimant_kind, kind,
                    checkable, worthiness, score, reasons, detector, required_reviews, decided_at, published_at)
                SELECT desk::uuid, id::uuid, id::uuid, id::uuid, 1, 'published', 'S', 'article', 'event', true, 'minor',
                    0.5, '{}', 'd', 1, now(), now()
                FROM (VALUES
                    ('01890a5d-ac96-774b-bcce-b302099a8001', '01890a5d-ac96-774b-bcce-b302099a8011'),
                    ('01890a5d-ac96-774b-bcce-b302099a8001', '01890a5d-ac96-774b-bcce-b302099a8012'),
                    ('01890a5d-ac96-774b-bcce-b302099a8002', '01890a5d-ac96-774b-bcce-b302099a8011')) c (desk, id);
                INSERT INTO verdicts (desk_id, id, claim_id, version, basis, scale_id, scale_version, rating, rationale,
                    decided_by)
                SELECT desk::uuid, gen_random_uuid(), claim::uuid, version, 'adjudication', claim::uuid, 1, rating, 'r',
                    claim::uuid
                FROM (VALUES
                    ('01890a5d-ac96-774b-bcce-b302099a8001', '01890a5d-ac96-774b-bcce-b302099a8011', 2, 'new'),
                    ('01890a5d-ac96-774b-bcce-b302099a8001', '01890a5d-ac96-774b-bcce-b302099a8011', 1, 'old'),
                    ('01890a5d-ac96-774b-bcce-b302099a8002', '01890a5d-ac96-774b-bcce-b302099a8011', 1, 'other')
                    ) v (desk, claim, version, rating);
                """)
        }
        _ = try await Schema.migrator().migrate(database)
        let ratings = try await database.read { session in
            try session.all("SELECT latest_rating FROM claims ORDER BY desk_id, id") {
                try $0["latest_rating"] as String?
            }
        }
        #expect(ratings == ["new", nil, "other"])
    }
}
