package import Domain
import Postgres
import Replication
import Store

// Transactions that the desk's replica may answer, where it has one that is well: they read much or come in crowds, change
// nothing and lock nothing. What they see is never older than the moment at which they were asked for (`Replica`), and yet
// only what is no step of the work goes through these doors: members work on the primary, whatever becomes of a replica.
extension Desk {
    /// How the replica does; nil where there is none.
    package var replicaReport: ReplicaReport? { replica?.report }

    /// A read-only transaction whose statements all see the same moment, on the replica or on the primary.
    ///
    /// - Throws: `AccessError.forbidden` for a principal who may not.
    func readOneMomentAnywhere<Value: Sendable>(
        _ act: Act, for principal: Principal, _ body: @Sendable (Session) throws -> Value
    ) async throws -> Value {
        try principal.require(act)
        return try await readOneMomentAnywhereAsDesk(body)
    }

    /// A read-only transaction whose statements all see the same moment, on the replica or on the primary.
    func readOneMomentAnywhereAsDesk<Value: Sendable>(
        on lane: Lane? = nil, _ body: @Sendable (Session) throws -> Value
    ) async throws -> Value {
        try await readToldMomentAnywhereAsDesk(on: lane) { session, _ in try body(session) }
    }

    /// The same for whoever tells what moment it was.
    ///
    /// - Parameter body: gets from the replica the primary's time up to which it surely sees everything, and nil on the primary.
    ///   When the replica leaves in the middle of it, it is run once more, on the primary.
    func readToldMomentAnywhereAsDesk<Value: Sendable>(
        on lane: Lane? = nil, _ body: @Sendable (Session, PrimaryMoment?) throws -> Value
    ) async throws -> Value {
        if let replica, let value = try await available({ try await replica.read(on: lane, body) }) { return value }
        return try await readOneMomentAsDesk(on: lane) { try body($0, nil) }
    }
}
