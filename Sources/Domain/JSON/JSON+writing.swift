extension JSON {
    /// The JSON text (RFC 8259), in one line or indented by two spaces, without any character that a terminal would obey or
    /// a reader of lines would cut at: those are escaped.
    package func text(pretty: Bool = false) -> String { written(pretty: pretty, escapes: .all) }

    /// The same in the form in which it is hashed, which stays as it is for ever: see `AuditRecord.canonical`.
    package var hashedText: String { written(pretty: false, escapes: .few) }

    private func written(pretty: Bool, escapes: JSONEscapes) -> String {
        var writer = JSONWriter(isPretty: pretty, escapes: escapes)
        writer.write(self)
        return String(decoding: writer.bytes, as: UTF8.self)
    }
}

/// Writes JSON text (RFC 8259) as bytes of UTF-8: an answer of a hundred kilobytes is thousands of small pieces.
private struct JSONWriter {
    let isPretty: Bool
    let escapes: JSONEscapes
    private(set) var bytes: [UInt8] = []
    private var depth = 0

    init(isPretty: Bool, escapes: JSONEscapes) {
        self.isPretty = isPretty
        self.escapes = escapes
    }

    mutating func write(_ json: JSON) {
        switch json {
        case .null: bytes.append(contentsOf: "null".utf8)
        case .bool(let value): bytes.append(contentsOf: (value ? "true" : "false").utf8)
        case .int(let value): bytes.append(contentsOf: String(value).utf8)
        case .double(let value): bytes.append(contentsOf: (value.isFinite ? "\(value)" : "null").utf8)
        case .string(let value): write(value)
        case .array(let items): write(items, "[", "]") { $0.write($1) }
        case .object(let members):
            write(members, "{", "}") { writer, member in
                writer.write(member.name)
                writer.bytes.append(contentsOf: (writer.isPretty ? ": " : ":").utf8)
                writer.write(member.value)
            }
        }
    }

    private mutating func write<Element>(
        _ elements: [Element], _ open: Unicode.Scalar, _ close: Unicode.Scalar,
        _ writeElement: (inout JSONWriter, Element) -> Void
    ) {
        bytes.append(UInt8(ascii: open))
        depth += 1
        for (index, element) in elements.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            breakLine()
            writeElement(&self, element)
        }
        depth -= 1
        if !elements.isEmpty { breakLine() }
        bytes.append(UInt8(ascii: close))
    }

    private mutating func breakLine() {
        guard isPretty else { return }
        bytes.append(UInt8(ascii: "\n"))
        bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: 2 * depth))
    }

    private mutating func write(_ text: String) {
        bytes.append(UInt8(ascii: "\""))
        escapes.append(text, to: &bytes)
        bytes.append(UInt8(ascii: "\""))
    }
}
