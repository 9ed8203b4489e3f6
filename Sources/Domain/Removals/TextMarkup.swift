/// Entities and tags of HTML that stand in texts: pages show them as they are, and people read past them.
enum TextMarkup {
    typealias Bytes = UnsafeBufferPointer<UInt8>

    /// What an entity stands for, and where it ends; nil where none begins.
    static func entity(in bytes: Bytes, at start: Int) -> (scalars: [Unicode.Scalar], end: Int)? {
        let limit = min(bytes.count, start + 12)
        guard let end = bytes[(start + 1)..<limit].firstIndex(of: UInt8(ascii: ";")), end > start + 1 else {
            return nil
        }
        let name = String(decoding: bytes[(start + 1)..<end], as: UTF8.self)
        return scalars(of: name).map { ($0, end + 1) }
    }

    /// Where a tag ends; nil where none begins.
    static func endOfTag(in bytes: Bytes, at start: Int) -> Int? {
        var place = start + 1
        if place < bytes.count, bytes[place] == UInt8(ascii: "/") { place += 1 }
        guard place < bytes.count, (0x61...0x7A).contains(bytes[place] | 0x20) else { return nil }
        let limit = min(bytes.count, start + 200)
        let end = bytes[place..<limit].firstIndex { $0 == UInt8(ascii: ">") || $0 == UInt8(ascii: "<") }
        return end.flatMap { bytes[$0] == UInt8(ascii: ">") ? $0 + 1 : nil }
    }

    private static func scalars(of name: String) -> [Unicode.Scalar]? {
        if name.hasPrefix("#") {
            let digits = name.dropFirst()
            let isHexadecimal = digits.first == "x" || digits.first == "X"
            let value = isHexadecimal ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
            return value.flatMap { Unicode.Scalar($0) }.map { [$0] }
        }
        if let known = named[name] { return Array(known.unicodeScalars) }
        for mark in ["acute", "grave", "circ", "uml", "tilde", "cedil", "ring", "caron", "slash", "strok"]
        where name.count == mark.count + 1 && name.hasSuffix(mark) { return Array(name.prefix(1).unicodeScalars) }
        return nil
    }

    private static let named = [
        "nbsp": " ", "ensp": " ", "emsp": " ", "thinsp": " ", "amp": "&", "apos": "'", "quot": "\"", "lsquo": "'",
        "rsquo": "'", "ldquo": "\"", "rdquo": "\"", "ndash": "–", "mdash": "—", "hyphen": "-", "shy": "\u{AD}",
        "zwj": "\u{200D}", "zwnj": "\u{200C}", "lt": "<", "gt": ">", "szlig": "ß", "aelig": "æ", "AElig": "Æ",
        "oelig": "œ",
        "OElig": "Œ", "thorn": "þ", "THORN": "Þ", "eth": "ð", "ETH": "Ð",
    ]
}
