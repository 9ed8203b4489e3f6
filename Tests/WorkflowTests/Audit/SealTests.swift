import Domain
import Foundation
import Postgres
import Rendering
import Store
import TestSupport
import Testing

@testable import Workflow

@Suite(.desk(.server))
struct SealTests {
    @Test func everyEventIsSealedOnceInBatchesOfTheLimit() async throws {
        let bench = try await Bench.make()
        try await bench.article()
        let events = try await bench.count("SELECT count(*) AS count FROM audit_events")
        #expect(try await bench.sealAll(limit: 7) == events)
        #expect(try await bench.desk.sealAudit(limit: 7) == 0)
        #expect(try await bench.count("SELECT count(*) AS count FROM audit_seals") == (events + 6) / 7)
        #expect(try await bench.count("SELECT count(*) AS count FROM audit_unsealed") == 0)
        let (findings, verifier) = try await bench.verified()
        #expect(findings == [])
        #expect((verifier.events, verifier.waiting) == (events, 0))
        let head = try await bench.desk.auditHead(for: bench.principal("ana"))
        #expect(head == verifier.head && head.events == events)
    }

    @Test func beforeTheFirstSealTheHeadIsZero() async throws {
        let bench = try await Bench.make()
        let head = try await bench.desk.auditHead(for: bench.principal("ana"))
        #expect(head == AuditHead(batch: 0, lastSequence: 0, hash: .zero, sealedAt: nil, events: 0))
        let (findings, verifier) = try await bench.verified()
        #expect(findings == [] && verifier.waiting > 0)
    }

    @Test func aReportNamesTheHeadOfItsTime() async throws {
        let bench = try await Bench.make()
        let article = try await bench.article()
        _ = try await bench.sealAll()
        let head = try await bench.desk.auditHead(for: bench.principal("ed"))
        let report = try await bench.desk.report(article.id, for: bench.principal("ed"))
        #expect(report.auditHead == head)
        #expect(report.json.text().contains(#""auditHead":{"batch":1,"#))
    }

    @Test func eachDeskHasAChainOfItsOwn() async throws {
        let ours = try await Bench.make(slug: "ours")
        let theirs = try await Bench.make(slug: "theirs")
        _ = try await ours.sealAll()
        let (our, their) = (try await ours.verified(), try await theirs.verified())
        #expect(our.findings == [] && their.findings == [])
        #expect(our.verifier.head.batch == 1 && their.verifier.head.batch == 1)
        #expect(our.verifier.head.hash != their.verifier.head.hash)
    }

    @Test func whatALongTransactionMayStillOvertakeWaits() async throws {
        let bench = try await Bench.make()
        _ = try await bench.sealAll()
        // Its event has the lower sequence and comes last.
        let held = try await bench.holding { try bench.event(in: $0) }
        try await bench.database.write { try bench.event(in: $0) }
        #expect(try await bench.desk.sealAudit() == 0)
        #expect(try await bench.verified().verifier.waiting == 1)
        try await held.release()
        #expect(try await bench.sealAll() == 2)
        #expect(try await bench.verified().findings == [])
    }

    @Test func anEventThatCommitsLateIsSealedLateAndOnce() async throws {
        let bench = try await Bench.make()
        // Draws its sequence at once, and its transaction's id after the others'.
        let sequence = try await bench.sequence()
        try await bench.database.write { try bench.event(in: $0) }
        _ = try await bench.sealAll()
        try await bench.database.write { try bench.event(in: $0, sequence: sequence) }
        #expect(try await bench.sealAll() == 1)
        let (findings, verifier) = try await bench.verified()
        #expect(findings == [] && verifier.head.lastSequence == sequence)
    }

    /// A dump restored into a cluster that has counted less far, or further: its events keep the old cluster's numbers.
    @Test(arguments: [1_000_000_000, 4])
    func eventsThatCameFromAnotherClusterAreSealedWithTheNewOnes(transaction: Int) async throws {
        let bench = try await Bench.make()
        for table in ["audit_events", "audit_unsealed"] {
            try await bench.tampering(
                "UPDATE \(identifier: table) SET transaction_id = \(String(transaction))::xid8 WHERE sequence % 2 = 0")
        }
        let events = try await bench.count("SELECT count(*) AS count FROM audit_events")
        #expect(try await bench.sealAll(limit: 5) == events)
        try await bench.database.write { try bench.event(in: $0) }
        #expect(try await bench.sealAll() == 1)
        #expect(try await bench.verified().findings == [])
    }

    @Test func sealsAndLeavesAreImmutable() async throws {
        let bench = try await Bench.make()
        _ = try await bench.sealAll()
        for table in ["audit_seals", "audit_leaves"] {
            for statement: SQL in [
                "UPDATE \(identifier: table) SET desk_id = desk_id", "DELETE FROM \(identifier: table)",
                "TRUNCATE \(identifier: table) CASCADE",
            ] {
                await #expect("\(statement.text)") {
                    try await bench.database.write { try $0.execute(statement) }
                } throws: { ($0 as? PostgresError)?.sqlState == SQLState(rawValue: "23001") }
            }
        }
    }

    @Test(arguments: [#"{"n":1}"#, #"{"n":{"a":"b"}}"#, #"["a"]"#, "null"])
    func theSchemaRefusesDetailsThatHaveNoForm(details: String) async throws {
        let bench = try await Bench.make()
        await #expect {
            try await bench.database.write { session in
                try session.execute(
                    """
                    INSERT INTO audit_events (desk_id, action, subject, subject_id, details)
                    SELECT id, 'claim.edited', 'claim', id, \(JSONText(details)) FROM desks
                    """)
            }
        } throws: { ($0 as? PostgresError)?.constraint == "audit_events_details_texts" }
    }
}
