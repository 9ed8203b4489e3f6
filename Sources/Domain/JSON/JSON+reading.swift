/// Why a text is not JSON, and where.
package struct JSONSyntaxError: Error, Hashable, Sendable {
    /// For a person: "a comma or } should stand here".
    package let problem: String
    /// From 1.
    package let line: Int
    /// From 1, in code points.
    package let column: Int
}

extension JSON {
    /// Reads JSON text (RFC 8259), strictly: no comments, no trailing commas, no half surrogates, no numbers out of range.
    ///
    /// Foundation's reader is not used for what clients send: it guesses UTF-16, keeps one of two members with the same
    /// name in silence, and tells the place of an error only in prose. Here members keep their order and their doubles,
    /// so that `Fields` can name them.
    ///
    /// - Parameters:
    ///   - bytes: valid UTF-8, with or without a byte order mark.
    ///   - depth: how many arrays and objects may stand within each other.
    /// - Throws: `JSONSyntaxError` with the place of the first mistake.
    package init(reading bytes: [UInt8], depth: Int = 32) throws(JSONSyntaxError) {
        var reader = JSONReader(bytes: bytes, depth: depth)
        self = try reader.document()
    }

    /// Reads JSON text where it does not matter what is wrong with it.
    ///
    /// - Returns: nil when the text is not JSON.
    package init?(parsing text: String) {
        do { try self.init(reading: Array(text.utf8)) } catch { return nil }
    }
}

/// Walks over the bytes of a JSON text.
private struct JSONReader {
    let bytes: [UInt8]
    let depth: Int
    var place = 0
    var level = 0

    init(bytes: [UInt8], depth: Int) {
        self.bytes = bytes
        self.depth = depth
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { place = 3 }
    }

    mutating func document() throws(JSONSyntaxError) -> JSON {
        let value = try value()
        skipBlanks()
        if place < bytes.count { throw error("nothing more may follow the value") }
        return value
    }

    private mutating func value() throws(JSONSyntaxError) -> JSON {
        skipBlanks()
        guard let byte else { throw error("the text ends where a value should stand") }
        switch byte {
        case UInt8(ascii: "{"): return try nested { (reader) throws(JSONSyntaxError) in try reader.object() }
        case UInt8(ascii: "["): return try nested { (reader) throws(JSONSyntaxError) in try reader.array() }
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try number()
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        default: throw error("a value should stand here")
        }
    }

    private mutating func nested(
        _ read: (inout JSONReader) throws(JSONSyntaxError) -> JSON
    ) throws(JSONSyntaxError) -> JSON {
        if level == depth { throw error("arrays and objects may be nested \(depth) deep at most") }
        level += 1
        defer { level -= 1 }
        place += 1
        return try read(&self)
    }

    private mutating func object() throws(JSONSyntaxError) -> JSON {
        var members: [JSON.Member] = []
        skipBlanks()
        if skip("}") { return .object(members) }
        while true {
            skipBlanks()
            guard byte == UInt8(ascii: "\"") else { throw error("a name in double quotes should stand here") }
            let name = try string()
            skipBlanks()
            if !skip(":") { throw error("a colon should stand here") }
            members.append(JSON.Member(name, try value()))
            skipBlanks()
            if skip("}") { return .object(members) }
            if !skip(",") { throw error("a comma or } should stand here") }
        }
    }

    private mutating func array() throws(JSONSyntaxError) -> JSON {
        var items: [JSON] = []
        skipBlanks()
        if skip("]") { return .array(items) }
        while true {
            items.append(try value())
            skipBlanks()
            if skip("]") { return .array(items) }
            if !skip(",") { throw error("a comma or ] should stand here") }
        }
    }

    private mutating func word(_ word: StaticString, _ value: JSON) throws(JSONSyntaxError) -> JSON {
        let letters = UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount)
        guard bytes[place...].starts(with: letters) else { throw error("a value should stand here") }
        place += letters.count
        return value
    }

    /// Integers that fit stay integers; everything else becomes a double.
    private mutating func number() throws(JSONSyntaxError) -> JSON {
        let start = place
        var whole = true
        _ = skip("-")
        if !skip("0") { try digits() }
        if skip(".") {
            whole = false
            try digits()
        }
        if skip("e") || skip("E") {
            whole = false
            if !skip("+") { _ = skip("-") }
            try digits()
        }
        let text = String(decoding: bytes[start..<place], as: UTF8.self)
        if whole, let value = Int(text) { return .int(value) }
        guard let value = Double(text), value.isFinite else {
            place = start
            throw error("this number is too large")
        }
        return .double(value)
    }

    private mutating func digits() throws(JSONSyntaxError) {
        let start = place
        while let byte, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) { place += 1 }
        if place == start { throw error("a digit should stand here") }
    }

    // MARK: Strings

    private mutating func string() throws(JSONSyntaxError) -> String {
        let opening = place
        place += 1
        var text: [UInt8] = []
        var start = place
        while let byte {
            switch byte {
            case UInt8(ascii: "\""):
                let piece = bytes[start..<place]
                place += 1
                // The usual string has no escapes: then nothing was gathered and nothing is copied twice.
                return text.isEmpty
                    ? String(decoding: piece, as: UTF8.self) : String(decoding: text + piece, as: UTF8.self)
            case UInt8(ascii: "\\"):
                text += bytes[start..<place]
                place += 1
                text += Array(String(try escape()).utf8)
                start = place
            case 0..<0x20: throw error("control characters in a string must be escaped, a line break as \\n")
            default: place += 1
            }
        }
        place = opening
        throw error("this string has no end")
    }

    private mutating func escape() throws(JSONSyntaxError) -> Unicode.Scalar {
        guard let byte else { throw error("the text ends within a string") }
        place += 1
        switch byte {
        case UInt8(ascii: "\""): return "\""
        case UInt8(ascii: "\\"): return "\\"
        case UInt8(ascii: "/"): return "/"
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{C}"
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "u"): return try codePoint()
        default:
            place -= 1
            throw error("there is no such escape")
        }
    }

    /// Four hex digits, and four more when the first are half of a pair (RFC 8259 §7).
    private mutating func codePoint() throws(JSONSyntaxError) -> Unicode.Scalar {
        let start = place
        let first = try hex()
        if let scalar = Unicode.Scalar(first) { return scalar }
        if first < 0xDC00, skip("\\"), skip("u") {
            let second = try hex()
            if (0xDC00...0xDFFF).contains(second),
                let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
            {
                return scalar
            }
        }
        place = start
        throw error("this is half of a surrogate pair")
    }

    private mutating func hex() throws(JSONSyntaxError) -> UInt32 {
        var value: UInt32 = 0
        for _ in 0..<4 {
            guard let byte, let digit = byte.hexDigitValue else {
                throw error("four hex digits should stand here")
            }
            value = value << 4 | UInt32(digit)
            place += 1
        }
        return value
    }

    // MARK: Steps

    private var byte: UInt8? { place < bytes.count ? bytes[place] : nil }

    private mutating func skip(_ character: Unicode.Scalar) -> Bool {
        guard byte == UInt8(ascii: character) else { return false }
        place += 1
        return true
    }

    private mutating func skipBlanks() {
        while let byte, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { place += 1 }
    }

    private func error(_ problem: String) -> JSONSyntaxError {
        let before = bytes[..<place]
        let lineStart = before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
        let column = String(decoding: before[lineStart...], as: UTF8.self).unicodeScalars.count + 1
        return JSONSyntaxError(problem: problem, line: before.count { $0 == 0x0A } + 1, column: column)
    }
}
