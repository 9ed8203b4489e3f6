internal import CLibPQ

#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif

/// One libpq connection and what belongs to its session. Every call blocks, so it lives on its connection's queue.
final class Link {
    let handle: ConnectionHandle
    /// What it was connected with.
    let conninfo: Conninfo
    /// The session as the server knows it; nil behind a pooler, and where nobody asked.
    private(set) var backend: Backend?
    /// How long the server is waited for.
    var patience: Patience
    /// Whom to ask about a server that says nothing; nil: its limits must do.
    var examiner: Examiner?
    /// Since when nothing was heard, and how many pulses ago that was.
    var silentSince = ContinuousClock.now
    var pulses = 0
    private var statements: StatementCache
    private let preparesStatements: Bool
    /// Rows or COPY data are still coming in.
    var isBusy = false
    /// The protocol is in a state that is not worth repairing; the connection is closed after this use.
    var isAbandoned = false
    /// What giving it up says of the server.
    var loss: Connection.Fitness?
    /// Somebody has changed the session; the connection is closed after this use.
    private var isUsedUp = false

    /// Connects, looks whether the server is one to work with, and sets the session up.
    ///
    /// - Throws: ``ConnectionError``, or the ``PostgresError`` of a setting that the server refuses.
    init(_ configuration: Database.Configuration) throws {
        conninfo = try configuration.conninfo()
        statements = StatementCache(capacity: 256)
        preparesStatements = configuration.preparedStatements
        patience = Patience()
        // Assigned before anything throws, so that a failed connection is finished as well.
        handle = try Self.connect(conninfo)
        begin()
        patience.deadline = .now + configuration.connectTimeout
        do {
            try introduce(configuration)
        } catch let error as ConnectionError where error.isFinal {
            throw error
        } catch let error as PostgresError where !isTransient(error) {
            throw error
        } catch {
            throw ConnectionError.unreachable(reason: String(reflecting: error))
        }
        patience.deadline = nil
    }

    /// Connects to one host for a question; everything must be over by a moment.
    ///
    /// - Throws: ``ConnectionError/unreachable(reason:)``; ``Refusal``.
    init(to conninfo: Conninfo, by deadline: ContinuousClock.Instant) throws {
        self.conninfo = conninfo
        statements = StatementCache(capacity: 0)
        preparesStatements = false
        patience = Patience(deadline: deadline)
        handle = try Self.connect(conninfo, by: deadline)
        begin()
    }

    private func begin() {
        clibpq_silence_notices(handle.raw)
        // Fails only with data under way, and there is none.
        _ = PQsetnonblocking(handle.raw, 1)
    }

    /// Settings first, since they say how the answer reads; one round trip.
    private func introduce(_ configuration: Database.Configuration) throws {
        let encoding = PQparameterStatus(handle.raw, "server_encoding").map { String(cString: $0) } ?? "UTF8"
        guard encoding == "UTF8" else { throw ConnectionError.wrongEncoding(encoding) }
        let settings = preparesStatements ? configuration.settings(for: conninfo, local: false) + "; " : ""
        let row = Row(result: try simple(settings + Backend.introduction), index: 0)
        if configuration.needsPrimary, try row["standby"] {
            throw ConnectionError.readOnly(reason: "it is a standby, which takes no writes")
        }
        guard preparesStatements else { return }
        let start: String? = try row["start"]
        backend = Backend(processID: try row["pid"], start: start ?? "")
    }

    /// The connection can be used again: it is alive, idle and outside of any transaction.
    var isFit: Bool {
        !isBusy && !isAbandoned && !isUsedUp && handle.isAlive && transactionStatus == PQTRANS_IDLE
    }

    func abandonAfterUse() {
        isUsedUp = true
    }

    var transactionStatus: PGTransactionStatusType {
        PQtransactionStatus(handle.raw)
    }

    /// Looks whether the connection is still good. Without a round trip it costs one system call, which notices a
    /// server that has closed the connection.
    ///
    /// - Parameter roundTrip: ask the server in any case, and not only when it has said something since the last use.
    func isAnswering(roundTrip: Bool) -> Bool {
        var descriptor = pollfd(fd: PQsocket(handle.raw), events: Int16(POLLIN), revents: 0)
        let hasSpoken = poll(&descriptor, 1, 0) != 0
        guard isFit else { return false }
        guard roundTrip || hasSpoken else { return true }
        do {
            _ = try simple("SELECT 1")
            return true
        } catch {
            // Whatever the reason is: another connection is the answer.
            return false
        }
    }

    // MARK: Statements

    /// Runs one statement and returns its result with all rows.
    func query(_ sql: SQL) throws -> ResultSet {
        let statement = try Statement(sql)
        do {
            try send(statement)
            return ResultSet(try collect(statement.key.text))
        } catch let error as PostgresError where recovers(from: error, statement) {
            try send(statement)
            return ResultSet(try collect(statement.key.text))
        }
    }

