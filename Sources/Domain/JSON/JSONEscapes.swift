/// Which characters JSON text has as `\u` and four hex digits, besides those that it must.
package enum JSONEscapes: Sendable {
    /// U+007F, U+2028 and U+2029: the form that the audit trail hashes.
    case few
    /// All that is obeyed: see `Unicode.Scalar.isObeyed`.
    case all

    /// Writes a text as it stands between the quotes of a JSON string.
    func append(_ text: String, to out: inout [UInt8]) {
        var text = text
        text.withUTF8 { bytes in
            // Most texts are names, ids and plain words.
            if bytes.allSatisfy({ $0 >= 0x20 && $0 < 0x7F && $0 != 0x22 && $0 != 0x5C }) {
                out.append(contentsOf: bytes)
            } else {
                append(UnsafeRawBufferPointer(bytes), areJSON: false, to: &out)
            }
        }
    }

    /// JSON text that somebody else wrote, in a form that is safe everywhere: what is obeyed and not shown stands within its
    /// strings alone, and is escaped there.
    ///
    /// - Parameter json: valid JSON in UTF-8.
    package static func appendJSON(_ json: UnsafeRawBufferPointer, to out: inout [UInt8]) {
        JSONEscapes.all.append(json, areJSON: true, to: &out)
    }

    /// The same of a text.
    package static func safe(_ json: String) -> String {
        var (json, out) = (json, [UInt8]())
        json.withUTF8 { appendJSON(UnsafeRawBufferPointer($0), to: &out) }
        return String(decoding: out, as: UTF8.self)
    }

    private func append(_ bytes: UnsafeRawBufferPointer, areJSON: Bool, to out: inout [UInt8]) {
        // Runs that need no escape are copied whole.
        var start = 0
        var place = 0
        while place < bytes.count {
            let length = Self.escapedLength(bytes, at: place, areJSON: areJSON, escapes: self)
            if length == 0 {
                place += 1
                continue
            }
            out.append(contentsOf: bytes[start..<place])
            Self.escape(bytes[place..<place + length], to: &out)
            place += length
            start = place
        }
        out.append(contentsOf: bytes[start..<bytes.count])
    }

    /// How many bytes the character has that begins here and is to be escaped; 0 for every other.
    private static func escapedLength(
        _ bytes: UnsafeRawBufferPointer, at place: Int, areJSON: Bool, escapes: JSONEscapes
    ) -> Int {
        let byte = bytes[place]
        switch byte {
        case 0x22, 0x5C: return areJSON ? 0 : 1
        // Between its strings, JSON has line ends and blanks.
        case 0x09, 0x0A, 0x0D: return areJSON ? 0 : 1
        case 0x00...0x1F, 0x7F: return 1
        // No character begins with other bytes that is ever escaped.
        case 0xC2, 0xD8: return isEscaped(bytes, place, 2, escapes)
        case 0xE2, 0xEF: return isEscaped(bytes, place, 3, escapes)
        case 0xF0...0xF4: return isEscaped(bytes, place, 4, escapes)
        default: return 0
        }
    }

    private static func isEscaped(
        _ bytes: UnsafeRawBufferPointer, _ place: Int, _ length: Int, _ escapes: JSONEscapes
    ) -> Int {
        guard place + length <= bytes.count, let scalar = scalar(bytes[place..<place + length]) else { return 0 }
        let isEscaped =
            switch escapes {
            case .few: scalar == "\u{2028}" || scalar == "\u{2029}"
            case .all: scalar.isObeyed
            }
        return isEscaped ? length : 0
    }

    /// The character of these bytes, which are one whole character of UTF-8.
    private static func scalar(_ bytes: Slice<UnsafeRawBufferPointer>) -> Unicode.Scalar? {
        var value: UInt32 = 0
        for byte in bytes {
            value =
                switch byte {
                case 0x00...0x7F: UInt32(byte)
                case 0x80...0xBF: value << 6 | UInt32(byte & 0x3F)
                case 0xC0...0xDF: UInt32(byte & 0x1F)
                case 0xE0...0xEF: UInt32(byte & 0x0F)
                default: UInt32(byte & 0x07)
                }
        }
        return Unicode.Scalar(value)
    }

    private static func escape(_ bytes: Slice<UnsafeRawBufferPointer>, to out: inout [UInt8]) {
        guard let scalar = scalar(bytes) else { return }
        switch scalar {
        case "\"": out.append(contentsOf: "\\\"".utf8)
        case "\\": out.append(contentsOf: "\\\\".utf8)
        case "\n": out.append(contentsOf: "\\n".utf8)
        case "\r": out.append(contentsOf: "\\r".utf8)
        case "\t": out.append(contentsOf: "\\t".utf8)
        default:
            // Two halves where one is not enough (RFC 8259 §7).
            for unit in String(scalar).utf16 {
                let hex = String(unit, radix: 16)
                out.append(contentsOf: ("\\u" + String(repeating: "0", count: 4 - hex.count) + hex).utf8)
            }
        }
    }
}
