/// Where a web address leads: its scheme, host and port, read strictly (RFC 3986 §3.2). `WebAddress` takes what the web
/// takes, to compare; this says what may be stored.
package struct WebOrigin: Sendable, Hashable {
    package let isTLS: Bool
    /// A name in lower case, or an address without brackets.
    package let host: String
    /// Nil where the address names none.
    package let port: Int?

    /// - Throws: `InputError` with the field that the caller names, and what is wrong with the address.
    package init(of url: String, _ field: String) throws(InputError) {
        let scheme = url.prefix { $0 != ":" }.lowercased()
        let rest = url.dropFirst(scheme.count)
        guard scheme == "http" || scheme == "https", rest.hasPrefix("://") else {
            throw InputError(field, "must be a URL that begins with http:// or https://")
        }
        isTLS = scheme == "https"
        let authority = rest.unicodeScalars.dropFirst(3).prefix { $0 != "/" && $0 != "?" && $0 != "#" }
        // What stands before an @ is shown first and goes nowhere: https://who.int@example.org leads to example.org.
        if authority.contains("@") { throw InputError(field, "must not contain a user name") }
        let isBracketed = authority.first == "["
        let end =
            isBracketed
            ? authority.firstIndex(of: "]").map { authority.index(after: $0) } : authority.firstIndex(of: ":")
        let hostEnd = end ?? authority.endIndex
        port = try Self.port(authority[hostEnd...], field)
        let host = String(authority[..<hostEnd]).lowercased()
        if host.isEmpty { throw InputError(field, "must be a whole URL, such as https://example.org/page") }
        self.host = isBracketed ? try Self.inBrackets(host, field) : host
        if !isBracketed { try Self.requireName(host, field) }
    }

    /// The number behind the colon; nil for nothing at all.
    private static func port(_ text: Substring.UnicodeScalarView, _ field: String) throws(InputError) -> Int? {
        if text.isEmpty { return nil }
        let digits = text.dropFirst()
        guard text.first == ":", (1...5).contains(digits.count), digits.allSatisfy({ ("0"..."9").contains($0) }),
            let port = Int(String(digits)), (1...65_535).contains(port)
        else { throw InputError(field, "must have a port from 1 to 65535 behind the colon of its host, or no colon") }
        return port
    }

    private static func inBrackets(_ text: String, _ field: String) throws(InputError) -> String {
        let address = String(text.dropFirst().dropLast())
        guard text.hasSuffix("]"), address.contains(":"), IPAddress(address) != nil else {
            throw InputError(field, "must have an IPv6 address in the brackets of its host, such as [2001:db8::1]")
        }
        return address
    }

    /// A name as DNS holds it (RFC 1035 §2.3.4), or as people write it whose letters are not in ASCII; an underscore and
    /// hyphens anywhere, as some sites have them, and a dot at the end.
    private static func requireName(_ host: String, _ field: String) throws(InputError) {
        var labels = host.split(separator: ".", omittingEmptySubsequences: false)
        if labels.count > 1, labels.last == "" { labels.removeLast() }
        let isName = labels.allSatisfy { label in
            (1...63).contains(label.unicodeScalars.count) && label.unicodeScalars.allSatisfy(isOfName)
        }
        guard isName, host.unicodeScalars.count <= 253 else {
            throw InputError(field, "must name a host, such as https://example.org/page")
        }
        // 2130706433, 0x7f.1 and 0177.0.0.1 are 127.0.0.1 to some resolvers (WHATWG URL, "ends in a number").
        let last = labels.last ?? ""
        let isNumber = last.utf8.allSatisfy { (48...57).contains($0) }
        let isHexadecimal = last.hasPrefix("0x") && last.dropFirst(2).allSatisfy(\.isHexDigit)
        if isNumber || isHexadecimal, IPAddress(labels.joined(separator: ".")) == nil {
            throw InputError(field, "must write an address as four decimal numbers, such as 192.0.2.7")
        }
    }

    private static func isOfName(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "a"..."z", "0"..."9", "-", "_": true
        case "\u{80}"...:
            switch scalar.properties.generalCategory {
            case .lowercaseLetter, .modifierLetter, .otherLetter, .titlecaseLetter, .uppercaseLetter, .nonspacingMark,
                .spacingMark, .enclosingMark, .decimalNumber, .letterNumber, .otherNumber, .otherSymbol:
                true
            default: false
            }
        default: false
        }
    }
}
