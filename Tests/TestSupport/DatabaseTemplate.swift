public import Postgres

/// A database that tests get clones of: made once, with its migrations and perhaps with rows.
public struct DatabaseTemplate: Sendable {
    let name: String
    let migrations: [Migration]
    let fill: (@Sendable (Database) async throws -> Void)?

    /// - Parameters:
    ///   - name: of what it is filled with; with the same migrations and the same name it is made once.
    ///   - fill: puts rows into it. The session has no limit of time.
    public init(
        _ name: String = "empty", migrations: [Migration], fill: (@Sendable (Database) async throws -> Void)? = nil
    ) {
        let checksum = Migration(name: "", sql: migrations.map(\.checksum).joined()).checksum
        self.name = "template_\(name)_\(checksum.prefix(16))"
        self.migrations = migrations
        self.fill = fill
    }
}
