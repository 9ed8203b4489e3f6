package import Domain
package import Foundation
package import Postgres

extension WebhookDelivery.State: PostgresCodable {}

/// A delivery that is leased, with what is needed to sign it.
package struct LeasedDelivery: Sendable {
    package let deskID: DeskProfile.ID
    package let id: WebhookDelivery.ID
    package let webhookID: Webhook.ID
    package let token: Int
    package let url: String
    package let body: String
    /// The newest first.
    package let secrets: [Data]
    /// The database's clock, whole seconds since 1970.
    package let timestamp: Int
}

extension WebhookDelivery {
    init(row: Row) throws {
        self.init(
            id: try row["id"], webhookID: try row["webhook_id"], type: try row["type"], state: try row["state"],
            createdAt: try row["created_at"], nextAttemptAt: try row["next_attempt_at"],
            finishedAt: try row["finished_at"])
    }

    /// The newest first, with their attempts.
    package static func page(
        _ page: PageRequest, of webhook: Webhook.ID, on desk: DeskProfile.ID, in session: Session
    ) throws -> Page<WebhookDelivery> {
        let place = try page.place { $0.count == 1 ? Int($0[0]) : nil }
        let rows = try session.all(
            """
            SELECT id, webhook_id, type, state, created_at, number, finished_at,
                CASE WHEN state = 'pending' THEN next_attempt_at END AS next_attempt_at
            FROM webhook_deliveries
            WHERE desk_id = \(desk) AND webhook_id = \(webhook) AND (\(place)::bigint IS NULL OR number < \(place))
            ORDER BY number DESC
            \(SQL.limit(page))
            """
        ) { (delivery: try WebhookDelivery(row: $0), number: try $0.decode("number", as: Int.self)) }
        let attempts = try Attempt.all(of: rows.map(\.delivery.id), on: desk, in: session)
        return Page(rows, page) { [String($0.number)] }.map { row in
            var delivery = row.delivery
            delivery.attempts = attempts[delivery.id] ?? []
            return delivery
        }
    }

    /// - Throws: `NotFound` when the webhook has no such delivery.
    package static func get(
        _ id: ID, of webhook: Webhook.ID, on desk: DeskProfile.ID, in session: Session
    ) throws -> WebhookDelivery {
        let found = try session.first(
            """
            SELECT id, webhook_id, type, state, created_at, finished_at,
                CASE WHEN state = 'pending' THEN next_attempt_at END AS next_attempt_at
            FROM webhook_deliveries
            WHERE desk_id = \(desk) AND webhook_id = \(webhook) AND id = \(id)
            """, WebhookDelivery.init)
        guard var delivery = found else { throw NotFound("delivery") }
        delivery.attempts = try Attempt.all(of: [id], on: desk, in: session)[id] ?? []
        return delivery
    }

    /// Stores messages to one webhook; one that it has for the same event already is left out.
    ///
    /// - Parameter sequences: of the events; nil for a test message.
    package static func insert(
        _ messages: [(id: ID, sequence: Int?, type: String, body: String)], to webhook: Webhook.ID,
        on desk: DeskProfile.ID, in session: Session
    ) throws {
        if messages.isEmpty { return }
        try session.execute(
            """
            INSERT INTO webhook_deliveries (desk_id, id, webhook_id, event_sequence, type, body, expires_at)
            SELECT \(desk), m.id, \(webhook), m.sequence, m.type, m.body,
                clock_timestamp() + make_interval(secs => \(DeliveryBackoff.patience))
            FROM unnest(\(messages.map(\.id)), \(messages.map(\.sequence)), \(messages.map(\.type)),
                \(messages.map(\.body))) WITH ORDINALITY AS m (id, sequence, type, body, place)
            ORDER BY m.place
            ON CONFLICT (desk_id, webhook_id, event_sequence) DO NOTHING
            """)
    }

    /// Leases what is due, the oldest first, so that no webhook has more than `each` on their way: a receiver that hangs
    /// holds up itself alone. A lease that runs out makes its delivery due again.
    ///
    /// - Parameter limit: how many altogether.
    package static func lease(
        limit: Int, each: Int, seconds: Double, in session: Session
    ) throws -> [LeasedDelivery] {
        try session.all(
            """
            WITH
                -- 1. The next of each webhook, as many as it has room for.
                due AS MATERIALIZED (
                    SELECT d.desk_id, d.id
                    FROM webhooks w
                    CROSS JOIN LATERAL (
                        SELECT p.desk_id, p.id FROM webhook_deliveries p
                        WHERE p.desk_id = w.desk_id AND p.webhook_id = w.id AND p.state = 'pending'
                          AND p.next_attempt_at <= clock_timestamp()
                        ORDER BY p.next_attempt_at, p.number
                        LIMIT greatest(0, \(each) - (
                            SELECT count(*) FROM webhook_deliveries b
                            WHERE b.desk_id = w.desk_id AND b.webhook_id = w.id AND b.state = 'pending'
                              AND b.leased_until > clock_timestamp()))
                        FOR UPDATE SKIP LOCKED
                    ) d
                    WHERE w.deactivated_at IS NULL
                    LIMIT \(limit)
                ),
                -- 2. Leased.
                leased AS (
                    UPDATE webhook_deliveries d
                    SET attempts = attempts + 1, tries = tries + 1, token = nextval('job_tokens'),
                        leased_until = clock_timestamp() + make_interval(secs => \(seconds)),
                        next_attempt_at = clock_timestamp() + make_interval(secs => \(seconds))
                    FROM due
                    WHERE d.desk_id = due.desk_id AND d.id = due.id
                    RETURNING d.desk_id, d.id, d.webhook_id, d.token, d.body, d.number
                )
            SELECT l.desk_id, l.id, l.webhook_id, l.token, l.body, w.url, w.secret,
                CASE WHEN w.previous_secret_expires_at > clock_timestamp() THEN w.previous_secret END AS previous_secret,
                extract(epoch FROM clock_timestamp())::bigint AS timestamp
            FROM leased l JOIN webhooks w ON w.desk_id = l.desk_id AND w.id = l.webhook_id
            ORDER BY l.number
            """
        ) { row in
            let previous: Data? = try row["previous_secret"]
            return LeasedDelivery(
                deskID: try row["desk_id"], id: try row["id"], webhookID: try row["webhook_id"],
                token: try row["token"], url: try row["url"], body: try row["body"],
                secrets: [try row["secret"]] + (previous.map { [$0] } ?? []), timestamp: try row["timestamp"])
        }
    }

