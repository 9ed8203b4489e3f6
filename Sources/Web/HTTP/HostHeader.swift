/// The `Host` of a request (RFC 9110 §7.2).
enum HostHeader {
    /// True for a name or address, with or without a port. Stricter than RFC 3986 §3.2.2, which allows marks that no name in
    /// use has and that mean something where the name is written: in a link, a feed, a header.
    static func isValid(_ host: some StringProtocol) -> Bool {
        var name = host[...]
        if name.hasPrefix("[") {
            guard let end = name.firstIndex(of: "]") else { return false }
            let address = name[name.index(after: name.startIndex)..<end]
            name = name[name.index(after: end)...]
            return address.utf8.contains(UInt8(ascii: ":")) && address.utf8.allSatisfy(isOfAddress) && isPort(name)
        }
        let end = name.firstIndex(of: ":") ?? name.endIndex
        let label = name[..<end].utf8
        return (1...253).contains(label.count) && label.allSatisfy(isOfName) && isPort(name[end...])
    }

    /// Nothing, or a colon and at most five digits; none after the colon means the usual one.
    private static func isPort(_ text: some StringProtocol) -> Bool {
        if text.isEmpty { return true }
        return text.hasPrefix(":") && text.utf8.count <= 6 && text.utf8.dropFirst().allSatisfy(isDigit)
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

    private static func isOfName(_ byte: UInt8) -> Bool {
        isDigit(byte) || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
            || "-._~".utf8.contains(byte)
    }

    private static func isOfAddress(_ byte: UInt8) -> Bool {
        isDigit(byte) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte | 0x20)
            || byte == UInt8(ascii: ":") || byte == UInt8(ascii: ".")
    }
}
