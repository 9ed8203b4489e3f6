import Postgres
import TestSupport
import Testing

@testable import Workflow

/// What the migration of blindness by person makes of members and webhooks that were there before.
@Suite(
    .database(
        migrations: Array(Schema.migrations.prefix { !$0.name.hasSuffix("_sight_of_reviews") })))
struct SightMigrationTests {
    @Test func whoCouldReadReviewsIsRemembered() async throws {
        let database = TestDatabase.current.database
        try await database.write { session in
            try session.script(
                """
                INSERT INTO desks (id, slug, name) VALUES ('01890a5d-ac96-774b-bcce-b302099a8057', 'old', 'Old');
                INSERT INTO members (desk_id, id, name, roles)
                SELECT d.id, gen_random_uuid(), m.name, string_to_array(m.roles, ',')
                FROM desks d, (VALUES
                    ('narrow', 'editor,reviewer'), ('wide', 'editor,reviewer'), ('editor', 'editor'),
                    ('promoted', 'editor,reviewer'), ('retired', 'submitter'), ('hired', 'editor,reviewer'),
                    ('reviewer', 'reviewer')) m (name, roles);
                INSERT INTO keys (desk_id, id, member_id, name, roles, hint, secret_hash)
                SELECT m.desk_id, gen_random_uuid(), m.id, 'k',
                    CASE m.name WHEN 'narrow' THEN ARRAY['editor'] ELSE m.roles END, 'h', sha256(m.name::bytea)
                FROM members m;
                INSERT INTO audit_events (desk_id, action, subject, subject_id, details)
                SELECT m.desk_id, 'member.changed', 'member', m.id, jsonb_build_object('roles', e.roles)
                FROM members m JOIN (VALUES
                    ('promoted', 'editor → reviewer,editor'), ('retired', 'submitter,auditor → submitter'),
                    ('hired', 'reviewer → reviewer,editor'), ('editor', 'editor,admin → editor')) e (name, roles)
                    ON e.name = m.name;
                """)
        }
        _ = try await Schema.migrator().migrate(database)
        let names = try await database.read { session in
            try session.all("SELECT name FROM members WHERE oversaw_until > clock_timestamp() ORDER BY name") {
                try $0["name"] as String
            }
        }
        #expect(names == ["narrow", "promoted", "retired"])
    }

    @Test func webhooksAreToldOfReviewsNoLonger() async throws {
        let database = TestDatabase.current.database
        try await database.write { session in
            try session.script(
                """
                -- Without the rows that all of these refer to.
                SET LOCAL session_replication_role = replica;
                INSERT INTO webhooks (desk_id, id, url, events, secret, created_by)
                SELECT gen_random_uuid(), gen_random_uuid(), 'https://example.org/' || w.name,
                    string_to_array(w.events, ','), sha256('x'), gen_random_uuid()
                FROM (VALUES ('a', 'review'), ('b', 'review,verdict,review.returned'), ('c', 'lease')) w (name, events);
                INSERT INTO webhook_deliveries (desk_id, id, webhook_id, type, body, expires_at)
                SELECT w.desk_id, gen_random_uuid(), w.id, t.type, '{}', now()
                FROM webhooks w, (VALUES ('review.submitted'), ('webhook.test')) t (type);
                """)
        }
        _ = try await Schema.migrator().migrate(database)
        let webhooks = try await database.read { session in
            try session.all(
                """
                SELECT w.events, w.deactivated_at IS NULL AS active, array_agg(d.type) AS types
                FROM webhooks w JOIN webhook_deliveries d ON d.desk_id = w.desk_id AND d.webhook_id = w.id
                GROUP BY w.desk_id, w.id, w.url, w.events, w.deactivated_at ORDER BY w.url
                """
            ) { "\(try $0["events"] as [String]) \(try $0["active"] as Bool) \(try $0["types"] as [String])" }
        }
        #expect(
            webhooks == [
                #"["review"] false ["webhook.test"]"#, #"["verdict"] true ["webhook.test"]"#,
                #"["lease"] true ["webhook.test"]"#,
            ])
    }
}
