internal import CLibPQ

#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif

/// One libpq connection and what belongs to its session. Every call blocks, so it lives on its connection's queue.
final class Link {
    let handle: ConnectionHandle
    private var statements: StatementCache
    private let preparesStatements: Bool
    /// Rows or COPY data are still coming in.
    private(set) var isBusy = false
    /// The protocol is in a state that is not worth repairing; the connection is closed after this use.
    private(set) var isAbandoned = false
    /// Somebody has changed the session; the connection is closed after this use.
    private var isUsedUp = false

    /// Connects and sets the session up.
    ///
    /// - Throws: ``ConnectionError/unreachable(reason:)``, ``ConnectionError/invalidConnectionString(reason:)``, or the
    ///   ``PostgresError`` of a setting that the server refuses.
    init(_ configuration: Database.Configuration) throws {
        let conninfo = try configuration.conninfo()
        guard let raw = conninfo.withCArrays({ PQconnectdbParams($0, $1, 0) }) else {
            throw ConnectionError.unreachable(reason: "out of memory")
        }
        statements = StatementCache(capacity: 256)
        preparesStatements = configuration.preparedStatements
        // Assigned before anything throws, so that a failed connection is finished as well.
        handle = ConnectionHandle(raw)
        guard handle.isAlive else { throw ConnectionError.unreachable(reason: handle.message) }
        clibpq_silence_notices(raw)
        guard configuration.preparedStatements else { return }
        do {
            _ = try simple(configuration.settings(for: conninfo, local: false))
        } catch let error as PostgresError where !isTransient(error) {
            throw error
        } catch {
            throw ConnectionError.unreachable(reason: String(reflecting: error))
        }
    }

    /// The connection can be used again: it is alive, idle and outside of any transaction.
    var isFit: Bool {
        !isBusy && !isAbandoned && !isUsedUp && handle.isAlive && PQtransactionStatus(handle.raw) == PQTRANS_IDLE
    }

    func abandonAfterUse() {
        isUsedUp = true
    }

    var transactionStatus: PGTransactionStatusType {
        PQtransactionStatus(handle.raw)
    }

    /// Looks, without waiting, whether the server has closed the connection or said something since the last use.
    /// - Parameter roundTrip: ask the server as well.
    func isAnswering(roundTrip: Bool) -> Bool {
        var descriptor = pollfd(fd: PQsocket(handle.raw), events: Int16(POLLIN), revents: 0)
        if poll(&descriptor, 1, 0) != 0, PQconsumeInput(handle.raw) == 0 { return false }
        guard isFit else { return false }
        guard roundTrip else { return true }
        return (try? simple("SELECT 1")) != nil
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
        while let raw = PQgetResult(handle.raw) {
            let result = ResultSet(ResultHandle(raw), shape: shape)
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

    // MARK: COPY

    /// Runs `COPY … FROM STDIN`.
    func copyIn(_ sql: SQL, _ body: (inout CopyWriter) throws -> Void) throws -> Int {
        let statement = try Statement(sql)
        try send(statement, prepares: false)
        guard try startsCopy(PGRES_COPY_IN, statement) else {
            throw SessionError.wrongStatementKind(expected: "COPY … FROM STDIN")
        }
        isBusy = true
        defer { isBusy = false }
        do {
            var writer = CopyWriter { bytes in
                let count = Int32(bytes.count)
                let start = bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
                guard PQputCopyData(self.handle.raw, start, count) == 1 else {
                    throw self.failure(nil, statement.key.text)
                }
            }
            try body(&writer)
            try writer.flush()
        } catch {
            // The server discards what it has received and answers with an error, which `error` explains better.
            _ = PQputCopyEnd(handle.raw, "ended by the client")
            drain()
            throw error
        }
        guard PQputCopyEnd(handle.raw, nil) == 1 else { throw failure(nil, statement.key.text) }
        return ResultSet(try collect(statement.key.text)).affectedRows
    }

    /// Runs `COPY … TO STDOUT`.
    func copyOut(_ sql: SQL, interrupt: () -> Void, _ receive: (UnsafeRawBufferPointer) throws -> Void) throws -> Int {
        let statement = try Statement(sql)
        try send(statement, prepares: false)
        guard try startsCopy(PGRES_COPY_OUT, statement) else {
            throw SessionError.wrongStatementKind(expected: "COPY … TO STDOUT")
        }
        isBusy = true
        defer { isBusy = false }
        while true {
            var bytes: UnsafeMutablePointer<CChar>?
            let count = PQgetCopyData(handle.raw, &bytes, 0)
            guard count >= 0, let bytes else { break }
            defer { PQfreemem(bytes) }
            do {
                try receive(UnsafeRawBufferPointer(start: bytes, count: Int(count)))
            } catch {
                interrupt()
                drain()
                throw error
            }
        }
        return ResultSet(try collect(statement.key.text)).affectedRows
    }

    // MARK: Sending and receiving

    private func send(_ statement: Statement, prepares: Bool = true) throws {
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
    private func collect(_ text: String) throws -> ResultHandle {
        var last: ResultHandle?
        var firstError: (any Error)?
        while let raw = PQgetResult(handle.raw) {
            let result = ResultHandle(raw)
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

    private func startsCopy(_ wanted: ExecStatusType, _ statement: Statement) throws -> Bool {
        guard let raw = PQgetResult(handle.raw) else { throw failure(nil, statement.key.text) }
        let result = ResultHandle(raw)
        let status = PQresultStatus(result.raw)
        if status == wanted { return true }
        if status == PGRES_FATAL_ERROR {
            let error = failure(result.raw, statement.key.text)
            drain()
            throw error
        }
        if status == PGRES_COPY_IN || status == PGRES_COPY_OUT || status == PGRES_COPY_BOTH {
            isAbandoned = true
        } else {
            drain()
        }
        return false
    }

    /// Throws away what still comes in.
    private func drain() {
        while let raw = PQgetResult(handle.raw) {
            let result = ResultHandle(raw)
            let status = PQresultStatus(result.raw)
            guard status == PGRES_COPY_OUT else { continue }
            var bytes: UnsafeMutablePointer<CChar>?
            while PQgetCopyData(handle.raw, &bytes, 0) > 0 { PQfreemem(bytes) }
        }
    }

    private func checkFree() throws {
        guard !isBusy else { throw SessionError.busy }
        guard !isAbandoned else { throw ConnectionError.lost(reason: "the session was given up after a wrong use") }
    }

    private func failure(_ result: OpaquePointer?, _ text: String) -> any Error {
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
    func tidy() throws {
        let names = statements.takeForgotten()
        guard !names.isEmpty else { return }
        // Names that are gone already (DISCARD) are no error of the next caller's, hence one by one.
        for name in names {
            do {
                _ = try simple("DEALLOCATE \(name)")
            } catch let error as PostgresError where error.sqlState == .invalidStatementName {
                continue
            }
        }
    }
}

/// A statement ready to be sent.
struct Statement {
    let key: StatementCache.Key
    let binds: BindBuffer

    init(_ sql: SQL) throws {
        binds = try BindBuffer(sql.binds)
        key = StatementCache.Key(text: sql.text, types: binds.types)
    }
}
