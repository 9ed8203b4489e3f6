/// A session was used in a way that cannot work. These are mistakes of the calling code.
public enum SessionError: Error, Equatable, Sendable {
    /// The session was kept beyond the closure that it was given to.
    case ended
    /// A statement was started while the rows of ``Session/each(_:_:)`` or a COPY are still coming in.
    case busy
    /// The body swallowed the error that had aborted its transaction; nothing has been committed.
    case transactionAborted
    /// The body ended the transaction itself, by COMMIT or ROLLBACK.
    case transactionEndedByBody
    /// The statement is of another kind than the method wants, for example COPY in ``Session/execute(_:)``.
    case wrongStatementKind(expected: String)
}

/// A value could not be turned into a bind; the statement was not sent.
public struct BindError: Error, Equatable, Sendable, CustomStringConvertible {
    /// Which bind, from 1: the number in `$1`; for COPY the field of the row; 0 is the statement's own text.
    public let position: Int
    /// The fault of the value, in words. The value itself is not told.
    public let reason: String

    /// For people; tells no data.
    public var description: String {
        position == 0
            ? "the statement cannot be sent: \(reason)"
            : "value \(position) of the statement cannot be sent: \(reason)"
    }
}
