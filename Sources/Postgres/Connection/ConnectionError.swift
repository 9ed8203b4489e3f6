/// Why there is no connection, or none any more. What the server itself said is a ``PostgresError``.
///
/// `description` is generic; the reasons, which may name hosts and users, are in `debugDescription`.
public enum ConnectionError: Error, Equatable, Sendable {
    /// No server could be reached within the acquire timeout; the reason is libpq's last one.
    case unreachable(reason: String)
    /// The connection broke while it was in use. What ran in a transaction has been rolled back by the server.
    case lost(reason: String)
    /// The connection broke after COMMIT was sent and before its answer: the transaction may be committed or not.
    /// The library never runs such a transaction again; the caller looks, or repeats something that is safe to repeat.
    case outcomeUnknown(reason: String)
    /// All connections stayed in use for as long as a caller may wait.
    case acquireTimeout(waited: Duration)
    /// The pool has been closed.
    case closed
    /// libpq does not understand the connection string.
    case invalidConnectionString(reason: String)
}

extension ConnectionError: CustomStringConvertible, CustomDebugStringConvertible {
    /// For people; tells no data.
    public var description: String {
        switch self {
        case .unreachable: "the database cannot be reached"
        case .lost: "the connection to the database was lost"
        case .outcomeUnknown: "the connection to the database was lost during COMMIT; the outcome is unknown"
        case .acquireTimeout(let waited): "no database connection became free within \(waited)"
        case .closed: "the connection pool is closed"
        case .invalidConnectionString: "the connection string is not valid"
        }
    }

    /// Everything that is known, for logs.
    public var debugDescription: String {
        switch self {
        case .unreachable(let reason), .lost(let reason), .outcomeUnknown(let reason),
            .invalidConnectionString(let reason):
            "\(description): \(reason)"
        case .acquireTimeout, .closed: description
        }
    }
}
