import Domain
import Foundation
import Postgres
import Store

/// A caller's change while it is made: the transaction, who makes it, and what is remembered of it.
struct Change {
    /// What of a change is remembered under the caller's idempotency key.
    enum Memory {
        /// The answer: the request sent again gets it again.
        case answer
        /// The key alone, for answers that hold a secret: the request sent again is refused rather than the secret kept.
        case keyAlone
        /// Nothing, for what is saved of a change that was refused: a refusal is no answer to be given again.
        case nothing
    }

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

    /// Who makes it, as the audit trail has it.
    var author: AuditEvent.Author {
        (actor: member, key: caller.principal.keyID, requestID: caller.requestID)
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
