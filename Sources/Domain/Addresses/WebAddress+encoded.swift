extension WebAddress {
    /// An address as a browser would send it: what no URL may hold (RFC 3986 §2) and people paste all the same, `|` and `{`
    /// among it, is percent-encoded behind the host, and a backslash in the path is a slash (WHATWG URL, §4.4).
    ///
    /// - Returns: the text as it is when it is no http or https address.
    package static func encoded(_ url: String) -> String {
        guard url.utf8.contains(where: isUnsafe), let start = pathStart(of: url) else { return url }
        var bytes = Array(url.utf8[..<start])
        var isPath = true
        for byte in url.utf8[start...] {
            if byte == UInt8(ascii: "?") || byte == UInt8(ascii: "#") { isPath = false }
            if byte == UInt8(ascii: "\\"), isPath {
                bytes.append(UInt8(ascii: "/"))
            } else if isUnsafe(byte) {
                bytes += [UInt8(ascii: "%"), digit(byte >> 4), digit(byte & 15)]
            } else {
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Where the host ends.
    private static func pathStart(of url: String) -> String.Index? {
        let scheme = url.prefix { $0 != ":" }.lowercased()
        guard scheme == "http" || scheme == "https" else { return nil }
        let rest = url.utf8.dropFirst(scheme.utf8.count)
        guard rest.starts(with: "://".utf8) else { return nil }
        return rest.dropFirst(3).firstIndex { "/?#\\".utf8.contains($0) }
    }

    private static func isUnsafe(_ byte: UInt8) -> Bool { "\"<>\\^`{|}".utf8.contains(byte) }

    private static func digit(_ value: UInt8) -> UInt8 {
        value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "A") + value - 10
    }
}
