import Domain
import Foundation
import Postgres
import TestSupport
import Testing

@testable import Workflow

/// What the database refuses by itself, whatever the program does.
@Suite(.desk)
struct SchemaTests {
    @Test(arguments: [
        "article_versions", "passages", "anchors", "reviews", "verdicts", "verdict_evidence", "ledger_entries",
        "verdict_reviews",
        "audit_events", "triage_decisions", "rating_scales", "ratings", "claim_conflicts",
        "triage_rule_sets", "triage_rules",
    ])
    func recordsAreImmutable(_ table: String) async throws {
        let bench = try await Bench.make()
        _ = try await bench.desk.setTriageRules(
            [TriageRule(name: "Sums", conditions: .init(keywords: ["none"]), decision: .leave)], ifRevision: nil,
            by: bench.caller("ed"))
        try await bench.article(Bench.text + "\n\n" + AnnotationTests.text, requiredReviews: 1)
        let claim = try await bench.reviewed(by: ["ana": "false"])
        _ = try await bench.desk.publish(claim.claim.id, overrideReason: nil, by: bench.caller("ed"))
        #expect(try await bench.count("SELECT count(*) AS count FROM \(identifier: table)") > 0)
        for statement: SQL in [
            "UPDATE \(identifier: table) SET desk_id = desk_id", "DELETE FROM \(identifier: table)",
            "TRUNCATE \(identifier: table) CASCADE",
        ] {
            await #expect("\(statement.text)") {
                try await bench.database.write { try $0.execute(statement) }
            } throws: { ($0 as? PostgresError)?.sqlState == SQLState(rawValue: "23001") }
        }
    }

    /// What a trigger holds in the place of a foreign key, which would look at every row by itself.
    @Test(arguments: [
        """
        INSERT INTO anchors (desk_id, claim_id, version_id, start_offset, end_offset, utf16_start, utf16_end, utf8_start,
            utf8_end, exact, prefix, suffix, main)
        SELECT desk_id, gen_random_uuid(), version_id, start_offset, end_offset, 0, 0, 0, 0, exact, '', '', false
        FROM anchors
        """,
        """
        INSERT INTO anchors (desk_id, claim_id, version_id, start_offset, end_offset, utf16_start, utf16_end, utf8_start,
            utf8_end, exact, prefix, suffix, main)
        SELECT desk_id, claim_id, gen_random_uuid(), start_offset, end_offset, 0, 0, 0, 0, exact, '', '', false
        FROM anchors
        """,
        "INSERT INTO passages (desk_id, version_id, start_offset, end_offset, role) "
            + "SELECT desk_id, gen_random_uuid(), start_offset, end_offset, role FROM passages",
        "INSERT INTO triage_decisions (desk_id, id, claim_id, decision, reason, rule) "
            + "SELECT desk_id, gen_random_uuid(), gen_random_uuid(), 'queue', 'r', 'n' FROM claims",
        "INSERT INTO review_slots (desk_id, id, claim_id, article_id, submitted_by, ordinal, required_reviews, rank) "
            + "SELECT desk_id, gen_random_uuid(), gen_random_uuid(), article_id, submitted_by, 1, 2, 0 FROM review_slots",
        "INSERT INTO review_slots (desk_id, id, claim_id, article_id, submitted_by, ordinal, required_reviews, rank) "
            + "SELECT desk_id, gen_random_uuid(), claim_id, article_id, submitted_by, 3, 3, 0 FROM review_slots WHERE ordinal = 1",
        "UPDATE review_slots SET claim_id = gen_random_uuid() WHERE ordinal = 1",
        "UPDATE review_slots SET required_reviews = 7",
    ])
    func whatIsOfNothingIsRefused(statement: String) async throws {
        let bench = try await Bench.make()
        try await bench.article(requiredReviews: 2)
        await #expect("\(statement)") {
            try await bench.database.write { try $0.execute(SQL(unescaped: statement)) }
        } throws: { ($0 as? PostgresError)?.sqlState == .foreignKeyViolation }
    }

    @Test func slotsFollowTheNumberThatTheirClaimNeeds() async throws {
        let bench = try await Bench.make()
        try await bench.article(requiredReviews: 2)
        try await bench.database.write { try $0.execute("UPDATE claims SET required_reviews = 3") }
        #expect(try await bench.count("SELECT count(*) AS count FROM review_slots WHERE required_reviews <> 3") == 0)
        await #expect {
            try await bench.database.write { try $0.execute("UPDATE claims SET required_reviews = 1") }
        } throws: { ($0 as? PostgresError)?.constraint == "review_slots_no_more_than_required" }
        await #expect {
            try await bench.database.write { try $0.execute("UPDATE claims SET id = gen_random_uuid()") }
        } throws: { ($0 as? PostgresError)?.sqlState == SQLState(rawValue: "23001") }
    }

    @Test(arguments: ["DELETE FROM claims", "TRUNCATE claims CASCADE"])
    func aClaimIsNeverDeleted(statement: String) async throws {
        let bench = try await Bench.make()
        try await bench.article()
        await #expect {
            try await bench.database.write { try $0.execute(SQL(unescaped: statement)) }
        } throws: { ($0 as? PostgresError)?.sqlState == SQLState(rawValue: "23001") }
    }

    @Test func citedEvidenceStaysAsItWasCited() async throws {
        let bench = try await Bench.make()
        try await bench.article(requiredReviews: 1)
        let claim = try await bench.reviewed(by: ["ana": "false"])
        _ = try await bench.desk.publish(claim.claim.id, overrideReason: nil, by: bench.caller("ed"))
        await #expect(throws: PostgresError.self) {
            try await bench.database.write { try $0.execute("UPDATE evidence SET title = 'other'") }
        }
    }

    @Test func aReviewWithoutItsLiveLeaseIsRefused() async throws {
        let bench = try await Bench.make()
        try await bench.article(requiredReviews: 1)
        let lease = try #require(try await bench.take("ana").leases.first?.lease)
        await #expect {
            try await bench.database.write { session in
                try session.execute(
                    """
                    INSERT INTO reviews (desk_id, id, claim_id, slot_id, lease_id, reviewer_id, scale_id,
                        scale_version, rating, rationale)
                    SELECT l.desk_id, gen_random_uuid(), l.claim_id, l.slot_id, l.id, l.member_id, s.id, s.version,
                        'false', 'x'
                    FROM leases l JOIN rating_scales s ON s.desk_id = l.desk_id
                    WHERE l.id = \(lease.id.rawValue)
                    """)
            }
        } throws: { ($0 as? PostgresError)?.constraint == "reviews_under_live_lease" }
    }

    @Test func aClaimHasNoMoreSlotsThanItNeeds() async throws {
        let bench = try await Bench.make()
        try await bench.article(requiredReviews: 2)
        await #expect {
            try await bench.database.write { session in
                try session.execute(
                    """
                    INSERT INTO review_slots (desk_id, id, claim_id, article_id, submitted_by, ordinal,
                        required_reviews, rank)
                    SELECT desk_id, gen_random_uuid(), claim_id, article_id, submitted_by, 3, required_reviews, 0
                    FROM review_slots LIMIT 1
                    """)
            }
        } throws: { ($0 as? PostgresError)?.constraint == "review_slots_no_more_than_required" }
    }

    @Test(arguments: [
        ("UPDATE claims SET status = 'merged'", "claims_merged_has_target"),
        ("UPDATE claims SET merged_into = id", "claims_merged_has_target"),
        ("UPDATE claims SET status = 'merged', merged_into = id", "claims_merged_into_another"),
        ("UPDATE claims SET split_from = id", "claims_split_from_another"),
        ("UPDATE claims SET status = 'merged', merged_into = gen_random_uuid()", "claims_merged_into_fkey"),
        ("UPDATE extractions SET status = 'withdrawn'", "extractions_withdrawn_has_reason"),
        ("UPDATE extractions SET withdrawal_reason = 'r'", "extractions_withdrawn_has_reason"),
    ])
    func whatIsMergedSplitOrKilledSaysSo(statement: String, constraint: String) async throws {
        let bench = try await Bench.make()
        try await bench.article(requiredReviews: 1)
        await #expect("\(statement)") {
            try await bench.database.write { try $0.execute(SQL(unescaped: statement)) }
        } throws: { ($0 as? PostgresError)?.constraint == constraint }
    }

    @Test func anArticlesOwnSubmitterCannotReviewIt() async throws {
        let bench = try await Bench.make()
        try await bench.article()
        await #expect {
            try await bench.database.write { session in
                try session.execute(
                    """
                    UPDATE review_slots SET state = 'leased', reviewer_id = submitted_by, lease_id = gen_random_uuid(),
                        token = 1, lease_expires_at = now() + interval '1 minute'
                    """)
            }
        } throws: { ($0 as? PostgresError)?.constraint == "review_slots_not_own_article" }
    }

    @Test func everyTableOfADeskCarriesItsDesk() async throws {
        let bench = try await Bench.make()
        let without = try await bench.database.read { session in
            try session.all(
                """
                SELECT t.table_name FROM information_schema.tables t
                WHERE t.table_schema = 'public' AND t.table_type = 'BASE TABLE'
                  AND NOT EXISTS (SELECT 1 FROM information_schema.columns c
                    WHERE c.table_schema = 'public' AND c.table_name = t.table_name AND c.column_name = 'desk_id')
                ORDER BY 1
                """
            ) { try $0.decode("table_name", as: String.self) }
        }
        #expect(without == ["desks", "homes", "job_errors", "schema_migrations", "upkeep"])
    }
}
