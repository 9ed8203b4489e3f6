/// How much a transaction sees of others. Source: <https://www.postgresql.org/docs/15/transaction-iso.html>.
public enum IsolationLevel: Sendable {
    /// Each statement sees what was committed before it began.
    case readCommitted
    /// All statements see what was committed before the first began.
    case repeatableRead
    /// As if transactions ran one after the other.
    case serializable

    var sql: String {
        switch self {
        case .readCommitted: "READ COMMITTED"
        case .repeatableRead: "REPEATABLE READ"
        case .serializable: "SERIALIZABLE"
        }
    }
}

/// How a transaction begins.
struct Transaction: Sendable {
    let isolation: IsolationLevel
    let isReadOnly: Bool
    /// Run before it begins, on the same connection.
    var look: (@Sendable (Session) throws -> Void)?
    /// Settings that hold until it ends.
    var settings: [String: String] = [:]

    func begin(_ configuration: Database.Configuration) throws -> String {
        var begin = "BEGIN ISOLATION LEVEL \(isolation.sql) READ \(isReadOnly ? "ONLY" : "WRITE")"
        for (name, value) in settings.sorted(by: { $0.key < $1.key }) { begin += "; SET LOCAL \(name) = \(value)" }
        guard !configuration.preparedStatements else { return begin }
        return "\(begin); \(configuration.settings(for: try configuration.conninfo(), local: true))"
    }
}
