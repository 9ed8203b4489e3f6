internal import CLibPQ

/// A connection for the length of one closure: the statements of one transaction, or of none.
///
/// A session is not `Sendable` and the closure is synchronous, so the compiler refuses to `await` inside of a
/// transaction. Kept beyond the closure it throws ``SessionError/ended``. Every method throws
/// - ``PostgresError`` for what the server refuses,
/// - ``ConnectionError/lost(reason:)`` when the connection breaks,
/// - ``BindError`` for a value that cannot be sent,
/// - `CancellationError` when the task was cancelled; the statement is interrupted on the server.
///
/// `file` and `function` say where a statement comes from, and are left as they are but by a function that runs another's
/// statement (``StatementOrigin``).
public final class Session {
    private var link: Link?
    private let canceller: Canceller
    private let operation: Int
    private let observer: (any DatabaseObserver)?
    private var savepoints = 0

    init(link: Link, canceller: Canceller, operation: Int, observer: (any DatabaseObserver)? = nil) {
        self.link = link
        self.canceller = canceller
        self.operation = operation
        self.observer = observer
    }

    /// Runs a statement and returns how many rows it inserted, updated, deleted or selected.
    @discardableResult
    public func execute(
        _ sql: SQL, file: StaticString = #fileID, function: StaticString = #function
    ) throws -> Int {
        try timed(file, function) { try $0.query(sql).affectedRows }
    }

    /// Runs a statement and decodes all of its rows.
    ///
    /// - Throws: What `decode` throws, besides the above.
    public func all<Value>(
        _ sql: SQL, file: StaticString = #fileID, function: StaticString = #function, _ decode: (Row) throws -> Value
    ) throws -> [Value] {
        let result = try timed(file, function) { try $0.query(sql) }
        return try (0..<result.rowCount).map { try decode(Row(result: result, index: $0)) }
    }

    /// Runs a statement and decodes its first row; nil when there is none. Write `LIMIT 1` where there may be many:
    /// all of them are sent.
    public func first<Value>(
        _ sql: SQL, file: StaticString = #fileID, function: StaticString = #function, _ decode: (Row) throws -> Value
    ) throws -> Value? {
        let result = try timed(file, function) { try $0.query(sql) }
        return result.rowCount == 0 ? nil : try decode(Row(result: result, index: 0))
    }

    /// Runs a statement and hands its rows over one by one as they arrive, in constant memory. No other statement can
    /// run meanwhile (``SessionError/busy``). When `body` throws, the statement is interrupted, which aborts a
    /// transaction that it is part of.
    public func each(
        _ sql: SQL, file: StaticString = #fileID, function: StaticString = #function, _ body: (Row) throws -> Void
    ) throws {
        try timed(file, function) { link in
            try link.each(sql, interrupt: canceller.interruptStatement, body)
        }
    }

    /// Runs `body` in a savepoint: when it throws, only what it did is undone, and the error is thrown on.
    @discardableResult
    public func savepoint<Value>(_ body: () throws -> Value) throws -> Value {
        savepoints += 1
        let name = "s\(savepoints)"
        try withLink { _ = try $0.simple("SAVEPOINT \(name)") }
        let value: Value
        do {
            value = try body()
        } catch {
            // A failure here (the connection is gone) leaves the transaction aborted, which COMMIT reports.
            let undone = Result { try withLink { _ = try $0.simple("ROLLBACK TO \(name); RELEASE \(name)") } }
            if case .failure(let failure) = undone, !(failure is CancellationError), isTransient(failure) {
                throw failure
            }
            throw error
        }
        try withLink { _ = try $0.simple("RELEASE \(name)") }
        return value
    }

    /// Runs the statements of a text, without binds. Outside of a transaction they form one, unless the text says
    /// otherwise.
    public func script(_ text: String, file: StaticString = #fileID, function: StaticString = #function) throws {
        try timed(file, function) { _ = try $0.simple(text) }
    }

    /// Sends the data that `body` writes to `COPY … FROM STDIN` and returns the number of rows. When `body` throws,
    /// nothing is stored and the error is thrown on.
    @discardableResult
    public func copyIn(
        _ sql: SQL, file: StaticString = #fileID, function: StaticString = #function,
        _ body: (inout CopyWriter) throws -> Void
    ) throws -> Int {
        try timed(file, function) { try $0.copyIn(sql, body) }
    }

    /// Hands the data of `COPY … TO STDOUT` over as it arrives, a row at a time, and returns the number of rows. The
    /// bytes are valid during the call only.
    @discardableResult
    public func copyOut(
        _ sql: SQL, file: StaticString = #fileID, function: StaticString = #function,
        _ receive: (UnsafeRawBufferPointer) throws -> Void
    ) throws -> Int {
        try timed(file, function) { link in
            try link.copyOut(sql, interrupt: canceller.interruptStatement, receive)
        }
    }

    /// Notifies the listeners of a channel; in a transaction, when it commits. Payloads are limited to 7,999 bytes.
    public func notify(_ channel: String, _ payload: String = "") throws {
        try execute("SELECT pg_notify(\(channel), \(payload))")
    }

    /// Lets each statement of this use take as long on the server, and not longer; nil for any time. With no limit the
    /// server is waited for as long as it is at work.
    public func limitStatements(to limit: Duration?) throws {
        try withLink { link in
            let isLocal = link.transactionStatus == PQTRANS_INTRANS
            let milliseconds = (limit ?? .zero).wholeMilliseconds
            _ = try link.simple("SET \(isLocal ? "LOCAL " : "")statement_timeout = \(milliseconds)")
            link.patience.statement = limit
            if !isLocal { link.abandonAfterUse() }
        }
    }

    /// Closes the connection after this use instead of giving it back to the pool: for code that changes the session
    /// itself (settings, session-level locks, temporary tables).
    public func closeAfterUse() {
        link?.abandonAfterUse()
    }

    /// Refuses every later use.
    func end() {
        link = nil
    }

    /// A statement, named after whoever runs it.
    private func timed<Value>(
        _ file: StaticString, _ function: StaticString, _ body: (Link) throws -> Value
    ) throws -> Value {
        guard let observer else { return try withLink(body) }
        return try observer.timing(StatementOrigin(file, function)) { try withLink(body) }
    }

    private func withLink<Value>(_ body: (Link) throws -> Value) throws -> Value {
        guard let link else { throw SessionError.ended }
        guard !canceller.isCancelled(operation) else { throw CancellationError() }
        do {
            return try body(link)
        } catch let error as PostgresError
            where error.sqlState == .queryCanceled && canceller.isCancelled(operation)
        {
            throw CancellationError()
        }
    }
}

/// A session belongs to one closure on its connection's queue.
@available(*, unavailable)
extension Session: Sendable {}
