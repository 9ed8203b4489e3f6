import Assets
package import Postgres

/// The schema that this program was made for.
package enum Schema {
    /// The migrations that the binary carries, in order.
    package static var migrations: [Migration] {
        Asset.migrations.map { Migration(name: $0.name.replacing(".sql", with: ""), sql: $0.sql) }
    }

    /// - Throws: when they are not numbered without gaps.
    package static func migrator() throws -> Migrator { try Migrator(migrations) }
}
