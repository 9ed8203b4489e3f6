import Foundation

/// Where webhooks may be sent. Pure; what a name resolves to is judged again, address by address, for each attempt.
package enum WebhookRule: Sendable, Hashable {
    /// https to addresses of the public Internet.
    case publicOnly
    /// http too, and any address: for receivers beside the desk, where the operator trusts those who make webhooks.
    case allowPrivate

    /// Whether an attempt may connect there.
    package func allows(_ address: IPAddress) -> Bool { self == .allowPrivate || address.isPublic }
}

/// A webhook's URL, taken apart once and found to be one that may be called.
package struct WebhookTarget: Sendable, Hashable {
    package let url: String
    /// A name in lower case, or an address without brackets.
    package let host: String
    package let port: Int
    package let isTLS: Bool

    /// - Throws: `InputError` with the field that the caller names, and what may stand there.
    package init(_ url: String, _ field: String = "url", rule: WebhookRule) throws(InputError) {
        try Input.text(url, field, limit: 2000)
        try Input.webURL(url, field)
        guard url.utf8.allSatisfy({ $0 < 0x80 }) else {
            throw InputError(field, "must be ASCII: write a host's name in its xn-- form and other letters as %XX")
        }
        isTLS = url.lowercased().hasPrefix("https://")
        if !isTLS, rule == .publicOnly { throw InputError(field, "must begin with https://") }
        if url.contains("#") { throw InputError(field, "must not have a fragment") }
        let authority = url.dropFirst(isTLS ? 8 : 7).prefix { !"/?".contains($0) }
        let (host, port) = try Self.split(authority, field)
        self.host = host
        self.port = port ?? (isTLS ? 443 : 80)
        try Self.check(host, field, rule)
        guard [80, 443].contains(self.port) || (1024...65_535).contains(self.port) else {
            throw InputError(field, "must name the port 80, 443 or one from 1024 to 65535")
        }
        // Two readers of URLs that disagree about the host would be a way around the rules.
        let foundation = URL(string: url)?.host()?.trimmingCharacters(in: ["[", "]"]).lowercased()
        guard foundation == host else { throw InputError(field, "must be a plain URL, such as https://example.org/in") }
        self.url = url
    }

    /// The host if it is an address; nil for a name.
    package var address: IPAddress? { IPAddress(host) }

    private static func split(
        _ authority: Substring, _ field: String
    ) throws(InputError) -> (host: String, port: Int?) {
        let isBracketed = authority.hasPrefix("[")
        let end =
            isBracketed
            ? authority.firstIndex(of: "]").map(authority.index(after:)) : authority.firstIndex(of: ":")
        let hostEnd = end ?? authority.endIndex
        let rest = authority[hostEnd...]
        var host = authority[..<hostEnd].lowercased()
        if isBracketed { host = String(host.dropFirst().dropLast()) }
        if rest.isEmpty { return (host, nil) }
        guard rest.hasPrefix(":"), rest.count > 1, rest.dropFirst().utf8.allSatisfy({ $0 >= 48 && $0 <= 57 }),
            let port = Int(rest.dropFirst()), !isBracketed || end != nil
        else { throw InputError(field, "must have a number behind the colon of its host, or no colon") }
        return (host, port)
    }

    private static func check(_ host: String, _ field: String, _ rule: WebhookRule) throws(InputError) {
        if let address = IPAddress(host) {
            if !rule.allows(address) { throw InputError(field, "must not lead to a private or reserved address") }
            return
        }
        let labels = host.split(separator: ".", omittingEmptySubsequences: false)
        let isName = labels.allSatisfy { label in
            (1...63).contains(label.utf8.count) && !label.hasPrefix("-") && !label.hasSuffix("-")
                && label.utf8.allSatisfy(isNameByte)
        }
        guard isName, host.utf8.count <= 253 else { throw InputError(field, "must name a host") }
        // 2130706433, 0x7f.1 and 0177.0.0.1 are 127.0.0.1 to some resolvers (WHATWG URL, "ends in a number").
        if let last = labels.last, last.first?.isNumber == true, last.allSatisfy(\.isHexDigit) || last.hasPrefix("0x") {
            throw InputError(field, "must write an address as four decimal numbers, such as 192.0.2.7")
        }
        if rule == .allowPrivate { return }
        let endings = ["localhost", "local", "internal", "intranet", "lan", "home", "arpa", "onion"]
        if labels.count < 2 || endings.contains(String(labels.last ?? "")) {
            throw InputError(field, "must name a host of the public Internet")
        }
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"),
            UInt8(ascii: "_"):
            true
        default: false
        }
    }
}
