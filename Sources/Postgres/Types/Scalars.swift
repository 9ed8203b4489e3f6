public import Foundation

extension String: PostgresEncodable, PostgresDecodable {
    /// The type that is declared to the server.
    public static var postgresType: PostgresType { .text }

    /// The text form that Postgres reads.
    public func encodePostgres() -> String? { self }

    /// Any type can be read as the text that psql would show.
    public init(postgres value: PostgresValue) throws {
        self = try value.text()
    }
}

extension Bool: PostgresEncodable, PostgresDecodable {
    /// The type that is declared to the server.
    public static var postgresType: PostgresType { .bool }

    /// The text form that Postgres reads.
    public func encodePostgres() -> String? { self ? "t" : "f" }

    /// Reads the text form.
    public init(postgres value: PostgresValue) throws {
        switch try value.text() {
        case "t": self = true
        case "f": self = false
        default: throw ValueDecodingError("it is neither t nor f")
        }
    }
}

extension PostgresEncodable where Self: FixedWidthInteger {
    /// The text form that Postgres reads.
    public func encodePostgres() -> String? { String(self) }
}

extension PostgresDecodable where Self: FixedWidthInteger {
    /// Reads the text form.
    public init(postgres value: PostgresValue) throws {
        let text = try value.text()
        guard let number = Self(text) else {
            let isInteger = text.drop { $0 == "-" }.allSatisfy { $0.isASCII && $0.isNumber }
            throw ValueDecodingError(isInteger ? "it is out of range" : "it is not an integer")
        }
        self = number
    }
}

/// Sent as `int8`. Where a function wants an `int4`, bind an `Int32` or write `\(value)::int`.
extension Int: PostgresEncodable, PostgresDecodable {
    /// The type that is declared to the server.
    public static var postgresType: PostgresType { .int8 }
}

extension Int64: PostgresEncodable, PostgresDecodable {
    /// The type that is declared to the server.
    public static var postgresType: PostgresType { .int8 }
}

extension Int32: PostgresEncodable, PostgresDecodable {
    /// The type that is declared to the server.
    public static var postgresType: PostgresType { .int4 }
}

extension Int16: PostgresEncodable, PostgresDecodable {
    /// The type that is declared to the server.
    public static var postgresType: PostgresType { .int2 }
}

extension Double: PostgresEncodable, PostgresDecodable {
    /// The type that is declared to the server.
    public static var postgresType: PostgresType { .float8 }

    /// The text form that Postgres reads.
    public func encodePostgres() -> String? { description }

    /// Reads the text form.
    public init(postgres value: PostgresValue) throws {
        guard let number = Double(try value.text()) else { throw ValueDecodingError("it is not a number") }
        self = number
    }
}

/// `numeric`. Foundation's type holds 38 significant digits; longer values are refused, not rounded.
extension Decimal: PostgresEncodable, PostgresDecodable {
    /// The type that is declared to the server.
    public static var postgresType: PostgresType { .numeric }

    /// The text form that Postgres reads.
    public func encodePostgres() -> String? { isNaN ? "NaN" : description }

    /// Reads the text form.
    public init(postgres value: PostgresValue) throws {
        let text = try value.text()
        if text == "NaN" {
            self = .nan
            return
        }
        guard let digits = Self.significantDigits(of: text) else { throw ValueDecodingError("it is not a number") }
        guard digits <= 38 else {
            throw ValueDecodingError("it has \(digits) significant digits, more than the 38 of Decimal")
        }
        guard let number = Decimal(string: text, locale: nil) else { throw ValueDecodingError("it is not a number") }
        self = number
    }

    private static func significantDigits(of text: String) -> Int? {
        var digits: [Character] = []
        for character in text.drop(while: { $0 == "-" }) {
            if character == "." { continue }
            guard character.isASCII, character.isNumber else { return nil }
            digits.append(character)
        }
        while digits.last == "0" { digits.removeLast() }
        return digits.drop { $0 == "0" }.count
    }
}

extension UUID: PostgresEncodable, PostgresDecodable {
    /// The type that is declared to the server.
    public static var postgresType: PostgresType { .uuid }

    /// The text form that Postgres reads.
    public func encodePostgres() -> String? { uuidString }

    /// Reads the text form.
    public init(postgres value: PostgresValue) throws {
        guard let uuid = UUID(text: try value.utf8()) else { throw ValueDecodingError("it is not a UUID") }
        self = uuid
    }

    /// Reads 36 characters byte by byte: Foundation's reader goes through `sscanf`, and a report reads hundreds.
    private init?(text: UnsafeRawBufferPointer) {
        guard text.count == 36 else { return nil }
        var uuid: uuid_t = (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
        let isRead = withUnsafeMutableBytes(of: &uuid) { bytes in
            var place = 0
            for index in bytes.indices {
                if index == 4 || index == 6 || index == 8 || index == 10 {
                    guard text[place] == UInt8(ascii: "-") else { return false }
                    place += 1
                }
                guard let high = text[place].hexDigit, let low = text[place + 1].hexDigit else { return false }
                bytes[index] = high << 4 | low
                place += 2
            }
            return true
        }
        guard isRead else { return nil }
        self.init(uuid: uuid)
    }
}

/// `bytea`, in hexadecimal form.
extension Data: PostgresEncodable, PostgresDecodable {
    /// The type that is declared to the server.
    public static var postgresType: PostgresType { .bytea }

    /// The text form that Postgres reads.
    public func encodePostgres() -> String? {
        let digits = Array("0123456789abcdef".utf8)
        return String(unsafeUninitializedCapacity: 2 + 2 * count) { buffer in
            buffer[0] = UInt8(ascii: "\\")
            buffer[1] = UInt8(ascii: "x")
            var position = 2
            for byte in self {
                buffer[position] = digits[Int(byte >> 4)]
                buffer[position + 1] = digits[Int(byte & 15)]
                position += 2
            }
            return position
        }
    }

    /// Reads the text form.
    public init(postgres value: PostgresValue) throws {
        let text = try value.utf8()
        guard text.count >= 2, text.count.isMultiple(of: 2), text[0] == UInt8(ascii: "\\"), text[1] == UInt8(ascii: "x")
        else { throw ValueDecodingError("it is not bytea in hexadecimal form") }
        var data = Data(count: text.count / 2 - 1)
        // Through a pointer: an export's pieces come this way, a megabyte each.
        let isRead = data.withUnsafeMutableBytes { bytes in
            var place = 2
            for index in bytes.indices {
                guard let high = text[place].hexDigit, let low = text[place + 1].hexDigit else { return false }
                bytes[index] = high << 4 | low
                place += 2
            }
            return true
        }
        guard isRead else { throw ValueDecodingError("it is not bytea in hexadecimal form") }
        self = data
    }
}

extension UInt8 {
    /// The value of a hex digit as Postgres writes it: lower-case.
    fileprivate var hexDigit: UInt8? {
        switch self {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): self - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): self - UInt8(ascii: "a") + 10
        default: nil
        }
    }
}
