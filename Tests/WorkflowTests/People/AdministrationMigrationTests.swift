import Domain
import Foundation
import Postgres
import TestSupport
import Testing

@testable import Workflow

/// What the migration of the administration makes of a desk that was there before.
@Suite(
    .database(
        migrations: Array(Schema.migrations.prefix { !$0.name.hasSuffix("_administration") })))
struct AdministrationMigrationTests {
    @Test func anOldDeskUsesItsNewestScaleAndItsRatingsLeanAsTheyWereCounted() async throws {
        let database = TestDatabase.current.database
        try await database.write { session in
            try session.script(
                """
                INSERT INTO desks (id, slug, name) VALUES ('01890a5d-ac96-774b-bcce-b302099a8057', 'old', 'Old');
                INSERT INTO rating_scales (desk_id, id, name, version, created_at)
                SELECT d.id, s.id::uuid, 'Truth', s.version, now() - make_interval(days => s.age)
                FROM desks d, (VALUES
                    ('01890a5d-ac96-774b-bcce-b302099a8001', 1, 9), ('01890a5d-ac96-774b-bcce-b302099a8002', 1, 8),
                    ('01890a5d-ac96-774b-bcce-b302099a8002', 2, 7)) s (id, version, age);
                INSERT INTO ratings (desk_id, scale_id, scale_version, key, position, label, off_scale)
                SELECT s.desk_id, s.id, s.version, r.key, r.position, r.key, r.key = 'none'
                FROM rating_scales s, (VALUES ('none', 0), ('right', 1), ('half', 2), ('wrong', 3)) r (key, position);
                """)
        }
        _ = try await Schema.migrator().migrate(database)
        let (desk, directions) = try await database.read { session in
            (
                try session.first("SELECT scale_id::text AS id, scale_version AS version FROM desks") {
                    "\(try $0.decode("id", as: String.self)) \(try $0.decode("version", as: Int.self))"
                },
                try session.all("SELECT key || ' ' || coalesce(direction, '-') AS text FROM ratings ORDER BY 1") {
                    try $0.decode("text", as: String.self)
                }
            )
        }
        #expect(desk == "01890a5d-ac96-774b-bcce-b302099a8002 2")
        #expect(
            directions
                == ["half mixed", "none -", "right true", "wrong false"].flatMap {
                    Array(repeating: $0, count: 3)
                })
        // And ratings are immutable again.
        await #expect(throws: PostgresError.self) {
            try await database.write { try $0.execute("UPDATE ratings SET label = 'x'") }
        }
    }
}
