internal import Digests
public import Foundation

/// One step of the schema: a numbered SQL text that is run once and never changes afterwards.
public struct Migration: Hashable, Sendable {
    /// `0001_what_it_does`: four digits, an underscore, then lower-case letters, digits and underscores.
    public let name: String
    /// The statements. They run in one transaction, unless the first line is `-- no-transaction`; then the text must
    /// be a single statement, and one that may be repeated (`CREATE INDEX CONCURRENTLY IF NOT EXISTS …`), since a crash
    /// can come between it and its record.
    public let sql: String

    /// Any name; a ``Migrator`` checks it.
    public init(name: String, sql: String) {
        self.name = name
        self.sql = sql
    }

    /// Reads the `*.sql` files of a folder; a migration is named after its file.
    ///
    /// - Throws: What reading a file throws.
    public static func all(in folder: URL) throws -> [Migration] {
        try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
            .filter { $0.pathExtension == "sql" }
            .sorted { $0.lastPathComponent < $1.lastPathComponent }
            .map { file in
                Migration(
                    name: file.deletingPathExtension().lastPathComponent,
                    sql: String(decoding: try Data(contentsOf: file), as: UTF8.self)
                )
            }
    }

    /// SHA-256 of the text in hexadecimal. Line ends count as `\n`, so that a checkout on another system is the same.
    public var checksum: String {
        let text = sql.replacing("\r\n", with: "\n")
        return SHA256.hash(text.utf8).map { byte in
            (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }.joined()
    }

    /// The text asks to be run outside of a transaction.
    var isWithoutTransaction: Bool {
        sql.prefix { !$0.isNewline }.trimmingCharacters(in: .whitespaces) == "-- no-transaction"
    }

    /// The number at the start of the name; nil when the name is not of the right form.
    var number: Int? {
        let digits = name.prefix(4)
        let rest = name.dropFirst(4)
        let allowed = rest.dropFirst().utf8.allSatisfy { byte in
            byte == UInt8(ascii: "_") || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
                || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
        }
        guard digits.utf8.count == 4, rest.first == "_", rest.count > 1, allowed else { return nil }
        guard digits.utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
        return Int(digits)
    }
}

/// Where a migration stands in a database.
public struct MigrationStatus: Equatable, Sendable {
    /// How the file and the database's record compare.
    public enum State: String, Sendable {
        /// Recorded, and the file is the one that was run.
        case applied
        /// A migration that was not run yet.
        case pending
        /// Recorded, but the file has changed since.
        case edited
        /// Recorded, but there is no such file.
        case missing
    }

    /// The migration's name.
    public let name: String
    /// The time when the migration was run; nil while pending.
    public let appliedAt: Date?
    /// The migration's state in this database.
    public let state: State
}

/// Why the schema cannot be migrated.
public enum MigrationError: Error, Sendable {
    /// The name is not `NNNN_what_it_does`.
    case invalidName(String)
    /// Two migrations have one number.
    case duplicateNumber(String, String)
    /// The numbers must follow each other from 0001; this one comes after a gap.
    case gap(before: String)
    /// The file has changed since it was run. Write a new migration instead.
    case edited(String)
    /// The database has run a migration that is not among the files: the program is older than the database.
    case missing(String)
    /// The statements failed; nothing of this migration remains, unless it runs without a transaction.
    case failed(name: String, PostgresError)
    /// The file ends its transaction itself, by COMMIT or ROLLBACK.
    case endsTransaction(String)
    /// Through a transaction pooler the lock cannot be held; migrate over a direct connection.
    case needsDirectConnection
}

extension MigrationError: CustomStringConvertible {
    /// For people; tells no data.
    public var description: String {
        switch self {
        case .invalidName(let name): "migration \(name): the name must be like 0001_what_it_does"
        case .duplicateNumber(let one, let other): "migrations \(one) and \(other) have the same number"
        case .gap(let name): "migration \(name) comes after a gap in the numbers"
        case .edited(let name): "migration \(name) has been edited after it was applied; write a new one instead"
        case .missing(let name): "migration \(name) was applied to this database, but its file is missing here"
        case .failed(let name, let error):
            "migration \(name) failed: \(error.message) (SQLSTATE \(error.sqlState))"
                + (error.position.map { " at character \($0)" } ?? "")
        case .endsTransaction(let name): "migration \(name) ends its own transaction"
        case .needsDirectConnection: "migrations need a direct connection, not one through a transaction pooler"
        }
    }
}
