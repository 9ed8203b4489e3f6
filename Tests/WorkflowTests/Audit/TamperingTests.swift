import Domain
import Foundation
import Postgres
import TestSupport
import Testing

@testable import Workflow

/// One row changed by SQL, past all triggers: verifying names it, on the database and on an export of it.
@Suite(.desk(.server))
struct TamperingTests {
    /// What is done to the log, and the beginnings of what is found; `{n}` is the sequence of the victim, `{m}` the one
    /// after it.
    private static let cases: [(name: String, statements: [String], found: [String])] = [
        (
            "an action", ["UPDATE audit_events SET action = 'claim.edited' WHERE sequence = {n}"],
            ["changed: event {n}, claim.edited on article"]
        ),
        (
            "a time, by a microsecond",
            ["UPDATE audit_events SET at = at + interval '1 microsecond' WHERE sequence = {n}"],
            ["changed: event {n}, article.submitted on article"]
        ),
        (
            "who did it", ["UPDATE audit_events SET actor_id = NULL WHERE sequence = {n}"],
            ["changed: event {n}, article.submitted on article"]
        ),
        (
            "a detail", [#"UPDATE audit_events SET details = details || '{"x": ""}' WHERE sequence = {n}"#],
            ["changed: event {n}, article.submitted on article"]
        ),
        (
            "details of a form that nothing writes",
            [
                "ALTER TABLE audit_events DROP CONSTRAINT audit_events_details_texts",
                #"UPDATE audit_events SET details = details || '{"number": 1}' WHERE sequence = {n}"#,
            ], ["changed: event {n}, article.submitted on article"]
        ),
        (
            "details that are no object",
            [
                "ALTER TABLE audit_events DROP CONSTRAINT audit_events_details_texts",
                "UPDATE audit_events SET details = '[1, 2]' WHERE sequence = {n}",
            ], ["changed: event {n}, article.submitted on article"]
        ),
        (
            "a time that is none",
            [
                "ALTER TABLE audit_events DROP CONSTRAINT audit_events_at_range",
                "UPDATE audit_events SET at = '-infinity' WHERE sequence = {n}",
            ], ["changed: event {n}, article.submitted on article"]
        ),
        (
            "the transaction", ["UPDATE audit_events SET transaction_id = '3' WHERE sequence = {n}"],
            ["changed: event {n}, article.submitted on article"]
        ),
        (
            "a deletion", ["DELETE FROM audit_events WHERE sequence = {n}"],
            ["missing: event {n}: it was sealed in batch {b}"]
        ),
        (
            "a swap",
            [
                free, "UPDATE audit_events SET sequence = -1 WHERE sequence = {n}",
                "UPDATE audit_events SET sequence = {n} WHERE sequence = {m}",
                "UPDATE audit_events SET sequence = {m} WHERE sequence = -1",
            ],
            [
                "reordered: event {n}, article.extracted on article",
                "reordered: event {m}, article.submitted on article",
            ]
        ),
        (
            "another number", [free, "UPDATE audit_events SET sequence = 9000 WHERE sequence = {n}"],
            ["missing: event {n}: it was sealed in batch {b}", "inserted: event 9000, article.submitted on article"]
        ),
        (
            "an insertion before all others",
            [
                """
                INSERT INTO audit_events (desk_id, sequence, at, action, subject, subject_id) OVERRIDING SYSTEM VALUE
                SELECT desk_id, 0, at, 'claim.edited', 'claim', subject_id FROM audit_events WHERE sequence = {n}
                """
            ], ["inserted: event 0, claim.edited on claim"]
        ),
        (
            "an insertion at the end",
            [
                """
                INSERT INTO audit_events (desk_id, action, subject, subject_id)
                SELECT desk_id, 'claim.edited', 'claim', subject_id FROM audit_events WHERE sequence = {n}
                """
            ], ["inserted: event "]
        ),
        (
            "a leaf", ["UPDATE audit_leaves SET hash = sha256('x') WHERE sequence = {n}"],
            ["seal-broken: seal {b}: its leaves were changed; its events are intact"]
        ),
        (
            "a seal", ["UPDATE audit_seals SET sealed_at = sealed_at - interval '1 day' WHERE batch = {b}"],
            ["seal-broken: seal {b}: it was changed"]
        ),
        (
            "a whole batch, with its events",
            [
                """
                DELETE FROM audit_events e USING audit_leaves l
                WHERE l.desk_id = e.desk_id AND l.sequence = e.sequence AND l.batch = {b}
                """, "DELETE FROM audit_leaves WHERE batch = {b}", "DELETE FROM audit_seals WHERE batch = {b}",
            ], ["seal-missing: seal {b}"]
        ),
        (
            "the last seals, without their events",
            ["DELETE FROM audit_leaves WHERE batch >= {c}", "DELETE FROM audit_seals WHERE batch >= {c}"],
            ["inserted: event "]
        ),
    ]

    /// Lets a sequence be written.
    private static let free = "ALTER TABLE audit_events ALTER COLUMN sequence SET GENERATED BY DEFAULT"

    @Test(arguments: cases.indices)
    func oneRowThatWasTamperedWithIsNamed(index: Int) async throws {
        let (name, statements, found) = Self.cases[index]
        let bench = try await Bench.make()
        _ = try await bench.sealAll()
        let first = try await bench.count("SELECT max(batch) AS count FROM audit_seals")
        try await bench.article()
        for _ in 0..<8 { try await bench.database.write { try bench.event(in: $0) } }
        _ = try await bench.sealAll(limit: 4)
        #expect(try await bench.verified().findings == [], "\(name)")
        let victim = try await bench.count(
            "SELECT sequence AS count FROM audit_events WHERE action = 'article.submitted'")
        func filled(_ text: String) -> String {
            text.replacing("{n}", with: "\(victim)").replacing("{m}", with: "\(victim + 1)")
                .replacing("{b}", with: "\(first + 1)").replacing("{c}", with: "\(first + 2)")
        }
        for statement in statements { try await bench.tampering(SQL(unescaped: filled(statement))) }

        let findings = try await bench.verified().findings
        let exported = try await bench.exported().dropFirst()
            .map { try AuditLine(reading: Array($0.utf8)) }
            .compactMap { if case .item(let item) = $0 { item } else { nil } }
            .findings()
        for (place, found) in [("database", findings), ("export", exported)] {
            #expect(found.count >= Self.cases[index].found.count, "\(name), \(place): \(found)")
            for (line, beginning) in zip(found, Self.cases[index].found) {
                #expect(line.hasPrefix(filled(beginning)), "\(name), \(place)")
            }
        }
        // What names one row names no other.
        if !name.hasPrefix("the last seals") { #expect(findings.count == found.count, "\(name): \(findings)") }
    }

    @Test func anEventThatIsDeletedBeforeItIsSealedIsNamed() async throws {
        let bench = try await Bench.make()
        _ = try await bench.sealAll()
        try await bench.database.write { try bench.event(in: $0) }
        let sequence = try await bench.count("SELECT max(sequence) AS count FROM audit_events")
        try await bench.tampering("DELETE FROM audit_events WHERE sequence = \(sequence)")
        #expect(
            try await bench.verified().findings == [
                "missing: event \(sequence): it was to be sealed, and is not there"
            ])
        // Nor does it stand in the way of those that come after it.
        try await bench.database.write { try bench.event(in: $0) }
        #expect(try await bench.desk.sealAudit(limit: 1) == 1)
    }

    @Test func aDatabaseThatWasSetBackIsFoundByTheNotedHead() async throws {
        let bench = try await Bench.make()
        _ = try await bench.sealAll()
        try await bench.database.write { try bench.event(in: $0) }
        _ = try await bench.sealAll()
        let head = try await bench.desk.auditHead(for: bench.principal("audrey"))
        let noted = head.hash
        try await bench.tampering(
            """
            DELETE FROM audit_events e USING audit_leaves l
            WHERE l.desk_id = e.desk_id AND l.sequence = e.sequence AND l.batch = \(head.batch)
            """, "DELETE FROM audit_leaves WHERE batch = \(head.batch)",
            "DELETE FROM audit_seals WHERE batch = \(head.batch)")
        #expect(try await bench.verified().findings == [])
        let findings = try await bench.verified(noted: noted).findings
        #expect(findings.count == 1 && findings[0].hasPrefix("head-missing: the chain never came by \(noted)"))
    }
}
