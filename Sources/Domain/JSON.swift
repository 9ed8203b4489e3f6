/// A JSON value whose objects keep the order in which their members were written, so that answers read well.
///
/// The shapes that clients see are built from it (see Wire/): explicit nulls, one place for each shape, and no
/// reflection on the way out.
package enum JSON: Sendable, Hashable {
    case null
    case bool(Bool)
    case int(Int)
    case double(Double)
    case string(String)
    case array([JSON])
    case object([Member])

    /// A name and its value in an object.
    package struct Member: Sendable, Hashable {
        package let name: String
        package let value: JSON

        package init(_ name: String, _ value: JSON) {
            self.name = name
            self.value = value
        }
    }

    /// The JSON text (RFC 8259), in one line or indented by two spaces.
    package func text(pretty: Bool = false) -> String {
        var out = ""
        write(to: &out, indent: pretty ? 0 : nil)
        return out
    }

    private func write(to out: inout String, indent: Int?) {
        switch self {
        case .null: out += "null"
        case .bool(let value): out += value ? "true" : "false"
        case .int(let value): out += String(value)
        case .double(let value): out += value.isFinite ? "\(value)" : "null"
        case .string(let value): Self.write(value, to: &out)
        case .array(let items):
            Self.write(items, "[", "]", indent, to: &out) { $0.write(to: &$1, indent: $2) }
        case .object(let members):
            Self.write(members, "{", "}", indent, to: &out) { member, out, indent in
                Self.write(member.name, to: &out)
                out += indent == nil ? ":" : ": "
                member.value.write(to: &out, indent: indent)
            }
        }
    }

    private static func write<Element>(
        _ elements: [Element], _ open: String, _ close: String, _ indent: Int?, to out: inout String,
        _ writeElement: (Element, inout String, Int?) -> Void
    ) {
        out += open
        for (index, element) in elements.enumerated() {
            if index > 0 { out += "," }
            if let indent { out += "\n" + String(repeating: "  ", count: indent + 1) }
            writeElement(element, &out, indent.map { $0 + 1 })
        }
        if let indent, !elements.isEmpty { out += "\n" + String(repeating: "  ", count: indent) }
        out += close
    }

    private static func write(_ text: String, to out: inout String) {
        out += "\""
        // Most text needs no escape. 0xE2 begins the two line separators, among others.
        let isPlain = text.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x22 && $0 != 0x5C && $0 != 0x7F && $0 != 0xE2 }
        if isPlain {
            out += text
            out += "\""
            return
        }
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": out += "\\\""
            case "\\": out += "\\\\"
            case "\n": out += "\\n"
            case "\r": out += "\\r"
            case "\t": out += "\\t"
            // Line separators are legal in JSON and not in older JavaScript, into which JSON is often pasted.
            case "\u{0}"..."\u{1F}", "\u{7F}", "\u{2028}", "\u{2029}":
                let hex = String(scalar.value, radix: 16)
                out += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
            default: out.unicodeScalars.append(scalar)
            }
        }
        out += "\""
    }
}

extension JSON: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
    ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral, ExpressibleByNilLiteral
{
    package init(stringLiteral value: String) { self = .string(value) }
    package init(integerLiteral value: Int) { self = .int(value) }
    package init(booleanLiteral value: Bool) { self = .bool(value) }
    package init(arrayLiteral elements: JSON...) { self = .array(elements) }
    package init(dictionaryLiteral elements: (String, JSON)...) {
        self = .object(elements.map { Member($0.0, $0.1) })
    }
    package init(nilLiteral: ()) { self = .null }
}

extension JSON {
    package init(_ value: String?) { self = value.map(JSON.string) ?? .null }
    package init(_ value: Int?) { self = value.map(JSON.int) ?? .null }
    package init(_ value: Bool?) { self = value.map(JSON.bool) ?? .null }
    package init(_ value: Double?) { self = value.map(JSON.double) ?? .null }
    package init<Subject>(_ value: Identifier<Subject>?) { self = value.map { .string($0.description) } ?? .null }
    package init(_ values: [JSON]) { self = .array(values) }
    package init(_ values: [String]) { self = .array(values.map(JSON.string)) }
}
