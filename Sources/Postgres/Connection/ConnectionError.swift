/// Why there is no connection, or none any more. What the server itself said is a ``PostgresError``.
///
/// `description` is generic; the reasons, which may name hosts and users, are in `debugDescription`. No reason holds a
/// password.
public enum ConnectionError: Error, Equatable, Sendable {
    /// No server could be reached within the acquire timeout; the reason is libpq's last one.
    case unreachable(reason: String)
    /// The server does not let this client in, and waiting changes nothing: a wrong password, no such role, no such
    /// database.
    case refused(SQLState, reason: String)
    /// The database cannot hold every text: its encoding is not UTF8.
    case wrongEncoding(String)
    /// The server takes no writes: it is a standby, which a failover may have put in the primary's place.
    case readOnly(reason: String)
    /// The connection broke while it was in use, or its server said nothing for too long. What ran in a transaction has
    /// been rolled back by the server, or will be.
    case lost(reason: String)
    /// The connection broke after COMMIT was sent and before its answer: the transaction may be committed or not.
    /// The library never runs such a transaction again; the caller looks, or repeats something that is safe to repeat.
    case outcomeUnknown(reason: String)
    /// All connections stayed in use for as long as a caller may wait.
    case acquireTimeout(waited: Duration)
    /// The pool has been closed.
    case closed
    /// The connection string is not one. The reason says what to change and quotes nothing, since a password may stand
    /// anywhere in what cannot be read.
    case invalidConnectionString(reason: String)
}

extension ConnectionError: CustomStringConvertible, CustomDebugStringConvertible {
    /// For people; tells no data.
    public var description: String {
        switch self {
        case .unreachable: "the database cannot be reached"
        case .refused(let state, _): "the database does not let this program in (SQLSTATE \(state))"
        case .wrongEncoding(let name): "the database's encoding is \(name) and not UTF8"
        case .readOnly: "the database takes no writes: a standby answers"
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
        case .unreachable(let reason), .refused(_, let reason), .readOnly(let reason), .lost(let reason),
            .outcomeUnknown(let reason), .invalidConnectionString(let reason):
            "\(description): \(reason)"
        case .wrongEncoding, .acquireTimeout, .closed: description
        }
    }
}

extension ConnectionError {
    /// Waiting does not help: who starts a program should be told at once.
    public var isFinal: Bool {
        switch self {
        case .refused, .wrongEncoding, .invalidConnectionString, .closed: true
        case .unreachable, .readOnly, .lost, .outcomeUnknown, .acquireTimeout: false
        }
    }

    /// What a server that does not let a client in will not do later either.
    ///
    /// - Parameter reason: libpq's words.
    static func refusal(_ state: SQLState?, reason: String) -> ConnectionError {
        guard let state, state.errorClass == "28" || state == .invalidCatalogName || state == .insufficientPrivilege
        else { return .unreachable(reason: reason) }
        return .refused(state, reason: reason)
    }
}
