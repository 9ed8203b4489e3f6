import Postgres
import Workflow

extension Failure {
    /// What the database has against it, in its own words, and what to do; nil for an error that is not of the database.
    ///
    /// - Parameter usesPooler: whether CLAIMDESK_DATABASE_POOLER says so.
    init?(database error: any Error, usesPooler: Bool) {
        switch error {
        case let error as MigrationError: self.init(migration: error, usesPooler: usesPooler)
        case let error as PostgresError:
            self.init(Self.text(Self.words(of: error), Self.advice(error.sqlState, usesPooler)))
        case let error as ConnectionError: self.init(Self.words(of: error))
        case let error as Unavailable: self.init("the database is not available: \(error.reason)")
        default: return nil
        }
    }

    private init(migration error: MigrationError, usesPooler: Bool) {
        guard case .failed(_, let cause) = error else {
            self.init("\(error)")
            return
        }
        let more = [cause.detail, cause.hint].compactMap(\.self).joined(separator: ". ")
        self.init(Self.text(Self.text("\(error)", more), Self.advice(cause.sqlState, usesPooler)))
    }

    private static func text(_ words: String, _ more: String?) -> String {
        guard let more, !more.isEmpty else { return words }
        return "\(words)\n\(more)"
    }

    /// An operator works on what is theirs, and may read what else the server says.
    private static func words(of error: PostgresError) -> String {
        let more = [error.detail, error.hint].compactMap(\.self).map { ". \($0)" }.joined()
        return "the database says: \(error.message) (SQLSTATE \(error.sqlState))\(more)"
    }

    private static func words(of error: ConnectionError) -> String {
        switch error {
        case .wrongEncoding:
            return "\(error), so it cannot hold every text: make one that is, and move there: "
                + "createdb --template=template0 --encoding=UTF8 --locale=C.UTF-8 NAME"
        case .refused(let state, let reason):
            // The server's own sentence, without where and how gravely it was said.
            let said = reason.split(whereSeparator: \.isNewline).first.map(String.init) ?? reason
            let words = said.firstRange(of: "\(state): ").map { String(said[$0.upperBound...]) } ?? said
            return text("the database does not let this program in: \(words) (SQLSTATE \(state))", advice(state, false))
        default: return "the database cannot be used: \(String(reflecting: error))"
        }
    }

    /// What helps against a state that a server was found in.
    private static func advice(_ state: SQLState, _ usesPooler: Bool) -> String? {
        switch state {
        case .invalidPassword:
            "Check user and password in CLAIMDESK_DATABASE_URL, or in the file that PGPASSFILE names."
        case .invalidCatalogName:
            "Make it: createdb --template=template0 --encoding=UTF8 NAME, or name another in CLAIMDESK_DATABASE_URL."
        case .insufficientPrivilege:
            "Its owner or a superuser can allow it, for example: GRANT CREATE, USAGE ON SCHEMA public TO the role; "
                + "since Postgres 15 only a database's owner may make tables in public."
        case .invalidSchemaName:
            "The role's search_path names no schema that is there: make one, or set search_path = public for the role."
        case .readOnlyTransaction: "Name the server that takes writes: target_session_attrs=read-write finds it."
        case .duplicateStatementName, .invalidStatementName:
            usesPooler ? nil : "A pooler seems to be in between: set CLAIMDESK_DATABASE_POOLER=true."
        case .tooManyConnections: "Lower CLAIMDESK_DATABASE_POOL, or raise max_connections."
        case .diskFull: "The server's disk is full."
        default:
            state.errorClass == "28"
                ? "Check the role in CLAIMDESK_DATABASE_URL, and the server's pg_hba.conf: does it let the role in from here?"
                : nil
        }
    }
}
