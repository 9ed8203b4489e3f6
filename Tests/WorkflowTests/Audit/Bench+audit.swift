import Domain
import Foundation
import Postgres
import Store
import TestSupport
import Testing

@testable import Workflow

extension Bench {
    private var deskID: DeskProfile.ID { get throws { try principal("admin").deskID } }

    /// Seals all that waits: everything that is committed, on a server without others' transactions.
    func sealAll(limit: Int = Desk.sealLimit) async throws -> Int {
        try await desk.sealAudit(limit: limit)
    }

    /// Verifies the desk's trail as the command does.
    func verified(noted: AuditHash? = nil) async throws -> (findings: [String], verifier: AuditVerifier) {
        var verifier = AuditVerifier(SHA256Hash.of, noted: noted)
        var findings: [AuditFinding] = []
        try await desk.auditTrail(of: deskID) { items in findings += items.flatMap { verifier.take($0) } }
        findings += verifier.end()
        return (findings.map(\.description), verifier)
    }

    /// The trail as an export has it, line by line.
    func exported() async throws -> [String] {
        let profile = try await desk.profile(for: principal("admin"))
        var lines = [
            AuditLine.header(AuditExport(desk: profile.slug, deskID: profile.id, exportedAt: Date())).text
        ]
        try await desk.auditTrail(of: profile.id) { lines += $0.map { AuditLine.item($0).text } }
        return lines
    }

    /// Writes an event, under a sequence that was drawn before if there is one.
    func event(in session: Session, sequence: Int? = nil) throws {
        guard let sequence else {
            try AuditEvent(.claimEdited, "claim", UUID(), ["n": "1"]).insert(
                actor: nil, key: nil, requestID: nil, on: deskID, in: session)
            return
        }
        try session.execute(
            """
            INSERT INTO audit_events (desk_id, sequence, action, subject, subject_id) OVERRIDING SYSTEM VALUE
            VALUES (\(try deskID.rawValue), \(sequence), 'claim.edited', 'claim', \(UUID()))
            """)
    }

    /// Draws a sequence, as a transaction does that will take its time.
    func sequence() async throws -> Int {
        let drawn = try await database.write { session in
            try session.first("SELECT nextval(pg_get_serial_sequence('audit_events', 'sequence')) AS drawn") { row in
                try row.decode("drawn", as: Int.self)
            }
        }
        return try #require(drawn)
    }

    /// Changes rows as somebody could who owns the database: past all triggers.
    func tampering(_ statements: SQL...) async throws {
        try await database.write { session in
            try session.execute("SET LOCAL session_replication_role = replica")
            for statement in statements { try session.execute(statement) }
        }
    }
}
