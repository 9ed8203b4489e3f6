import Domain

/// HTML's escapes.
enum HTML {
    /// The text as it may stand between tags and in a quoted attribute, without what steers its reader: HTML has no form for
    /// control characters and for what is no character (HTML, §13.2.3.5), and marks of direction reach beyond the text.
    ///
    /// Byte by byte, as browsers read it, and not by characters as people see them: a `<` or `"` that is one character with
    /// a combining mark is a `<` or `"` to a browser all the same.
    static func escaped(_ text: String) -> String {
        var bytes: [UInt8] = []
        append(text, to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The same, at the end of other text.
    static func append(_ text: String, to bytes: inout [UInt8]) {
        let text = PlainText.of(text)
        // Most text holds none of them; all five are single bytes of UTF-8.
        if !text.utf8.contains(where: { entity(of: $0) != nil }) {
            bytes.append(contentsOf: text.utf8)
            return
        }
        for byte in text.utf8 {
            if let entity = entity(of: byte) {
                entity.withUTF8Buffer { bytes.append(contentsOf: $0) }
            } else {
                bytes.append(byte)
            }
        }
    }

    private static func entity(of byte: UInt8) -> StaticString? {
        switch byte {
        case UInt8(ascii: "<"): "&lt;"
        case UInt8(ascii: ">"): "&gt;"
        case UInt8(ascii: "&"): "&amp;"
        case UInt8(ascii: "\""): "&quot;"
        case UInt8(ascii: "'"): "&#39;"
        default: nil
        }
    }
}
