package import Domain
import Foundation
package import Postgres

extension AuditRecord {
    /// A time that is none (infinity, which a constraint refuses) is read as the epoch, when nothing was logged.
    static let columns: SQL = """
        e.desk_id, e.sequence, e.transaction_id::text AS transaction_id,
            CASE WHEN isfinite(e.at) THEN e.at ELSE 'epoch' END AS at, e.actor_id, e.key_id, e.request_id, e.action,
            e.subject, e.subject_id, e.details
        """

    init(row: Row) throws {
        self.init(
            deskID: try row["desk_id"], sequence: try row["sequence"], transactionID: try row["transaction_id"],
            at: try row["at"], actorID: try row["actor_id"], keyID: try row["key_id"],
            requestID: try row["request_id"], action: try row["action"], subject: try row["subject"],
            subjectID: try row["subject_id"], details: Self.details(try row["details"]))
    }

    /// Not by a dictionary of Swift, for which two spellings of é are one key.
    ///
    /// What is no text, which only a dropped constraint lets in, is kept behind a NUL, which no text of Postgres has: it is
    /// told from every text, and verifying names the event instead of failing.
    private static func details(_ json: JSONText) -> [Detail] {
        guard case .object(let members) = JSON(parsing: json.text) else { return [Detail("\0", json.text)] }
        return members.map { member in
            if case .string(let text) = member.value { return Detail(member.name, text) }
            return Detail(member.name, "\0" + member.value.hashedText)
        }
    }

    /// The desk's events that are ready to be sealed, by sequence: their transactions, and all that began before them,
    /// have come to their end, so that nothing can appear behind them any more.
    ///
    /// Below `xmin` no transaction is under way. At or above `xmax` none has begun in this cluster: such an event came
    /// with a restored dump from one that had counted further.
    package static func sealable(limit: Int, on desk: DeskProfile.ID, in session: Session) throws -> [AuditRecord] {
        try session.all(
            """
            SELECT \(columns)
            FROM audit_unsealed u
            JOIN audit_events e ON e.desk_id = u.desk_id AND e.sequence = u.sequence
            WHERE u.desk_id = \(desk)
              AND (u.transaction_id < pg_snapshot_xmin(pg_current_snapshot())
                OR u.transaction_id >= pg_snapshot_xmax(pg_current_snapshot()))
            ORDER BY u.sequence
            LIMIT \(limit)
            """, AuditRecord.init)
    }

    /// A batch's leaves in their order, each with the event that has its sequence now; nil when it is gone.
    package static func all(
        inBatch batch: Int, on desk: DeskProfile.ID, in session: Session
    ) throws -> [(leaf: AuditLeaf, record: AuditRecord?)] {
        try session.all(
            """
            SELECT l.sequence AS leaf_sequence, l.hash AS leaf_hash, e.sequence IS NOT NULL AS present, \(columns)
            FROM audit_leaves l
            LEFT JOIN audit_events e ON e.desk_id = l.desk_id AND e.sequence = l.sequence
            WHERE l.desk_id = \(desk) AND l.batch = \(batch)
            ORDER BY l.position
            """
        ) { row in
            let leaf = AuditLeaf(sequence: try row["leaf_sequence"], hash: try AuditHash(row: row, "leaf_hash"))
            return (leaf, try row["present"] ? try AuditRecord(row: row) : nil)
        }
    }

    /// Events of a stretch of sequences that are in no seal up to `batch`. `waits` is false for one that nobody is going
    /// to seal either.
    package static func loose(
        _ sequences: ClosedRange<Int>, afterBatch batch: Int, on desk: DeskProfile.ID, in session: Session
    ) throws -> [(record: AuditRecord, waits: Bool)] {
        try session.all(
            """
            SELECT \(columns), u.sequence IS NOT NULL OR s.batch IS NOT NULL AS waits
            FROM audit_events e
            LEFT JOIN audit_unsealed u ON u.desk_id = e.desk_id AND u.sequence = e.sequence
            LEFT JOIN audit_leaves l ON l.desk_id = e.desk_id AND l.sequence = e.sequence
            LEFT JOIN audit_seals s ON s.desk_id = l.desk_id AND s.batch = l.batch
            WHERE e.desk_id = \(desk) AND e.sequence BETWEEN \(sequences.lowerBound) AND \(sequences.upperBound)
              AND (l.batch IS NULL OR l.batch > \(batch))
            ORDER BY e.sequence
            """
        ) { (try AuditRecord(row: $0), try $0["waits"]) }
    }

    /// The smallest and the largest sequence of the desk; nil without events.
    package static func sequences(on desk: DeskProfile.ID, in session: Session) throws -> ClosedRange<Int>? {
        try session.first(
            "SELECT min(sequence) AS first, max(sequence) AS last FROM audit_events WHERE desk_id = \(desk)"
        ) { row in
            let (first, last): (Int?, Int?) = (try row["first"], try row["last"])
            return first.flatMap { first in last.map { first...$0 } }
        }.flatMap(\.self)
    }

    /// Sequences that wait to be sealed and whose events are gone; `limit` of them at most.
    package static func gone(limit: Int, on desk: DeskProfile.ID, in session: Session) throws -> [Int] {
        try session.all(
            """
            SELECT u.sequence FROM audit_unsealed u
            WHERE u.desk_id = \(desk) AND NOT EXISTS (
                SELECT 1 FROM audit_events e WHERE e.desk_id = u.desk_id AND e.sequence = u.sequence)
            ORDER BY u.sequence
            LIMIT \(limit)
            """
        ) { try $0["sequence"] }
    }
}

extension AuditHash {
    init(row: Row, _ column: String) throws {
        guard let hash = AuditHash(try row.decode(column, as: Data.self)) else { throw LengthError() }
        self = hash
    }

    /// Not 32 bytes, which constraints of the tables refuse.
    private struct LengthError: Error {}

    var column: Data { Data(bytes) }
}
