/// A Postgres database: a pool of connections and its verbs.
///
/// ```swift
/// let database = Database(.init(connectionString: "postgres://app@localhost/desk"))
/// let title = try await database.read { session in
///     try session.first("SELECT title FROM article WHERE id = \(id)") { try $0["title"] as String }
/// }
/// ```
/// Connections are opened when they are wanted, and reopened after the server was away. Copies share the pool; it
/// ends with the last of them, or in order by ``close(within:)``.
///
/// Every verb throws, besides what its body throws:
/// - ``ConnectionError`` when no connection can be had or it breaks,
/// - ``PostgresError`` for what the server refuses,
/// - `CancellationError` when the task was cancelled, which also interrupts the statement on the server.
public struct Database: Sendable {
    private let pool: Pool
    private var lane = Lane.main
    private var limit: Duration?
    private var settings: [String: String] = [:]

    /// Makes a pool; nothing is connected yet.
    public init(_ configuration: Configuration) {
        pool = Pool(configuration)
    }

    /// The same pool for those of a lane.
    public func on(_ lane: Lane) -> Database {
        var database = self
        database.lane = lane
        return database
    }

    /// The same pool for what must be over within a time, waiting for a connection included. A connection whose server
    /// does not answer by then is thrown away: for questions that take a moment.
    public func within(_ limit: Duration) -> Database {
        var database = self
        database.limit = limit
        return database
    }

    /// The same pool for transactions in which settings of the server hold. They are sent with what begins a transaction, in
    /// the same round trip.
    ///
    /// - Parameter settings: by name, as `SET LOCAL` takes them. Never from outside.
    public func with(settings: [String: String]) -> Database {
        var database = self
        database.settings = settings
        return database
    }

    /// The configuration it was made with.
    public var configuration: Configuration { pool.configuration }

    /// What the pool holds and has done.
    public var statistics: PoolStatistics { pool.statistics }

    /// Runs `body` in a READ ONLY transaction. It is run again, a bounded number of times, after a serialization
    /// failure or a deadlock.
    ///
    /// - Throws: what `body` does; ``ConnectionError`` when no connection can be had; `CancellationError`.
    @discardableResult
    public func read<Value: Sendable>(
        _ isolation: IsolationLevel = .readCommitted,
        _ body: @Sendable (Session) throws -> Value
    ) async throws -> Value {
        try await retrying(Transaction(isolation: isolation, isReadOnly: true, settings: settings), body)
    }

    /// Runs `body` in a READ ONLY transaction as ``read(_:_:)`` does, once `look` has been run on the same connection before
    /// the transaction begins: whatever `look` finds on the server, the transaction's snapshot is no older than that. When
    /// `look` throws, `body` is not run.
    ///
    /// - Throws: what `look` and `body` do; what ``read(_:_:)`` does.
    @discardableResult
    public func read<Value: Sendable>(
        _ isolation: IsolationLevel = .readCommitted,
        after look: @escaping @Sendable (Session) throws -> Void,
        _ body: @Sendable (Session) throws -> Value
    ) async throws -> Value {
        try await retrying(
            Transaction(isolation: isolation, isReadOnly: true, look: look, settings: settings), body)
    }

    /// Runs `body` in a transaction and commits it. When `body` throws, the transaction is rolled back and the error
    /// is thrown on; after a serialization failure or a deadlock it is run again, a bounded number of times, so it
    /// should change nothing but the database.
    ///
    /// - Throws: A refused COMMIT is an error like any other; ``ConnectionError/outcomeUnknown(reason:)`` when the
    ///   connection broke before COMMIT was answered; ``SessionError/transactionAborted`` when the body swallowed the
    ///   error that had aborted its transaction.
    @discardableResult
    public func write<Value: Sendable>(
        _ isolation: IsolationLevel = .readCommitted,
        _ body: @Sendable (Session) throws -> Value
    ) async throws -> Value {
        try await retrying(Transaction(isolation: isolation, isReadOnly: false, settings: settings), body)
    }

    /// Runs one statement that reads, in a single round trip where the server allows that: a transaction of several would begin
    /// and end in round trips of their own.
    ///
    /// - Throws: what ``read(_:_:)`` does.
    public func ask<Value: Sendable>(_ body: @Sendable (Session) throws -> Value) async throws -> Value {
        // Behind a pooler a session's settings are those of its transactions.
        guard configuration.preparedStatements else { return try await read(.readCommitted, body) }
        return try await once(nil, body)
    }

    /// Runs `body` outside of any transaction: each statement commits by itself. For statements that Postgres refuses
    /// in a transaction, and single ones that need none. A transaction that `body` leaves open is rolled back.
    ///
    /// - Throws: what ``read(_:_:)`` does.
    @discardableResult
    public func writeWithoutTransaction<Value: Sendable>(
        _ body: @Sendable (Session) throws -> Value
    ) async throws -> Value {
        try await once(nil, body)
    }

    /// Hands out no more connections and waits for those in use.
    ///
    /// - Parameter limit: wait no longer than this; what is still in use then is closed when it comes back.
    public func close(within limit: Duration = .seconds(10)) async {
        await pool.close(within: limit)
    }

    /// Notifications of channels, over a connection of its own, outside of the pool.
    public func listen(to channels: [String]) -> Listener {
        Listener(configuration: pool.configuration, channels: channels)
    }

    private func retrying<Value: Sendable>(
        _ transaction: Transaction,
        _ body: @Sendable (Session) throws -> Value
    ) async throws -> Value {
        var failures = 0
        while true {
            do {
                return try await once(transaction, body)
            } catch let error as PostgresError where error.isRetryable && failures < configuration.maximumRetries {
                failures += 1
                try await Task.sleep(for: Backoff.retrying.pause(after: failures))
            }
        }
    }

    private func once<Value: Sendable>(
        _ transaction: Transaction?,
        _ body: @Sendable (Session) throws -> Value
    ) async throws -> Value {
        let start = ContinuousClock.now
        let end = limit.map { start + $0 }
        let patience = start + configuration.acquireTimeout
        while true {
            let lease = try await acquire(by: end.map { min($0, patience) } ?? patience)
            let connection = lease.connection
            let operation = connection.canceller.begin()
            let use = await withTaskCancellationHandler {
                await connection.use(transaction, operation: operation, deadline: end, body)
            } onCancel: {
                connection.canceller.cancel(operation)
            }
            pool.release(lease, use.fitness)
            switch use.outcome {
            case .finished(let result): return try result.get()
            // The server had closed the connection while it was idle; nothing was run, so another one may.
            case .stale: continue
            }
        }
    }

    private func acquire(by deadline: ContinuousClock.Instant) async throws -> Pool.Lease {
        guard let observer = configuration.observer else { return try await pool.acquire(lane, deadline: deadline) }
        let asked = ContinuousClock.now
        do {
            let lease = try await pool.acquire(lane, deadline: deadline)
            observer.waited(in: lane, since: asked, succeeded: true)
            return lease
        } catch {
            observer.waited(in: lane, since: asked, succeeded: false)
            throw error
        }
    }
}
