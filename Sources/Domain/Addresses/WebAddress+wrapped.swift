extension WebAddress {
    /// The address of the page that this one is a copy of; nil when it is no copy, or does not say of what.
    package var wrapped: String? {
        let isWayback = host == "web.archive.org"
        guard isWayback || Self.archives.contains(host) else { return wrappedByAMP }
        var rest = tail.dropFirst()
        if isWayback {
            guard let web = rest.prefixMatch("web/") else { return nil }
            rest = web
        }
        // A time (20200101000000, perhaps with a letter for the form: 20200101000000id_), `newest`, or `o/` and a code.
        for _ in 0..<3 {
            if let address = Self.address(rest) { return address }
            guard let slash = rest.firstIndex(of: "/") else { return nil }
            let isTime = rest[..<slash].first?.isNumber == true
            rest = rest[slash...].dropFirst()
            // The Wayback Machine also takes pages without their scheme.
            if isWayback, isTime, Self.address(rest) == nil, Self.startsWithHost(rest) { return "https://\(rest)" }
        }
        return nil
    }

    /// Google's copies of AMP pages: google.com/amp/s/example.org/a and example-org.cdn.ampproject.org/c/s/example.org/a.
    private var wrappedByAMP: String? {
        let openings: [String]
        if host.hasSuffix(".cdn.ampproject.org") {
            openings = ["/c/s/", "/v/s/", "/c/", "/v/"]
        } else if RegistrableDomain.of(host).hasPrefix("google.") {
            openings = ["/amp/s/", "/amp/"]
        } else {
            return nil
        }
        guard let rest = openings.lazy.compactMap({ tail[...].prefixMatch($0) }).first, Self.startsWithHost(rest)
        else { return nil }
        return "https://\(rest)"
    }

    /// archive.today answers to all of these names.
    private static let archives: Set<String> = [
        "archive.today", "archive.ph", "archive.is", "archive.li", "archive.vn", "archive.fo", "archive.md",
    ]

    /// What follows the host, as it was written: the query and fragment of an archived address are the page's.
    private var tail: String { path + (query.map { "?\($0)" } ?? "") + (fragment.map { "#\($0)" } ?? "") }

    /// The text as an address, when it begins with a scheme: in full, with one of its slashes lost on the way, or
    /// percent-encoded.
    private static func address(_ text: Substring) -> String? {
        for scheme in ["https", "http"] {
            if let rest = text.prefixMatch("\(scheme)://") ?? text.prefixMatch("\(scheme):/") {
                return "\(scheme)://\(rest)"
            }
            if let rest = text.prefixMatch("\(scheme)%3a%2f%2f") {
                return "\(scheme)://\(Percent.opened(String(rest)))"
            }
        }
        return nil
    }

    private static func startsWithHost(_ text: Substring) -> Bool {
        let host = text.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
        return host.contains(".") && !host.hasPrefix(".") && !host.hasSuffix(".")
    }
}

extension Substring {
    /// What follows an opening, upper or lower case alike; nil when the text begins otherwise.
    fileprivate func prefixMatch(_ opening: String) -> Substring? {
        let head = prefix(opening.count)
        return head.lowercased() == opening ? self[head.endIndex...] : nil
    }
}
