/// The parts of an http or https address.
package struct WebAddress {
    /// In lower case, without the port.
    package var host: String
    /// Without the colon; nil for the scheme's own.
    package var port: String?
    /// From the first slash; may be empty.
    package var path: String
    /// Without the question mark.
    package var query: String?
    /// Without the hash.
    package var fragment: String?

    /// - Returns: nil for other schemes, without a host or with one that no DNS can hold, and with a user name, behind which the host hides.
    package init?(_ url: String) {
        let scalars = url.unicodeScalars.trimmingWhitespace
        guard let colon = scalars.firstIndex(of: ":") else { return nil }
        let scheme = String(scalars[..<colon]).lowercased()
        guard scheme == "http" || scheme == "https" else { return nil }
        let rest = scalars[scalars.index(after: colon)...]
        guard rest.starts(with: "//".unicodeScalars) else { return nil }
        let authority = rest.dropFirst(2).prefix { $0 != "/" && $0 != "?" && $0 != "#" }
        guard !authority.contains("@") else { return nil }
        // The colons of an IPv6 address stand in brackets.
        let bracket = authority.lastIndex(of: "]") ?? authority.startIndex
        let portColon = authority[bracket...].lastIndex(of: ":") ?? authority.endIndex
        host = String(authority[..<portColon]).lowercased()
        if host.hasSuffix(".") { host.removeLast() }
        // No name is longer (RFC 1035 §2.3.4, and as much again for names not in ASCII); what is would be slow below.
        guard !host.isEmpty, host.utf8.count <= 512 else { return nil }
        let digits = String(authority[portColon...].dropFirst())
        port = digits.isEmpty || digits == (scheme == "https" ? "443" : "80") ? nil : digits

        let hash = rest[authority.endIndex...].firstIndex(of: "#") ?? rest.endIndex
        let mark = rest[authority.endIndex..<hash].firstIndex(of: "?") ?? hash
        path = String(rest[authority.endIndex..<mark])
        query = mark == hash ? nil : String(rest[mark..<hash].dropFirst())
        fragment = hash == rest.endIndex ? nil : String(rest[hash...].dropFirst())
    }

    /// Scheme, host, port, path, query and fragment in one.
    package var text: String {
        "https://\(host)" + (port.map { ":\($0)" } ?? "") + path + (query.map { "?\($0)" } ?? "")
            + (fragment.map { "#\($0)" } ?? "")
    }

    /// Brings every part into its one form.
    mutating func canonicalize() {
        host = Self.withoutForm(host)
        path = Self.withoutDotSegments(Percent.canonical(path))
        if path.isEmpty { path = "/" }
        path = AMPForm.removed(from: path)
        query = query.flatMap { QueryString.canonical(Percent.canonical($0)) }
        fragment = fragment.flatMap { $0.hasPrefix("!") ? Percent.canonical($0) : nil }
    }

    /// `www.`, `m.` and `amp.` in front are forms of a site, not sites; `m.org` itself is one.
    private static func withoutForm(_ host: String) -> String {
        var host = host
        // The mobile form of Wikipedia and its sisters has its language in front: en.m.wikipedia.org.
        let labels = host.split(separator: ".", omittingEmptySubsequences: false)
        if labels.count == 4, labels[1] == "m" { host = "\(labels[0]).\(labels[2]).\(labels[3])" }
        while let prefix = ["www.", "m.", "amp."].first(where: host.hasPrefix), RegistrableDomain.of(host) != host {
            host.removeFirst(prefix.utf8.count)
        }
        return host
    }

    /// RFC 3986 §5.2.4.
    private static func withoutDotSegments(_ path: String) -> String {
        guard path.contains(".") else { return path }
        var kept: [Substring] = []
        let segments = path.split(separator: "/", omittingEmptySubsequences: false).dropFirst()
        for segment in segments where segment != "." {
            if segment == ".." { _ = kept.popLast() } else { kept.append(segment) }
        }
        // A path that ends in a dot segment names a folder.
        if segments.last == "." || segments.last == ".." { kept.append("") }
        return "/" + kept.joined(separator: "/")
    }
}
