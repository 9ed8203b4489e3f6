/// A value that can be bound in a statement.
///
/// An enum with raw values, or a struct that wraps one value and is `RawRepresentable`, conforms in one line:
/// `extension Claim.Status: PostgresCodable {}`.
public protocol PostgresEncodable {
    /// The type that is declared to the server.
    static var postgresType: PostgresType { get }

    /// The text form, as Postgres reads it; nil is NULL.
    ///
    /// - Throws: ``ValueEncodingError`` for a value that Postgres cannot hold.
    func encodePostgres() throws -> String?
}

/// A value that can be read from a column.
public protocol PostgresDecodable {
    /// Reads the text form.
    ///
    /// - Throws: ``ValueDecodingError``; a ``Row`` adds the column's name.
    init(postgres value: PostgresValue) throws
}

/// Both ways.
public typealias PostgresCodable = PostgresEncodable & PostgresDecodable

/// Why a value has no form in Postgres.
public struct ValueEncodingError: Error, Sendable, CustomStringConvertible {
    /// The reason, without the value.
    public let reason: String

    /// A reason that tells no data.
    public init(_ reason: String) {
        self.reason = reason
    }

    /// For people; tells no data.
    public var description: String { reason }
}

/// Why a column's text is no value of a type.
public struct ValueDecodingError: Error, Sendable {
    /// The reason, without the value.
    public let reason: String

    /// A reason that tells no data.
    public init(_ reason: String) {
        self.reason = reason
    }
}

/// One value of a row in text form. The bytes are only valid while the value is being decoded.
public struct PostgresValue {
    private let bytes: UnsafeRawBufferPointer?
    /// The number of the column's type; 0 when it is not known.
    public let oid: UInt32

    init(bytes: UnsafeRawBufferPointer?, oid: UInt32) {
        self.bytes = bytes
        self.oid = oid
    }

    /// True for NULL.
    public var isNull: Bool { bytes == nil }

    /// The type's name, for messages.
    public var typeName: String {
        PostgresType.known[oid]?.name ?? "type \(oid)"
    }

    /// The text form.
    ///
    /// - Throws: ``ValueDecodingError`` for NULL.
    public func text() throws -> String {
        String(decoding: try utf8(), as: UTF8.self)
    }

    /// The bytes of the text form.
    ///
    /// - Throws: ``ValueDecodingError`` for NULL.
    public func utf8() throws -> UnsafeRawBufferPointer {
        guard let bytes else { throw ValueDecodingError("it is NULL") }
        return bytes
    }
}

extension PostgresEncodable where Self: RawRepresentable, RawValue: PostgresEncodable {
    /// The type that is declared to the server.
    public static var postgresType: PostgresType { RawValue.postgresType }

    /// The text form that Postgres reads.
    public func encodePostgres() throws -> String? {
        try rawValue.encodePostgres()
    }
}

extension PostgresDecodable where Self: RawRepresentable, RawValue: PostgresDecodable {
    /// Reads the text form.
    public init(postgres value: PostgresValue) throws {
        guard let decoded = Self(rawValue: try RawValue(postgres: value)) else {
            throw ValueDecodingError("the value is none of \(Self.self)'s")
        }
        self = decoded
    }
}

extension Optional: PostgresEncodable where Wrapped: PostgresEncodable {
    /// The type that is declared to the server.
    public static var postgresType: PostgresType { Wrapped.postgresType }

    /// The text form that Postgres reads.
    public func encodePostgres() throws -> String? {
        try self?.encodePostgres()
    }
}

extension Optional: PostgresDecodable where Wrapped: PostgresDecodable {
    /// Reads the text form.
    public init(postgres value: PostgresValue) throws {
        self = value.isNull ? nil : try Wrapped(postgres: value)
    }
}