    /// Writes an attempt down and says what comes next: delivered, dead when its day is over, or another try.
    ///
    /// - Parameter random: 0 ..< 1, for the backoff's jitter.
    /// - Returns: nil when the delivery is not this attempt's any more.
    package static func record(
        _ outcome: DeliveryOutcome, of message: OutboundMessage, random: Double, in session: Session
    ) throws -> State? {
        let held = try session.first(
            """
            SELECT attempts, tries FROM webhook_deliveries
            WHERE desk_id = \(message.deskID) AND id = \(message.id) AND token = \(message.token)
            FOR UPDATE
            """
        ) { (attempts: try $0.decode("attempts", as: Int.self), tries: try $0.decode("tries", as: Int.self)) }
        guard let held else { return nil }
        try Attempt.insert(held.attempts, outcome, of: message.id, on: message.deskID, in: session)
        let pause = DeliveryBackoff.seconds(afterTries: held.tries, random: random)
        return try session.first(
            """
            UPDATE webhook_deliveries d
            SET state = n.state, token = NULL, leased_until = NULL,
                finished_at = CASE WHEN n.state <> 'pending' THEN now() END,
                next_attempt_at = clock_timestamp() + make_interval(secs => \(pause))
            FROM (
                SELECT CASE
                    WHEN \(outcome.isDelivered) THEN 'delivered'
                    WHEN clock_timestamp() + make_interval(secs => \(pause)) > expires_at THEN 'dead'
                    ELSE 'pending'
                END AS state
                FROM webhook_deliveries WHERE desk_id = \(message.deskID) AND id = \(message.id)
            ) n
            WHERE d.desk_id = \(message.deskID) AND d.id = \(message.id)
            RETURNING d.state
            """
        ) { try $0["state"] }
    }

    /// Sends it again, at once and for a day: under the same id.
    package static func replay(_ id: ID, on desk: DeskProfile.ID, in session: Session) throws {
        try session.execute(
            """
            UPDATE webhook_deliveries
            SET state = 'pending', finished_at = NULL, tries = 0, next_attempt_at = clock_timestamp(), token = NULL,
                leased_until = NULL,
                expires_at = clock_timestamp() + make_interval(secs => \(DeliveryBackoff.patience))
            WHERE desk_id = \(desk) AND id = \(id)
            """)
    }

    /// Deletes deliveries of last month that are done.
    ///
    /// - Returns: how many.
    package static func prune(in session: Session) throws -> Int {
        try session.execute(
            "DELETE FROM webhook_deliveries WHERE state <> 'pending' AND finished_at < now() - interval '30 days'")
    }
}

extension WebhookDelivery.Attempt {
    init(row: Row) throws {
        self.init(
            number: try row["number"], at: try row["at"],
            outcome: DeliveryOutcome(
                status: try row["status"], error: try row["error"], answer: try row["answer"],
                milliseconds: try row["milliseconds"]))
    }

    /// By delivery, the first one first.
    static func all(
        of deliveries: [WebhookDelivery.ID], on desk: DeskProfile.ID, in session: Session
    ) throws -> [WebhookDelivery.ID: [WebhookDelivery.Attempt]] {
        let rows = try session.all(
            """
            SELECT delivery_id, number, at, milliseconds, status, error, answer FROM webhook_attempts
            WHERE desk_id = \(desk) AND delivery_id = ANY(\(deliveries))
            ORDER BY delivery_id, number
            """
        ) { row in
            (
                delivery: try row.decode("delivery_id", as: WebhookDelivery.ID.self),
                attempt: try WebhookDelivery.Attempt(row: row)
            )
        }
        return Dictionary(grouping: rows, by: \.delivery).mapValues { $0.map(\.attempt) }
    }

    static func insert(
        _ number: Int, _ outcome: DeliveryOutcome, of delivery: WebhookDelivery.ID, on desk: DeskProfile.ID,
        in session: Session
    ) throws {
        try session.execute(
            """
            INSERT INTO webhook_attempts (desk_id, delivery_id, number, milliseconds, status, error, answer)
            VALUES (\(desk), \(delivery), \(number), \(outcome.milliseconds), \(outcome.status), \(outcome.error),
                \(outcome.answer))
            """)
    }
}
