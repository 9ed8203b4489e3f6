/// True where a caller should answer "not now" (HTTP 503) and try again: the connection was lost or could not be had,
/// the server is shutting down, starting, full (of connections, or its disk is), or has become read-only by a failover.
///
/// ``ConnectionError/outcomeUnknown(reason:)`` is among them: the client may send again what is safe to send twice,
/// but code that repeats on its own must look at that case first.
public func isTransient(_ error: any Error) -> Bool {
    switch error {
    case let error as ConnectionError:
        switch error {
        case .unreachable, .refused, .readOnly, .lost, .outcomeUnknown, .acquireTimeout: true
        case .wrongEncoding, .closed, .invalidConnectionString: false
        }
    case let error as PostgresError:
        ["08", "53"].contains(error.sqlState.errorClass) || transientStates.contains(error.sqlState)
    default: false
    }
}

private let transientStates: Set<SQLState> = [
    .adminShutdown, .crashShutdown, .cannotConnectNow, .readOnlyTransaction,
]

extension PostgresError {
    /// True for an error after which the same transaction may succeed when it is run again from its start.
    var isRetryable: Bool {
        sqlState == .serializationFailure || sqlState == .deadlockDetected || isStalePlan
    }

    /// Only the prepared form of a statement is stale: its table has changed (0A000 from the function that checks
    /// plans; other unsupported features share the code), DISCARD has dropped it (26000), or somebody else's has its name
    /// (42P05).
    var isStalePlan: Bool {
        switch sqlState {
        case .invalidStatementName, .duplicateStatementName: true
        case .featureNotSupported: source?.hasPrefix("RevalidateCachedQuery") ?? false
        default: false
        }
    }
}
