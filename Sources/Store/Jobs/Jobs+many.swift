package import Domain
package import Postgres

extension Job {
    /// A job to be made.
    package struct Order: Sendable {
        package let id: ID
        package let payload: JSONText
        package let uniqueKey: String?
        package let priority: Int

        package init(id: ID, payload: JSONText, uniqueKey: String? = nil, priority: Int = 0) {
            self.id = id
            self.payload = payload
            self.uniqueKey = uniqueKey
            self.priority = priority
        }
    }

    /// Enqueues jobs of one kind, which may run at once, in the caller's transaction and in one statement; workers are woken
    /// once, when it commits. Of a key that has a job already no second one is made.
    package static func enqueue(
        _ orders: [Order], _ kind: Kind, on desk: DeskProfile.ID, in session: Session
    ) throws {
        if orders.isEmpty { return }
        try session.execute(
            """
            INSERT INTO jobs (id, desk_id, kind, payload, state, priority, unique_key)
            SELECT r.id, \(desk), \(kind.rawValue), r.payload, \(State.available), r.priority, r.unique_key
            FROM unnest(\(orders.map(\.id)), \(orders.map(\.payload)), \(orders.map(\.priority)),
                \(orders.map(\.uniqueKey))) AS r (id, payload, priority, unique_key)
            ON CONFLICT (desk_id, kind, unique_key) WHERE unique_key IS NOT NULL DO NOTHING
            """)
        try session.notify(channel)
    }
}
