internal import CLibPQ
@preconcurrency internal import Dispatch

/// One connection of the pool.
///
/// An actor, and not a struct with a lock, because its work blocks: its executor is the connection's own queue, and
/// the calling task is suspended without holding a thread of the cooperative pool.
actor Connection {
    /// How a use of the connection ended.
    struct Use<Value: Sendable>: Sendable {
        let outcome: Outcome<Value>
        let fitness: Fitness
    }

    enum Outcome<Value: Sendable>: Sendable {
        case finished(Result<Value, any Error>)
        /// The connection had died while it was idle; nothing was run.
        case stale
    }

    /// What the pool may do with the connection afterwards.
    enum Fitness: Equatable, Sendable {
        case fit
        /// Close it.
        case broken
        /// Close it and all others: the server went away, shuts down or has become read-only.
        case serverChanged
        /// As ``serverChanged``, and nobody need wait for a new one: the server does not answer.
        case silent
    }

    nonisolated let executor: QueueExecutor
    nonisolated let canceller: Canceller
    private let link: Link
    private let configuration: Database.Configuration
    private var lastUse = ContinuousClock.now

    nonisolated var unownedExecutor: UnownedSerialExecutor {
        executor.asUnownedSerialExecutor()
    }

    /// Connects on a queue of its own and reports from there.
    static func open(
        _ configuration: Database.Configuration,
        _ examiner: Examiner,
        report: @escaping @Sendable (Result<Connection, any Error>) -> Void
    ) {
        let executor = QueueExecutor(label: "postgres.connection")
        executor.queue.async {
            report(Result { try Connection(configuration, examiner, executor) })
        }
    }

    private init(
        _ configuration: Database.Configuration, _ examiner: Examiner, _ executor: QueueExecutor
    ) throws {
        let link = try Link(configuration)
        link.examiner = examiner
        canceller = Canceller(connection: link.handle.raw)
        self.executor = executor
        self.configuration = configuration
        self.link = link
    }

    /// Runs `body` in a transaction, or in none when `transaction` is nil, and leaves the connection clean.
    ///
    /// - Parameter deadline: when the server is given up, however well it is; nil for its usual limits.
    func use<Value: Sendable>(
        _ transaction: Transaction?,
        operation: Int,
        deadline: ContinuousClock.Instant?,
        _ body: @Sendable (Session) throws -> Value
    ) -> Use<Value> {
        defer { lastUse = .now }
        link.patience = Patience(
            statement: configuration.statementLimit, deadline: deadline, pulse: configuration.silenceCheck)
        let isLongIdle = ContinuousClock.now - lastUse > configuration.idleCheck
        guard link.isAnswering(roundTrip: isLongIdle), link.tidy() else {
            _ = canceller.finish(operation)
            return Use(outcome: .stale, fitness: link.loss ?? .serverChanged)
        }
        let session = Session(
            link: link, canceller: canceller, operation: operation, observer: configuration.observer)
        let result = Result {
            guard let transaction else {
                defer { leave(session, operation) }
                return try body(session)
            }
            return try run(transaction, session, operation, body)
        }
        if link.isFit == false, link.handle.isAlive { rollBack() }
        return Use(outcome: .finished(result), fitness: fitness(after: result, transaction))
    }

    private func run<Value: Sendable>(
        _ transaction: Transaction,
        _ session: Session,
        _ operation: Int,
        _ body: @Sendable (Session) throws -> Value
    ) throws -> Value {
        let value: Value
        do {
            defer { leave(session, operation) }
            try transaction.look?(session)
            try begin(transaction, session)
            value = try body(session)
        }
        // A cancellation that is still under way could hit COMMIT.
        guard !link.isAbandoned else { throw ConnectionError.lost(reason: "the server does not answer") }
        switch link.transactionStatus {
        case PQTRANS_INTRANS: try commit()
        case PQTRANS_INERROR: throw SessionError.transactionAborted
        case PQTRANS_IDLE: throw SessionError.transactionEndedByBody
        default: throw ConnectionError.lost(reason: link.handle.message)
        }
        return value
    }

    /// By the session, so that a cancellation that hits BEGIN is known for one.
    private func begin(_ transaction: Transaction, _ session: Session) throws {
        do {
            try session.script(transaction.begin(configuration))
        } catch let error as PostgresError where error.sqlState == .featureNotSupported {
            // How a standby refuses READ WRITE.
            throw ConnectionError.readOnly(reason: error.message)
        }
    }

    /// No cancellation reaches the connection after this: neither COMMIT nor ROLLBACK can be hit.
    private func leave(_ session: Session, _ operation: Int) {
        session.end()
        if !canceller.finish(operation) {
            link.isAbandoned = true
            link.loss = link.loss ?? .serverChanged
        }
    }

    private func commit() throws {
        guard let observer = configuration.observer else { return try commitNow() }
        try observer.timing(StatementOrigin(#fileID, #function)) { try commitNow() }
    }

    private func commitNow() throws {
        do {
            guard try link.simple("COMMIT").commandTag == "COMMIT" else { throw SessionError.transactionAborted }
        } catch let error as ConnectionError {
            guard case .lost(let reason) = error else { throw error }
            throw ConnectionError.outcomeUnknown(reason: reason)
        } catch let error as PostgresError where !link.handle.isAlive || error.severity != "ERROR" {
            // The server may say goodbye (57P01) after it has committed and before it answers.
            throw ConnectionError.outcomeUnknown(reason: error.debugDescription)
        }
    }

    private func rollBack() {
        guard link.transactionStatus == PQTRANS_INTRANS || link.transactionStatus == PQTRANS_INERROR else { return }
        // What fails here leaves the connection unfit, and it is closed.
        _ = Result { try link.simple("ROLLBACK") }
    }

    private func fitness<Value>(after result: Result<Value, any Error>, _ transaction: Transaction?) -> Fitness {
        if let loss = link.loss { return loss }
        guard case .failure(let error) = result else { return link.isFit ? .fit : .broken }
        if case .readOnly = error as? ConnectionError { return .serverChanged }
        if let error = error as? PostgresError {
            switch error.sqlState {
            case .adminShutdown, .crashShutdown, .cannotConnectNow: return .serverChanged
            // The server is well; only this session was left idle for too long.
            case .idleInTransactionTimeout: return .broken
            // In a transaction of our own making it is the caller who wrote in a read.
            case .readOnlyTransaction where transaction?.isReadOnly != true: return .serverChanged
            default: break
            }
        }
        if !link.handle.isAlive { return .serverChanged }
        return link.isFit ? .fit : .broken
    }
}
