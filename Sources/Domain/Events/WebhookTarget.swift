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
        let origin = try WebOrigin(of: url, field)
        (isTLS, host) = (origin.isTLS, origin.host)
        port = origin.port ?? (isTLS ? 443 : 80)
        if !isTLS, rule == .publicOnly { throw InputError(field, "must begin with https://") }
        if url.contains("#") { throw InputError(field, "must not have a fragment") }
        try Self.check(host, field, rule)
        guard [80, 443].contains(port) || port >= 1024 else {
            throw InputError(field, "must name the port 80, 443 or one from 1024 to 65535")
        }
        // Two readers of URLs that disagree about the host would be a way around the rules.
        let foundation = URL(string: url)?.host()?.trimmingCharacters(in: ["[", "]"]).lowercased()
        guard foundation == host else { throw InputError(field, "must be a plain URL, such as https://example.org/in") }
        self.url = url
    }

    /// The host if it is an address; nil for a name.
    package var address: IPAddress? { IPAddress(host) }

    private static func check(_ host: String, _ field: String, _ rule: WebhookRule) throws(InputError) {
        if let address = IPAddress(host) {
            if !rule.allows(address) { throw InputError(field, "must not lead to a private or reserved address") }
            return
        }
        let labels = host.split(separator: ".", omittingEmptySubsequences: false)
        let isName = labels.allSatisfy { !$0.isEmpty && !$0.hasPrefix("-") && !$0.hasSuffix("-") }
        guard isName else { throw InputError(field, "must name a host") }
        if rule == .allowPrivate { return }
        let endings = ["localhost", "local", "internal", "intranet", "lan", "home", "arpa", "onion"]
        if labels.count < 2 || endings.contains(String(labels.last ?? "")) {
            throw InputError(field, "must name a host of the public Internet")
        }
    }
}