    /// Runs one statement and hands its rows over one by one, as they arrive.
    ///
    /// - Parameter interrupt: stops the statement on the server when `body` throws.
    func each(_ sql: SQL, interrupt: () -> Void, _ body: (Row) throws -> Void) throws {
        let statement = try Statement(sql)
        try send(statement)
        guard PQsetSingleRowMode(handle.raw) == 1 else { throw failure(nil, statement.key.text) }
        isBusy = true
        defer { isBusy = false }
        var shape: ResultShape?
        while let next = try nextResult() {
            let raw = next.raw
            let result = ResultSet(next, shape: shape)
            switch PQresultStatus(raw) {
            case PGRES_SINGLE_TUPLE:
                shape = result.shape
                do {
                    try body(Row(result: result, index: 0))
                } catch {
                    interrupt()
                    drain()
                    throw error
                }
            case PGRES_TUPLES_OK, PGRES_COMMAND_OK, PGRES_EMPTY_QUERY: continue
            case PGRES_FATAL_ERROR:
                let error = failure(raw, statement.key.text)
                drain()
                // Only a statement that has given no row yet can be sent again.
                guard shape == nil, let error = error as? PostgresError, recovers(from: error, statement) else {
                    throw error
                }
                isBusy = false
                return try each(sql, interrupt: interrupt, body)
            default:
                isAbandoned = true
                throw SessionError.wrongStatementKind(expected: "a statement that returns rows")
            }
        }
    }

    /// Runs one or several statements without binds by the simple protocol; returns the last one's result.
    func simple(_ text: String) throws -> ResultSet {
        try checkFree()
        guard !text.utf8.contains(0) else { throw BindError(position: 0, reason: "it contains a NUL character") }
        guard PQsendQuery(handle.raw, text) == 1 else { throw failure(nil, text) }
        return ResultSet(try collect(text))
    }

    // MARK: Sending and receiving

    func send(_ statement: Statement, prepares: Bool = true) throws {
        try checkFree()
        let key = statement.key
        let plan = preparesStatements && prepares ? statements.plan(for: key) : .direct
        if case .prepare(let name) = plan {
            let types = key.types
            guard PQsendPrepare(handle.raw, name, key.text, Int32(types.count), types) == 1 else {
                throw failure(nil, key.text)
            }
            _ = try collect(key.text)
            statements.didPrepare(key, name: name)
        }
        let sent = statement.binds.withPointers { count, types, values in
            switch plan {
            case .direct: PQsendQueryParams(handle.raw, key.text, count, types, values, nil, nil, 0)
            case .prepare(let name), .prepared(let name):
                PQsendQueryPrepared(handle.raw, name, count, values, nil, nil, 0)
            }
        }
        guard sent == 1 else { throw failure(nil, key.text) }
    }

    /// Waits for the end of what was sent. Of several results the last one counts, of several errors the first.
    func collect(_ text: String) throws -> ResultHandle {
        var last: ResultHandle?
        var firstError: (any Error)?
        while let result = try nextResult() {
            let raw = result.raw
            switch PQresultStatus(raw) {
            case PGRES_COMMAND_OK, PGRES_TUPLES_OK, PGRES_EMPTY_QUERY:
                last = consume result
            case PGRES_COPY_IN, PGRES_COPY_OUT, PGRES_COPY_BOTH:
                isAbandoned = true
                throw SessionError.wrongStatementKind(expected: "no COPY; use copyIn or copyOut")
            default:
                firstError = firstError ?? failure(raw, text)
            }
        }
        if let firstError { throw firstError }
        guard let last else { throw failure(nil, text) }
        return last
    }

    /// Throws away what still comes in. Where nothing comes any more, the connection is given up.
    func drain() {
        do {
            while let result = try nextResult() {
                guard PQresultStatus(result.raw) == PGRES_COPY_OUT else { continue }
                while let data = try nextCopyData() { _ = data.bytes }
            }
        } catch {
            isAbandoned = true
        }
    }

    private func checkFree() throws {
        guard !isBusy else { throw SessionError.busy }
        guard !isAbandoned else { throw ConnectionError.lost(reason: "the session was given up after a wrong use") }
    }

    func failure(_ result: OpaquePointer?, _ text: String) -> any Error {
        if let result, PQresultErrorField(result, CLIBPQ_DIAG_SQLSTATE) != nil {
            return PostgresError(result: result, statement: text)
        }
        // An error without SQLSTATE is libpq's own: the connection broke, or its state is beyond repair.
        isAbandoned = true
        return ConnectionError.lost(reason: handle.message)
    }

    // MARK: Prepared statements

    /// True when a statement can be sent once more because only its prepared form was stale. Inside a transaction the
    /// error has aborted it, and the whole transaction is run again instead.
    private func recovers(from error: PostgresError, _ statement: Statement) -> Bool {
        guard error.isStalePlan else { return false }
        statements.invalidate(statement.key)
        return transactionStatus == PQTRANS_IDLE
    }

    /// Drops, outside of any transaction, prepared statements that the cache has forgotten.
    ///
    /// - Returns: False when the connection broke over it.
    func tidy() -> Bool {
        for name in statements.takeForgotten() {
            do {
                _ = try simple("DEALLOCATE \(name)")
            } catch let error as PostgresError where error.sqlState == .invalidStatementName {
                // Somebody was faster (DISCARD).
                continue
            } catch {
                return false
            }
        }
        return true
    }
}
