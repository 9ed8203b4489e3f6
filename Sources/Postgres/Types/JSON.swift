internal import Foundation

/// JSON as it stands, for `json` and `jsonb`. Sent as `jsonb`; to keep a `json` column's exact text, bind a `String`.
public struct JSONText: Hashable, Sendable {
    /// The JSON text. Postgres checks it.
    public var text: String

    /// Any text; Postgres refuses what is not JSON.
    public init(_ text: String) {
        self.text = text
    }
}

extension JSONText: PostgresEncodable, PostgresDecodable {
    /// The type that is declared to the server.
    public static var postgresType: PostgresType { .jsonb }

    /// The text form that Postgres reads.
    public func encodePostgres() -> String? { text }

    /// Reads the text form.
    public init(postgres value: PostgresValue) throws {
        text = try value.text()
    }
}

/// A `Codable` value kept as `jsonb`. Instants are strings in RFC 3339 form with microseconds.
public struct JSONValue<Value: Codable & Sendable>: Sendable {
    /// The value.
    public var value: Value

    /// Wraps a value.
    public init(_ value: Value) {
        self.value = value
    }
}

extension JSONValue: Equatable where Value: Equatable {}

extension JSONValue: PostgresEncodable, PostgresDecodable {
    /// The type that is declared to the server.
    public static var postgresType: PostgresType { .jsonb }

    /// - Throws: What the value's own `encode(to:)` throws.
    public func encodePostgres() throws -> String? {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        encoder.dateEncodingStrategy = .custom { date, encoder in
            var container = encoder.singleValueContainer()
            let text = try Timestamp(date).description
            try container.encode(text.replacing(" ", with: "T", maxReplacements: 1).replacing("+00", with: "Z"))
        }
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }

    /// - Throws: `DecodingError` where the JSON is not the value's.
    public init(postgres value: PostgresValue) throws {
        self.value = try Self.decode(Data(try value.utf8()))
    }

    /// Reads a value from JSON that was fetched earlier, for where its type is known only later.
    ///
    /// - Throws: `DecodingError` where the JSON is not the value's.
    public init(decoding json: JSONText) throws {
        value = try Self.decode(Data(json.text.utf8))
    }

    private static func decode(_ json: Data) throws -> Value {
        let decoder = JSONDecoder()
        decoder.dateDecodingStrategy = .custom { decoder in
            let container = try decoder.singleValueContainer()
            let text = try container.decode(String.self)
            let postgres = text.replacing("T", with: " ").replacing("Z", with: "+00")
            guard let timestamp = Timestamp(postgres) else {
                throw DecodingError.dataCorruptedError(in: container, debugDescription: "not an RFC 3339 time")
            }
            return timestamp.date
        }
        return try decoder.decode(Value.self, from: json)
    }
}
