package import Domain
import Foundation
package import Postgres

/// How far the events of a desk may be read just now.
package struct EventHorizon: Sendable, Hashable {
    /// Every transaction before this one has ended: nothing can appear among their events any more.
    package let settled: UInt64
    /// No transaction from this one on has begun: an event of one comes from another database.
    package let frontier: UInt64
    /// Events are waiting for an older transaction to end.
    package let isHeldBack: Bool

    /// The place behind everything that may be read.
    package var cursor: EventCursor { EventCursor(transaction: settled, sequence: 0) }

    package static func now(on desk: DeskProfile.ID, in session: Session) throws -> EventHorizon {
        let found = try session.first(
            """
            SELECT pg_snapshot_xmin(s.now)::text AS settled, pg_snapshot_xmax(s.now)::text AS frontier,
                EXISTS (
                    SELECT 1 FROM audit_events e
                    WHERE e.desk_id = \(desk) AND e.transaction_id >= pg_snapshot_xmin(s.now)
                      AND e.transaction_id < pg_snapshot_xmax(s.now)
                ) AS held_back
            FROM (SELECT pg_current_snapshot() AS now) s
            """
        ) { row in
            EventHorizon(
                settled: try row.transaction("settled"), frontier: try row.transaction("frontier"),
                isHeldBack: try row["held_back"])
        }
        guard let found else { throw NotFound("snapshot") }
        return found
    }

    /// The last event that was restored from a dump of a server that had come further: its transaction has not begun
    /// here. Sequences go on where the dump ended, so every event up to this one is old. 0 where nothing was restored.
    package static func restoredThrough(on desk: DeskProfile.ID, in session: Session) throws -> Int {
        try session.first(
            """
            SELECT coalesce(max(sequence), 0) AS last FROM audit_events
            WHERE desk_id = \(desk) AND transaction_id >= pg_snapshot_xmax(pg_current_snapshot())
            """
        ) { try $0["last"] } ?? 0
    }
}

/// A stretch of a desk's events, in their order.
package struct EventStretch: Sendable {
    /// Those of a kind that is told.
    package let events: [DeskEvent]
    /// Where this reading ended: every event up to here was read.
    package let end: EventCursor
    /// There may be more before the horizon.
    package let isCut: Bool
    /// No row was read, not even one that nobody is told of.
    package let isEmpty: Bool

    /// Reads what stands between a cursor and the horizon, `limit` rows at most.
    ///
    /// - Parameter restored: see `EventHorizon.restoredThrough`.
    package static func read(
        after cursor: EventCursor, before horizon: EventHorizon, restored: Int, limit: Int, on desk: DeskProfile.ID,
        in session: Session
    ) throws -> EventStretch {
        let rows = try session.all(
            reading(
                after: cursor, before: horizon.settled, restored: restored, limit: limit, on: desk)
        ) { row in (cursor: try EventCursor(row: row), event: try DeskEvent(row: row)) }
        let isCut = rows.count == limit
        let end = isCut ? rows.last?.cursor ?? cursor : max(cursor, horizon.cursor)
        return EventStretch(events: rows.compactMap(\.event), end: end, isCut: isCut, isEmpty: rows.isEmpty)
    }

    /// The statement of `read`; a test looks at its plan.
    package static func reading(
        after cursor: EventCursor, before settled: UInt64, restored: Int, limit: Int, on desk: DeskProfile.ID
    ) -> SQL {
        """
        WITH
            -- 1. The next rows in order.
            next AS MATERIALIZED (
                SELECT transaction_id, sequence, at, action, subject, subject_id, actor_id, details
                FROM audit_events
                WHERE desk_id = \(desk)
                  AND (transaction_id, sequence) > (\(String(cursor.transaction))::xid8, \(cursor.sequence))
                  AND transaction_id < \(String(settled))::xid8 AND sequence > \(restored)
                ORDER BY transaction_id, sequence
                LIMIT \(limit)
            ),
            -- 2. What each is about.
            placed AS (
                SELECT n.*, l.id AS lease_id,
                    CASE
                        WHEN n.subject = 'claim' THEN n.subject_id
                        WHEN n.subject = 'lease' THEN l.claim_id
                        WHEN n.details ->> 'claim' ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
                            THEN (n.details ->> 'claim')::uuid
                    END AS claim_id
                FROM next n
                LEFT JOIN leases l ON l.desk_id = \(desk) AND n.subject = 'lease' AND l.id = n.subject_id
            )
        SELECT p.transaction_id::text AS transaction_id, p.sequence, p.at, p.action, p.details, p.lease_id, c.id AS claim_id,
            coalesce(c.article_id, CASE WHEN p.subject = 'article' THEN p.subject_id END) AS article_id,
            m.id AS actor_id, m.name AS actor_name
        FROM placed p
        LEFT JOIN claims c ON c.desk_id = \(desk) AND c.id = p.claim_id
        LEFT JOIN members m ON m.desk_id = \(desk) AND m.id = p.actor_id
        ORDER BY p.transaction_id, p.sequence
        """
    }
}

extension EventCursor {
    init(row: Row) throws {
        self.init(transaction: try row.transaction("transaction_id"), sequence: try row["sequence"])
    }
}

extension DeskEvent {
    /// Nil for an action that nobody is told of.
    init?(row: Row) throws {
        let action: String = try row["action"]
        guard let kind = EventKind(action: action) else { return nil }
        let details: JSONValue<[String: String]> = try row["details"]
        let actorID: Member.ID? = try row["actor_id"]
        let actorName: String? = try row["actor_name"]
        var actor: Actor?
        if let actorID, let actorName { actor = Actor(id: actorID, name: actorName) }
        self.init(
            cursor: try EventCursor(row: row), at: try row["at"], action: action, kind: kind,
            articleID: try row["article_id"], claimID: try row["claim_id"], leaseID: try row["lease_id"], actor: actor,
            details: details.value)
    }
}

extension Row {
    /// A transaction id; selected as text, because xid8 has all 64 bits.
    func transaction(_ column: String) throws -> UInt64 {
        let text: String = try self[column]
        guard let value = UInt64(text) else { throw NotFound("transaction id") }
        return value
    }
}
