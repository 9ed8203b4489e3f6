package import Domain
package import Foundation
package import Postgres

extension Webhook {
    private static let columns: SQL = """
        id, url, events, description, deactivated_at IS NULL AS active, created_at, deactivated_at, deactivation_reason,
            CASE WHEN previous_secret_expires_at > clock_timestamp() THEN previous_secret_expires_at END
                AS previous_secret_expires_at
        """

    init(row: Row) throws {
        self.init(
            id: try row["id"], url: try row["url"], events: try row["events"], description: try row["description"],
            isActive: try row["active"], createdAt: try row["created_at"], deactivatedAt: try row["deactivated_at"],
            deactivationReason: try row["deactivation_reason"],
            previousSecretExpiresAt: try row["previous_secret_expires_at"])
    }

    /// The newest first, without those that were deleted.
    package static func page(
        _ page: PageRequest, on desk: DeskProfile.ID, in session: Session
    ) throws -> Page<Webhook> {
        let place: ID? = try page.idPlace()
        let rows = try session.all(
            """
            SELECT \(columns) FROM webhooks
            WHERE desk_id = \(desk) AND deleted_at IS NULL AND (\(place)::uuid IS NULL OR id < \(place))
            ORDER BY id DESC
            \(SQL.limit(page))
            """, Webhook.init)
        return Page(rows, page) { [$0.id.description] }
    }

    /// - Parameter lock: holds the row until the transaction ends.
    /// - Throws: `NotFound` when the desk has no such webhook, or has it no more.
    package static func get(
        _ id: ID, on desk: DeskProfile.ID, in session: Session, lock: Bool = false
    ) throws -> Webhook {
        let found = try session.first(
            """
            SELECT \(columns) FROM webhooks
            WHERE desk_id = \(desk) AND id = \(id) AND deleted_at IS NULL
            \(lock ? "FOR UPDATE" as SQL : "")
            """, Webhook.init)
        guard let found else { throw NotFound("webhook") }
        return found
    }

    package static func count(on desk: DeskProfile.ID, in session: Session) throws -> Int {
        try session.first(
            "SELECT count(*) AS count FROM webhooks WHERE desk_id = \(desk) AND deleted_at IS NULL"
        ) { try $0["count"] } ?? 0
    }

    /// All of the desk that are told of events, with the moment from which on they are.
    package static func active(
        on desk: DeskProfile.ID, in session: Session
    ) throws -> [(webhook: Webhook, since: Date)] {
        try session.all(
            """
            SELECT \(columns), active_since FROM webhooks
            WHERE desk_id = \(desk) AND deactivated_at IS NULL
            ORDER BY id
            """
        ) { (webhook: try Webhook(row: $0), since: try $0["active_since"]) }
    }

    package static func insert(
        _ id: ID, url: String, events: [String], description: String?, secret: Data, by member: Member.ID,
        on desk: DeskProfile.ID, in session: Session
    ) throws {
        try session.execute(
            """
            INSERT INTO webhooks (desk_id, id, url, events, description, secret, created_by)
            VALUES (\(desk), \(id), \(url), \(events), \(description), \(secret), \(member))
            """)
    }

    package static func update(
        _ id: ID, url: String, events: [String], on desk: DeskProfile.ID, in session: Session
    ) throws {
        try session.execute(
            "UPDATE webhooks SET url = \(url), events = \(events) WHERE desk_id = \(desk) AND id = \(id)")
    }

    /// Tells it again of what is done from now on.
    package static func activate(_ id: ID, on desk: DeskProfile.ID, in session: Session) throws {
        try session.execute(
            """
            UPDATE webhooks
            SET deactivated_at = NULL, deactivation_reason = NULL, active_since = clock_timestamp()
            WHERE desk_id = \(desk) AND id = \(id)
            """)
    }

    /// Ends a webhook: messages that wait to be delivered are cancelled.
    ///
    /// - Returns: false when it was not active.
    @discardableResult
    package static func deactivate(
        _ id: ID, reason: String, on desk: DeskProfile.ID, in session: Session
    ) throws -> Bool {
        let changed = try session.execute(
            """
            UPDATE webhooks SET deactivated_at = now(), deactivation_reason = \(reason)
            WHERE desk_id = \(desk) AND id = \(id) AND deactivated_at IS NULL
            """)
        try session.execute(
            """
            UPDATE webhook_deliveries
            SET state = 'cancelled', finished_at = now(), token = NULL, leased_until = NULL
            WHERE desk_id = \(desk) AND webhook_id = \(id) AND state = 'pending'
            """)
        return changed > 0
    }

    /// Hides a webhook that is not active for good and wipes its secrets; its log stays.
    package static func delete(_ id: ID, on desk: DeskProfile.ID, in session: Session) throws {
        try session.execute(
            """
            UPDATE webhooks
            SET deleted_at = now(), secret = '', previous_secret = NULL, previous_secret_expires_at = NULL
            WHERE desk_id = \(desk) AND id = \(id)
            """)
    }

    /// Puts a new secret in place of the old one, which signs too for so many hours.
    package static func rotate(
        _ id: ID, secret: Data, overlapHours: Int, on desk: DeskProfile.ID, in session: Session
    ) throws {
        try session.execute(
            """
            UPDATE webhooks
            SET previous_secret = secret, secret = \(secret),
                previous_secret_expires_at = clock_timestamp() + make_interval(hours => \(Int32(overlapHours)))
            WHERE desk_id = \(desk) AND id = \(id)
            """)
    }
}

/// How far a desk's events have been made into deliveries.
package enum WebhookCursor {
    /// Begins at the horizon, unless other webhooks of the desk are being told already.
    package static func begin(on desk: DeskProfile.ID, in session: Session) throws {
        try session.execute(
            """
            INSERT INTO webhook_cursors (desk_id, transaction_id, sequence)
            VALUES (\(desk), pg_snapshot_xmin(pg_current_snapshot()), 0)
            ON CONFLICT (desk_id) DO UPDATE SET transaction_id = excluded.transaction_id, sequence = 0
            WHERE NOT EXISTS (SELECT 1 FROM webhooks w WHERE w.desk_id = \(desk) AND w.deactivated_at IS NULL)
            """)
    }

    /// The desks that have active webhooks.
    package static func desks(in session: Session) throws -> [DeskProfile.ID] {
        try session.all("SELECT DISTINCT desk_id FROM webhooks WHERE deactivated_at IS NULL") { try $0["desk_id"] }
    }

    /// Nil when the desk never had a webhook.
    package static func find(of desk: DeskProfile.ID, in session: Session) throws -> EventCursor? {
        try session.first(
            "SELECT transaction_id::text AS transaction_id, sequence FROM webhook_cursors WHERE desk_id = \(desk)",
            EventCursor.init)
    }

    /// Holds the desk's cursor until the transaction ends; nil when another worker has it.
    package static func hold(of desk: DeskProfile.ID, in session: Session) throws -> EventCursor? {
        try session.first(
            """
            SELECT transaction_id::text AS transaction_id, sequence FROM webhook_cursors
            WHERE desk_id = \(desk)
            FOR UPDATE SKIP LOCKED
            """, EventCursor.init)
    }

    package static func move(to cursor: EventCursor, of desk: DeskProfile.ID, in session: Session) throws {
        try session.execute(
            """
            UPDATE webhook_cursors
            SET transaction_id = \(String(cursor.transaction))::xid8, sequence = \(cursor.sequence)
            WHERE desk_id = \(desk)
            """)
    }
}
