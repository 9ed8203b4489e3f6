package import Domain
package import Postgres

extension Job {
    /// A job to be made.
    package struct Order<Payload: Codable & Sendable>: Sendable {
        package let id: ID
        package let payload: Payload
        package let uniqueKey: String
        package let priority: Int

        package init(id: ID, payload: Payload, uniqueKey: String, priority: Int) {
            self.id = id
            self.payload = payload
            self.uniqueKey = uniqueKey
            self.priority = priority
        }
    }

    /// Enqueues jobs of one kind, which may run at once, in the caller's transaction; workers are woken when it commits. Of a key
    /// that has a job already no second one is made.
    package static func enqueue<Payload>(
        _ orders: [Order<Payload>], _ kind: Kind, on desk: DeskProfile.ID, in session: Session
    ) throws {
        try session.execute(
            """
            INSERT INTO jobs (id, desk_id, kind, payload, state, priority, unique_key)
            SELECT r.id, \(desk), \(kind.rawValue), r.payload::jsonb, \(State.available), r.priority, r.unique_key
            FROM unnest(\(orders.map(\.id)), \(try orders.map { try JSONValue($0.payload).encodePostgres() }),
                \(orders.map(\.priority)), \(orders.map(\.uniqueKey))) AS r (id, payload, priority, unique_key)
            ON CONFLICT (desk_id, kind, unique_key) WHERE unique_key IS NOT NULL DO NOTHING
            """)
        try session.notify(channel)
    }
}
