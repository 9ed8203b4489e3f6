internal import CLibPQ

/// What the server said when it refused a statement, with every field of the message.
///
/// Match by ``sqlState`` and ``constraint``, never by ``message``, which is translated and changes between versions.
/// `description` tells no SQL and no data, so that it can reach a client; `debugDescription` tells everything except
/// the values of binds. Source: <https://www.postgresql.org/docs/15/protocol-error-fields.html>.
public struct PostgresError: Error, Sendable {
    /// The stable code.
    public var sqlState: SQLState
    /// `ERROR`, `FATAL` or `PANIC`; after the last two the session is gone.
    public var severity: String
    /// The primary message, for people.
    public var message: String
    /// The error's details; they may contain data of the rows concerned.
    public var detail: String?
    /// The server's advice.
    public var hint: String?
    /// Where in ``statement`` the error is, in characters from 1.
    public var position: Int?
    /// The call stack of server-side functions.
    public var context: String?
    /// The object concerned, where there is one.
    public var schema: String?
    /// The object concerned, where there is one.
    public var table: String?
    /// The object concerned, where there is one.
    public var column: String?
    /// The object concerned, where there is one.
    public var datatype: String?
    /// The constraint that was violated.
    public var constraint: String?
    /// A statement that the server made itself, and where in it the error is.
    public var internalQuery: String?
    /// Where in ``internalQuery`` the error is, in characters from 1.
    public var internalPosition: Int?
    /// Where in the server's source the error was raised: function, file and line.
    public var source: String?
    /// The text of the statement, with `$1` where values were bound.
    public var statement: String

    init(result: OpaquePointer, statement: String) {
        func field(_ code: Int32) -> String? {
            PQresultErrorField(result, code).map { String(cString: $0) }
        }
        sqlState = SQLState(rawValue: field(CLIBPQ_DIAG_SQLSTATE) ?? "")
        severity = field(CLIBPQ_DIAG_SEVERITY) ?? "ERROR"
        message =
            field(CLIBPQ_DIAG_MESSAGE)
            ?? PQresultErrorMessage(result).map { String(cString: $0).trimmingTrailingNewlines() } ?? ""
        detail = field(CLIBPQ_DIAG_DETAIL)
        hint = field(CLIBPQ_DIAG_HINT)
        position = field(CLIBPQ_DIAG_POSITION).flatMap { Int($0) }
        context = field(CLIBPQ_DIAG_CONTEXT)
        schema = field(CLIBPQ_DIAG_SCHEMA)
        table = field(CLIBPQ_DIAG_TABLE)
        column = field(CLIBPQ_DIAG_COLUMN)
        datatype = field(CLIBPQ_DIAG_DATATYPE)
        constraint = field(CLIBPQ_DIAG_CONSTRAINT)
        internalQuery = field(CLIBPQ_DIAG_INTERNAL_QUERY)
        internalPosition = field(CLIBPQ_DIAG_INTERNAL_POSITION).flatMap { Int($0) }
        let place = [CLIBPQ_DIAG_ROUTINE, CLIBPQ_DIAG_FILE, CLIBPQ_DIAG_LINE].compactMap(field)
        source = place.isEmpty ? nil : place.joined(separator: ":")
        self.statement = statement
    }
}

extension PostgresError: CustomStringConvertible, CustomDebugStringConvertible {
    /// For people; tells no data.
    public var description: String {
        "the database refused a statement (SQLSTATE \(sqlState))"
    }

    /// What the server says, for whoever runs it: about permissions, settings, the schema and the machine in its own words;
    /// about a row or a value only that there is something, since those words may hold it.
    public var explanation: String {
        guard !["22", "23", "P0"].contains(sqlState.errorClass) else { return description }
        return "the database says: \(message) (SQLSTATE \(sqlState))" + (hint.map { ". \($0)" } ?? "")
    }

    /// Everything that is known, for logs.
    public var debugDescription: String {
        let fields: [(String, String?)] = [
            ("detail", detail), ("hint", hint), ("schema", schema), ("table", table), ("column", column),
            ("datatype", datatype), ("constraint", constraint), ("position", position.map(String.init)),
            ("context", context), ("internal query", internalQuery),
            ("internal position", internalPosition.map(String.init)), ("source", source),
            ("statement", statement),
        ]
        let tail = fields.compactMap { name, value in value.map { "; \(name): \($0)" } }.joined()
        return "\(severity) \(sqlState): \(message)\(tail)"
    }
}
