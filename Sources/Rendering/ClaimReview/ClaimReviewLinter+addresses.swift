import Domain

extension ClaimReviewLinter {
    /// An address anywhere in the markup: whole, and on the web.
    mutating func checkURL(_ node: LintNode) {
        guard let text = node.text else {
            // `{"@id": "https://…"}` is an address as well.
            if node.pointsElsewhere { return }
            add(.notText, node.path, "must be an address in double quotes")
            return
        }
        do {
            try Input.text(text, "url", limit: 2000)
            try Input.webURL(text, "url")
        } catch {
            add(.urlInvalid, node.path, error.problem)
        }
    }

    /// The address of the check itself: read by machines that follow no redirect.
    mutating func checkPage(of node: LintNode) {
        guard let text = node.text, let address = WebAddress(text) else { return }
        if let reason = Self.redirect(address, text) {
            add(.urlRedirect, node.path, "\(reason): write the address of the page itself; redirects are not followed")
        }
        if Self.isPrivate(address.host) {
            add(.urlPrivate, node.path, "can be reached from inside only: write the public address")
        }
    }

    /// Why an address is suspected to lead to another one; nil when it is not.
    private static func redirect(_ address: WebAddress, _ text: String) -> String? {
        let host = address.host.hasPrefix("www.") ? String(address.host.dropFirst(4)) : address.host
        if shorteners.contains(host) { return "is a short address" }
        if address.wrapped != nil { return "is an archived or AMP copy" }
        if redirectors.contains(host) { return "is an address that redirects" }
        let lastPart = address.path.lowercased().split(separator: "/").last ?? ""
        if ["redirect", "redir", "url", "out", "goto", "click"].contains(lastPart), address.query != nil {
            return "looks like a redirect"
        }
        let leadsOn = (address.query ?? "").lowercased().split(separator: "&").contains { parameter in
            let value = parameter.split(separator: "=", maxSplits: 1).dropFirst().first ?? ""
            return value.hasPrefix("http://") || value.hasPrefix("https://") || value.hasPrefix("http%3a")
                || value.hasPrefix("https%3a")
        }
        if leadsOn { return "has another address in it" }
        if text.lowercased().hasPrefix("http:") { return "begins with http, which most sites redirect to https" }
        return nil
    }

    private static func isPrivate(_ host: String) -> Bool {
        if host == "localhost" || host == "[::1]" { return true }
        if [".localhost", ".local", ".internal", ".lan", ".test", ".invalid"].contains(where: host.hasSuffix) {
            return true
        }
        let parts = host.split(separator: ".", omittingEmptySubsequences: false).map { UInt8($0) }
        guard parts.count == 4, let first = parts[0], let second = parts[1], parts[2] != nil, parts[3] != nil else {
            return !host.contains(".") && !host.hasPrefix("[")
        }
        return first == 10 || first == 127 || first == 0 || (first == 192 && second == 168)
            || (first == 172 && (16...31).contains(second)) || (first == 169 && second == 254)
    }

    private static let shorteners: Set<String> = [
        "bit.ly", "t.co", "goo.gl", "g.co", "tinyurl.com", "ow.ly", "buff.ly", "is.gd", "v.gd", "dlvr.it", "lnkd.in",
        "fb.me", "fb.watch", "amzn.to", "trib.al", "rebrand.ly", "cutt.ly", "t.ly", "rb.gy", "shorturl.at", "tiny.cc",
        "bl.ink", "soo.gd", "s.id", "t.me", "wa.me", "youtu.be", "redd.it", "nyti.ms", "reut.rs", "wapo.st", "bbc.in",
        "cnn.it", "politi.co", "econ.st", "gu.com", "ift.tt", "mailchi.mp", "spr.ly", "snip.ly", "adf.ly",
    ]

    private static let redirectors: Set<String> = [
        "l.facebook.com", "lm.facebook.com", "l.instagram.com", "feedproxy.google.com", "feeds.feedburner.com",
        "news.google.com", "out.reddit.com", "href.li", "slack-redir.net", "nam.safelinks.protection.outlook.com",
        "urldefense.proofpoint.com", "urldefense.com", "go.redirectingat.com",
    ]
}
