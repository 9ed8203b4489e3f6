package import Domain
package import Extraction
package import Foundation
package import Postgres
import Store

/// Everything that can be done on a desk: one verb a file (`Desk+submit.swift`, `Desk+take.swift` …).
///
/// The only place that opens transactions. A verb that changes something takes a `Caller`, writes its audit event in the
/// same transaction and, where the caller sent an idempotency key, gives the first answer again.
package struct Desk: Sendable {
    let database: Database
    let extractor: Extractor
    let signals: Signals
    /// Where webhooks may be sent.
    package let webhookRule: WebhookRule
    let makeID: @Sendable () -> UUID
    let exportStreams = ExportStreams()

    /// - Parameters:
    ///   - database: with a current schema.
    ///   - extractor: reads articles.
    ///   - signals: wakes those who wait; give it a task for its `run()`, or none and they poll.
    ///   - webhookRule: where webhooks may be sent.
    ///   - makeID: makes UUIDs that sort by age.
    package init(
        database: Database, extractor: Extractor, signals: Signals, webhookRule: WebhookRule = .publicOnly,
        makeID: @escaping @Sendable () -> UUID = Desk.timeOrderedID
    ) {
        self.database = database
        self.extractor = extractor
        self.signals = signals
        self.webhookRule = webhookRule
        self.makeID = makeID
    }

    /// A version 7 UUID of now.
    @Sendable package static func timeOrderedID() -> UUID {
        var random = SystemRandomNumberGenerator()
        return .version7(
            milliseconds: UInt64(Date().timeIntervalSince1970 * 1000), high: random.next(), low: random.next())
    }

    func newID<Subject>() -> Identifier<Subject> { Identifier(rawValue: makeID()) }

    /// A read-only transaction.
    func read<Value: Sendable>(_ body: @Sendable (Session) throws -> Value) async throws -> Value {
        try await available { try await database.read(.readCommitted, body) }
    }

    /// A read-only transaction whose statements all see the same moment.
    func readOneMoment<Value: Sendable>(_ body: @Sendable (Session) throws -> Value) async throws -> Value {
        try await available { try await database.read(.repeatableRead, body) }
    }

    /// A transaction of the desk's own, without a caller.
    func write<Value: Sendable>(_ body: @Sendable (Session) throws -> Value) async throws -> Value {
        try await available { try await database.write(.readCommitted, body) }
    }

    /// A caller's change: body, audit events and the answer under the caller's idempotency key are one transaction.
    ///
    /// - Throws: `IdempotencyKeyReused` when the key came with another request before.
    func change<Answer: Codable & Sendable>(
        by caller: Caller, _ body: @Sendable (Change) throws -> Answer
    ) async throws -> Answer {
        defer { signals.announce(caller.principal.deskID) }
        return try await write { session in
            let change = Change(session: session, caller: caller, makeID: makeID)
            guard let idempotency = caller.idempotency else { return try body(change) }
            let member = caller.principal.memberID
            let key = idempotency.key
            let isFirst = try RecordedAnswer.begin(
                key, fingerprint: idempotency.fingerprint, member: member, on: change.desk, in: session)
            if !isFirst,
                let recorded = try RecordedAnswer.find(
                    key, as: Answer.self, member: member, on: change.desk, in: session)
            {
                if recorded.fingerprint != idempotency.fingerprint { throw IdempotencyKeyReused(key: key) }
                if let answer = try recorded.answer() { return answer }
            }
            let answer = try body(change)
            try RecordedAnswer.end(key, answer: answer, member: member, on: change.desk, in: session)
            return answer
        }
    }

    /// What is left after the database has run a transaction again as often as it does.
    private static let contended: Set<SQLState> = [.deadlockDetected, .serializationFailure]

    private func available<Value: Sendable>(_ body: () async throws -> Value) async throws -> Value {
        do {
            return try await body()
        } catch  where isTransient(error) {
            throw Unavailable(reason: String(describing: error))
        } catch let error as PostgresError where error.sqlState == .queryCanceled {
            try Task.checkCancellation()
            throw Unavailable(.tooSlow, reason: "a statement took too long")
        } catch let error as PostgresError where Self.contended.contains(error.sqlState) {
            throw Unavailable(.tooSlow, reason: String(describing: error))
        }
    }
}

/// The database cannot be reached just now, or is too busy: try again in a moment.
package struct Unavailable: Error, Sendable {
    /// What stood against it.
    package enum Cause: Sendable {
        /// The database cannot be reached.
        case away
        /// The database answered, and not in time or in each other's way. The work itself may be too large.
        case tooSlow
    }

    package let cause: Cause
    /// For the log, not for clients.
    package let reason: String

    package init(_ cause: Cause = .away, reason: String) {
        self.cause = cause
        self.reason = reason
    }
}

/// A caller's change while it is made: the transaction, who makes it, and what is remembered of it.
struct Change {
    let session: Session
    let caller: Caller
    let makeID: @Sendable () -> UUID
    let time = TransactionTime()

    var desk: DeskProfile.ID { caller.principal.deskID }
    var member: Member.ID { caller.principal.memberID }

    func newID<Subject>() -> Identifier<Subject> { Identifier(rawValue: makeID()) }

    func audit(
        _ action: AuditEvent.Action, _ subject: String, _ id: UUID, _ details: [String: String] = [:]
    ) throws {
        try AuditEvent(action, subject, id, details).insert(
            actor: member, key: caller.principal.keyID, requestID: caller.requestID, on: desk, in: session)
    }

    /// The same done to many rows.
    func audit(
        _ action: AuditEvent.Action, _ subject: String, _ ids: [UUID], _ details: [String: String] = [:]
    ) throws {
        try AuditEvent.insert(
            action, subject, ids, details, actor: member, key: caller.principal.keyID, requestID: caller.requestID,
            on: desk, in: session)
    }
}
