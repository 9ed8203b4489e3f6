internal import Foundation

/// Brings a database's schema up to date and says how it stands. What has run is recorded in `schema_migrations`.
///
/// Only one process migrates at a time: a session-level advisory lock is held meanwhile; others wait for it. The
/// lock's connection is closed afterwards, which gives the lock up whatever happened.
public struct Migrator: Sendable {
    /// The migrations in the order of their numbers.
    public let migrations: [Migration]

    /// "postmigr" in ASCII; advisory locks are known by a number, and each database has its own.
    private static let lock: Int64 = 0x706f_7374_6d69_6772

    /// - Parameter migrations: in any order; numbered from 0001 without a gap.
    /// - Throws: ``MigrationError/invalidName(_:)``, ``MigrationError/duplicateNumber(_:_:)``,
    ///   ``MigrationError/gap(before:)``.
    public init(_ migrations: [Migration]) throws {
        for migration in migrations where migration.number == nil { throw MigrationError.invalidName(migration.name) }
        self.migrations = migrations.sorted { $0.name < $1.name }
        for (index, migration) in self.migrations.enumerated() where migration.number != index + 1 {
            if index > 0, self.migrations[index - 1].number == migration.number {
                throw MigrationError.duplicateNumber(self.migrations[index - 1].name, migration.name)
            }
            throw MigrationError.gap(before: migration.name)
        }
    }

    /// Runs what is pending, each migration in its own transaction.
    ///
    /// - Parameter progress: called with each migration's name before it runs.
    /// - Returns: The names of the migrations that were run.
    /// - Throws: ``MigrationError``, before anything is run when a file was edited or is missing; ``ConnectionError``.
    public func migrate(
        _ database: Database,
        progress: (@Sendable (String) -> Void)? = nil
    ) async throws -> [String] {
        guard database.configuration.preparedStatements else { throw MigrationError.needsDirectConnection }
        while true {
            let applied = try await database.writeWithoutTransaction { session in
                try migrateIfFree(session, progress)
            }
            if let applied { return applied }
            // Not a blocking pg_advisory_lock: its snapshot would hold up CREATE INDEX CONCURRENTLY for ever.
            try await Task.sleep(for: .milliseconds(100))
        }
    }

    /// How each migration stands, those without a file last.
    ///
    /// - Throws: what ``Database/read(_:_:)`` does.
    public func status(_ database: Database) async throws -> [MigrationStatus] {
        compare(with: try await database.read { try records($0) })
    }

    /// True when every migration has run as it stands here, and no other one has.
    ///
    /// - Throws: what ``Database/read(_:_:)`` does.
    public func isCurrent(_ database: Database) async throws -> Bool {
        try await status(database).allSatisfy { $0.state == .applied }
    }

    private struct Record {
        let name: String
        let checksum: String
        let appliedAt: Date
    }

    /// Nil when another process holds the lock.
    private func migrateIfFree(_ session: Session, _ progress: (@Sendable (String) -> Void)?) throws -> [String]? {
        let isFree = try session.first("SELECT pg_try_advisory_lock(\(Self.lock)) AS free") { row in
            try row["free"] as Bool
        }
        guard isFree == true else { return nil }
        session.closeAfterUse()
        try session.limitStatements(to: nil)
        try session.script(
            """
            SET lock_timeout = 0;
            SET client_min_messages = warning;
            CREATE TABLE IF NOT EXISTS schema_migrations (
                name text PRIMARY KEY,
                checksum text NOT NULL,
                applied_at timestamptz NOT NULL DEFAULT now()
            )
            """
        )
        let statuses = compare(with: try records(session))
        for status in statuses {
            switch status.state {
            case .edited: throw MigrationError.edited(status.name)
            case .missing: throw MigrationError.missing(status.name)
            case .applied, .pending: continue
            }
        }
        let pending = zip(migrations, statuses).filter { $0.1.state == .pending }.map(\.0)
        for migration in pending {
            progress?(migration.name)
            try run(migration, session)
        }
        return pending.map(\.name)
    }

    private func run(_ migration: Migration, _ session: Session) throws {
        do {
            if migration.isWithoutTransaction {
                try session.script(migration.sql)
                try record(migration, session)
                return
            }
            try session.script("BEGIN")
            try session.script(migration.sql)
            do {
                try session.script("SAVEPOINT migrated")
            } catch let error as PostgresError where error.sqlState == .noActiveTransaction {
                throw MigrationError.endsTransaction(migration.name)
            }
            try record(migration, session)
            try session.script("COMMIT")
        } catch let error as PostgresError {
            throw MigrationError.failed(name: migration.name, error)
        }
    }

    private func record(_ migration: Migration, _ session: Session) throws {
        try session.execute(
            """
            INSERT INTO schema_migrations (name, checksum)
            VALUES (\(migration.name), \(migration.checksum))
            """
        )
    }

    private func records(_ session: Session) throws -> [Record] {
        let exists = try session.first("SELECT to_regclass('schema_migrations') IS NOT NULL AS found") { row in
            try row["found"] as Bool
        }
        guard exists == true else { return [] }
        return try session.all("SELECT name, checksum, applied_at FROM schema_migrations ORDER BY name") { row in
            Record(name: try row["name"], checksum: try row["checksum"], appliedAt: try row["applied_at"])
        }
    }

    private func compare(with records: [Record]) -> [MigrationStatus] {
        let known = Dictionary(uniqueKeysWithValues: records.map { ($0.name, $0) })
        let files = migrations.map { migration in
            guard let record = known[migration.name] else {
                return MigrationStatus(name: migration.name, appliedAt: nil, state: .pending)
            }
            let isSame = record.checksum == migration.checksum
            return MigrationStatus(
                name: migration.name,
                appliedAt: record.appliedAt,
                state: isSame ? .applied : .edited
            )
        }
        let names = Set(migrations.map(\.name))
        let orphans = records.filter { !names.contains($0.name) }.map { record in
            MigrationStatus(name: record.name, appliedAt: record.appliedAt, state: .missing)
        }
        return files + orphans
    }
}
