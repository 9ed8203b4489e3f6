import Domain
import Postgres
import Store
import Telemetry

// Transactions of somebody who may: each names its act, and whoever may not is refused before anything is read.
extension Desk {
    /// A read-only transaction.
    ///
    /// - Throws: `AccessError.forbidden` for a principal who may not.
    func read<Value: Sendable>(
        _ act: Act, for principal: Principal, _ body: @Sendable (Session) throws -> Value
    ) async throws -> Value {
        try principal.require(act)
        return try await readAsDesk(body)
    }

    /// A read-only transaction whose statements all see the same moment.
    ///
    /// - Throws: `AccessError.forbidden` for a principal who may not.
    func readOneMoment<Value: Sendable>(
        _ act: Act, for principal: Principal, _ body: @Sendable (Session) throws -> Value
    ) async throws -> Value {
        try principal.require(act)
        return try await readOneMomentAsDesk(body)
    }

    /// A caller's change: body, audit events and what is remembered under the caller's idempotency key are one
    /// transaction.
    ///
    /// - Parameter lookingUp: by keys alone, as `writeAsDesk` has it.
    /// - Throws: `AccessError.forbidden` for a caller who may not; `AnsweredBefore` when this request came before under its
    ///   key; `IdempotencyKeyReused` when the key came with another one, or with this one and its answer is not kept.
    func change<Answer: Sendable>(
        _ act: Act, by caller: Caller, remembering memory: Change.Memory = .answer, lookingUp: Bool = false,
        _ body: @Sendable (Change) throws -> Answer
    ) async throws -> Answer {
        try caller.principal.require(act)
        defer { signals.announce(caller.principal.deskID) }
        return try await writeAsDesk(lookingUp: lookingUp) { session in
            let change = Change(session: session, caller: caller, makeID: makeID)
            guard let idempotency = caller.idempotency, memory != .nothing else { return try body(change) }
            let (desk, member, key) = (change.desk, change.member, idempotency.key.key)
            let fingerprint = idempotency.key.fingerprint
            guard try RecordedAnswer.begin(key, fingerprint: fingerprint, member: member, on: desk, in: session) else {
                let sent = try RecordedAnswer.find(
                    key, fingerprint: fingerprint, member: member, on: desk, in: session)
                guard let sent else { throw IdempotencyKeyReused(key: key) }
                throw AnsweredBefore(sent: sent)
            }
            let answer = try body(change)
            if memory == .answer {
                let sent = try idempotency.sending(answer)
                try RecordedAnswer.end(key, sent: sent, member: member, on: desk, in: session)
            }
            return answer
        }
    }

    /// Changes of several callers of one desk, made together in one transaction: each gets what became of theirs. For those
    /// who come without an idempotency key.
    ///
    /// - Parameters:
    ///   - lookingUp: by keys alone, as `writeAsDesk` has it.
    ///   - body: makes the changes: for each, in the same order, its answer or why there is none. Of a change that
    ///     has no answer it must have stored nothing.
    /// - Throws: `AccessError.forbidden` when one of the callers may not.
    func changeTogether<Answer: Sendable>(
        _ act: Act, on desk: DeskProfile.ID, by callers: [Caller], lookingUp: Bool = false,
        _ body: @Sendable ([Change], Session) throws -> [Result<Answer, any Error>]
    ) async throws -> [Result<Answer, any Error>] {
        for caller in callers { try caller.principal.require(act) }
        defer { signals.announce(desk) }
        return try await writeAsDesk(lookingUp: lookingUp) { session in
            try body(callers.map { Change(session: session, caller: $0, makeID: makeID) }, session)
        }
    }

    /// Makes a caller's change and takes all of it back: what it would lead to, by the very rules and statements that it
    /// would take. Nobody is told, and nothing is remembered under an idempotency key.
    ///
    /// - Throws: `AccessError.forbidden` for a caller who may not.
    func rehearse<Outcome: Sendable>(
        _ act: Act, by caller: Caller, _ body: @Sendable (Change) throws -> Outcome
    ) async throws -> Outcome {
        try caller.principal.require(act)
        do {
            return try await writeAsDesk { session -> Outcome in
                throw Rehearsed(outcome: try body(Change(session: session, caller: caller, makeID: makeID)))
            }
        } catch let rehearsed as Rehearsed<Outcome> {
            return rehearsed.outcome
        }
    }
}

/// The end of a rehearsal. As an error it takes the transaction back.
private struct Rehearsed<Outcome: Sendable>: Error {
    let outcome: Outcome
}

// Transactions of the desk's own, without anybody to ask about: of workers, operators and public pages. A lane says for
// whom a connection is taken where that is not the desk's people.
extension Desk {
    /// A read-only transaction.
    func readAsDesk<Value: Sendable>(
        on lane: Lane? = nil, _ body: @Sendable (Session) throws -> Value
    ) async throws -> Value {
        try await available { try await database(on: lane).read(.readCommitted, body) }
    }

    /// One statement that reads.
    func askAsDesk<Value: Sendable>(
        on lane: Lane? = nil, _ body: @Sendable (Session) throws -> Value
    ) async throws -> Value {
        try await available { try await database(on: lane).ask(body) }
    }

    /// A read-only transaction whose statements all see the same moment.
    func readOneMomentAsDesk<Value: Sendable>(
        on lane: Lane? = nil, _ body: @Sendable (Session) throws -> Value
    ) async throws -> Value {
        try await available { try await database(on: lane).read(.repeatableRead, body) }
    }

    /// A transaction that changes something.
    ///
    /// - Parameter lookingUp: all that it touches is looked up by keys (`Database.lookingUp`).
    func writeAsDesk<Value: Sendable>(
        lookingUp: Bool = false, _ body: @Sendable (Session) throws -> Value
    ) async throws -> Value {
        try await available { try await (lookingUp ? database.lookingUp : database).write(.readCommitted, body) }
    }

    private func database(on lane: Lane?) -> Database { lane.map(database.on) ?? database }

    /// What is left after the database has run a transaction again as often as it does, and a limit for locks that somebody
    /// has set on the server.
    private static let contended: Set<SQLState> = [.deadlockDetected, .serializationFailure, .lockNotAvailable]

    /// Runs what asks the database, and says `Unavailable` for what passes by itself.
    func available<Value: Sendable>(_ body: () async throws -> Value) async throws -> Value {
        do {
            return try await meters.tracing("transaction", body)
        } catch  where isTransient(error) {
            throw Unavailable(reason: operatorWords(for: error))
        } catch let error as PostgresError where error.sqlState == .queryCanceled {
            try Task.checkCancellation()
            throw Unavailable(.tooSlow, reason: "a statement took too long")
        } catch let error as PostgresError where Self.contended.contains(error.sqlState) {
            throw Unavailable(.tooSlow, reason: operatorWords(for: error))
        }
    }
}
