/// One-dimensional arrays, NULL elements being nil of an optional element type.
///
/// The declared type is the array of the element's, so `= ANY(\(ids))` and `unnest(\(ids))` need no cast. Strings make
/// `text[]`; against a column of an enum or another type write `\(names)::my_type[]`.
/// Source: <https://www.postgresql.org/docs/15/arrays.html#ARRAYS-IO>.
extension Array: PostgresEncodable where Element: PostgresEncodable {
    /// The type that is declared to the server.
    public static var postgresType: PostgresType {
        PostgresType(oid: Element.postgresType.arrayOID)
    }

    /// - Throws: ``ValueEncodingError`` for an array of arrays, and what the elements throw.
    public func encodePostgres() throws -> String? {
        guard !(Element.self is any PostgresArray.Type) else {
            throw ValueEncodingError("arrays of arrays are not supported")
        }
        var text = [UInt8(ascii: "{")]
        for element in self {
            if text.count > 1 { text.append(UInt8(ascii: ",")) }
            guard let element = try element.encodePostgres() else {
                text.append(contentsOf: "NULL".utf8)
                continue
            }
            text.append(UInt8(ascii: "\""))
            for byte in element.utf8 {
                if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { text.append(UInt8(ascii: "\\")) }
                text.append(byte)
            }
            text.append(UInt8(ascii: "\""))
        }
        text.append(UInt8(ascii: "}"))
        return String(decoding: text, as: UTF8.self)
    }
}

private protocol PostgresArray {}

extension Array: PostgresArray where Element: PostgresEncodable {}

extension Array: PostgresDecodable where Element: PostgresDecodable {
    /// Reads the text form.
    public init(postgres value: PostgresValue) throws {
        self = []
        var reader = ArrayReader(text: try value.utf8())
        let oid = PostgresType.known[value.oid]?.element ?? 0
        try reader.open()
        while let element = try reader.next() {
            switch element {
            case .null:
                append(try Element(postgres: PostgresValue(bytes: nil, oid: oid)))
            case .bytes(let bytes):
                append(try bytes.withUnsafeBytes { try Element(postgres: PostgresValue(bytes: $0, oid: oid)) })
            }
        }
    }
}

/// Takes the text form of an array apart: `{a,"b \"c\"",NULL}`.
private struct ArrayReader {
    enum Element {
        case null
        case bytes([UInt8])
    }

    let text: UnsafeRawBufferPointer
    private var position = 0

    init(text: UnsafeRawBufferPointer) {
        self.text = text
    }

    /// Skips bounds (`[0:2]=`) and the opening brace.
    mutating func open() throws {
        if current == UInt8(ascii: "[") {
            while let byte = current, byte != UInt8(ascii: "=") { position += 1 }
            position += 1
        }
        guard current == UInt8(ascii: "{") else { throw ValueDecodingError("it is not an array") }
        position += 1
    }

    mutating func next() throws -> Element? {
        if current == UInt8(ascii: ",") { position += 1 }
        switch current {
        case nil: throw ValueDecodingError("the array has no end")
        case UInt8(ascii: "}"): return nil
        case UInt8(ascii: "{"): throw ValueDecodingError("the array has more than one dimension")
        case UInt8(ascii: "\""): return .bytes(try quoted())
        default:
            let start = position
            while let byte = current, byte != UInt8(ascii: ","), byte != UInt8(ascii: "}") { position += 1 }
            let bytes = Array(text[start..<position])
            return bytes.elementsEqual("NULL".utf8) ? .null : .bytes(bytes)
        }
    }

    private mutating func quoted() throws -> [UInt8] {
        var bytes: [UInt8] = []
        position += 1
        while let byte = current, byte != UInt8(ascii: "\"") {
            if byte == UInt8(ascii: "\\") { position += 1 }
            guard let byte = current else { break }
            bytes.append(byte)
            position += 1
        }
        guard current != nil else { throw ValueDecodingError("the array has no end") }
        position += 1
        return bytes
    }

    private var current: UInt8? {
        position < text.count ? text[position] : nil
    }
}
