package import Domain
package import Postgres

extension AuditSeal {
    private static let columns: SQL = """
        desk_id, batch, first_sequence, last_sequence, events, total, root, previous, hash, sealed_at
        """

    init(row: Row) throws {
        self.init(
            deskID: try row["desk_id"], batch: try row["batch"], firstSequence: try row["first_sequence"],
            lastSequence: try row["last_sequence"], events: try row["events"], total: try row["total"],
            root: try AuditHash(row: row, "root"), previous: try AuditHash(row: row, "previous"),
            hash: try AuditHash(row: row, "hash"), sealedAt: try row["sealed_at"])
    }

    /// Desks with events that wait to be sealed.
    package static func desksWaiting(in session: Session) throws -> [DeskProfile.ID] {
        try session.all(
            """
            SELECT id FROM desks d
            WHERE EXISTS (SELECT 1 FROM audit_unsealed u WHERE u.desk_id = d.id)
            ORDER BY id
            """
        ) { try $0["id"] }
    }

    /// Takes the right to seal this desk's events until the transaction ends.
    ///
    /// - Returns: false when somebody else has it.
    package static func tryLock(desk: DeskProfile.ID, in session: Session) throws -> Bool {
        try session.first("SELECT pg_try_advisory_xact_lock(hashtextextended(\(desk.description), 2)) AS locked") {
            try $0["locked"]
        } ?? false
    }

    /// The desk's newest seal; nil while there is none.
    package static func last(on desk: DeskProfile.ID, in session: Session) throws -> AuditSeal? {
        try session.first(
            "SELECT \(columns) FROM audit_seals WHERE desk_id = \(desk) ORDER BY batch DESC LIMIT 1", AuditSeal.init)
    }

    /// The first seal after a batch; nil when there is none.
    package static func first(
        afterBatch batch: Int, on desk: DeskProfile.ID, in session: Session
    ) throws -> AuditSeal? {
        try session.first(
            """
            SELECT \(columns) FROM audit_seals
            WHERE desk_id = \(desk) AND batch > \(batch)
            ORDER BY batch
            LIMIT 1
            """, AuditSeal.init)
    }

    /// Stores the seal with its leaves, whose events then wait no longer.
    package func insert(_ leaves: [AuditLeaf], in session: Session) throws {
        try session.execute(
            """
            INSERT INTO audit_seals (desk_id, batch, first_sequence, last_sequence, events, total, root, previous,
                hash, sealed_at)
            VALUES (\(deskID), \(batch), \(firstSequence), \(lastSequence), \(events), \(total), \(root.column),
                \(previous.column), \(hash.column), \(sealedAt))
            """)
        let sequences = leaves.map(\.sequence)
        try session.execute(
            """
            -- 1. the leaves, in their order
            WITH leaf AS (
                INSERT INTO audit_leaves (desk_id, batch, position, sequence, hash)
                SELECT \(deskID), \(batch), l.position, l.sequence, l.hash
                FROM unnest(\(sequences), \(leaves.map(\.hash.column))) WITH ORDINALITY AS l (sequence, hash, position)
            )
            -- 2. what waits no longer
            DELETE FROM audit_unsealed WHERE desk_id = \(deskID) AND sequence = ANY(\(sequences))
            """)
    }
}
