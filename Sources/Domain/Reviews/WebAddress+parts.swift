extension WebAddress {
    /// Percent-encoding in its one form (RFC 3986 §6.2.2): letters, digits and `-._~` never encoded, everything else
    /// that is encoded in upper-case digits, and what is not ASCII always.
    static func percentEncoded(_ text: String) -> String {
        let bytes = Array(text.utf8)
        var out: [UInt8] = []
        out.reserveCapacity(bytes.count)
        var place = 0
        while place < bytes.count {
            var byte = bytes[place]
            var encoded = byte >= 0x80 || byte <= 0x20
            if let value = encodedByte(bytes, at: place) {
                byte = value
                encoded = !isUnreserved(byte)
                place += 2
            }
            if encoded {
                out += [UInt8(ascii: "%"), hex[Int(byte >> 4)], hex[Int(byte & 15)]]
            } else {
                out.append(byte)
            }
            place += 1
        }
        return String(decoding: out, as: UTF8.self)
    }

    /// The byte that a percent sign and two digits at the place stand for; nil when there are none.
    static func encodedByte(_ bytes: [UInt8], at place: Int) -> UInt8? {
        guard bytes[place] == UInt8(ascii: "%"), place + 2 < bytes.count, let high = digit(bytes[place + 1]),
            let low = digit(bytes[place + 2])
        else { return nil }
        return high << 4 | low
    }

    private static let hex = Array("0123456789ABCDEF".utf8)

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        default: nil
        }
    }

    private static func isUnreserved(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
            UInt8(ascii: "~"):
            true
        default: false
        }
    }
}

/// What stands behind the question mark.
enum QueryString {
    /// Without what only says where a reader came from, sorted by name; parameters of one name keep their order, which
    /// may mean something.
    ///
    /// - Parameter query: percent-encoded.
    /// - Returns: nil when nothing is left.
    static func canonical(_ query: String) -> String? {
        let kept = query.split(separator: "&").map { ($0.prefix { $0 != "=" }, $0) }
            .filter { name, parameter in
                !isTracking(name.lowercased()) && !AMPForm.parameters.contains(parameter.lowercased())
            }
        if kept.isEmpty { return nil }
        let sorted = kept.enumerated().sorted { ($0.element.0, $0.offset) < ($1.element.0, $1.offset) }
        return sorted.map { String($0.element.1) }.joined(separator: "&")
    }

    private static func isTracking(_ name: String) -> Bool { name.hasPrefix("utm_") || tracking.contains(name) }

    /// Names that no site uses for what it shows. Those that some do (`ref`, `source`, `id`) stay.
    private static let tracking: Set<String> = [
        "fbclid", "gclid", "gclsrc", "dclid", "gbraid", "wbraid", "msclkid", "twclid", "ttclid", "yclid", "igshid",
        "igsh", "mc_cid", "mc_eid", "mkt_tok", "ref_src", "ref_url", "_ga", "_gl", "_hsenc", "_hsmi", "oly_anon_id",
        "oly_enc_id", "vero_id", "wt_mc", "xtor", "cmpid", "s_cid", "guccounter", "guce_referrer", "guce_referrer_sig",
        "__twitter_impression", "at_medium", "at_campaign", "share_id", "ns_source", "ns_mchannel", "ns_campaign",
    ]
}

/// Accelerated Mobile Pages: a second form of the same page.
enum AMPForm {
    /// Whole parameters that ask for the form, in lower case.
    static let parameters: Set<String> = ["amp", "amp=", "amp=1", "amp=true", "outputtype=amp"]

    /// `/2020/the-story/amp` is a form of `/2020/the-story`, and `/a-story.amp.html` of `/a-story.html`; `/guitars/amp`
    /// may well be about amplifiers, so the segment before must look like the name of an article: with a digit, a hyphen
    /// or a dot.
    static func removed(from path: String) -> String {
        for (ending, replacement) in [(".amp.html", ".html"), (".amp", "")] where path.hasSuffix(ending) {
            let rest = path.dropLast(ending.count)
            return rest.hasSuffix("/") ? path : rest + replacement
        }
        for (ending, replacement) in [("/amp", ""), ("/amp/", "/")] where path.hasSuffix(ending) {
            let rest = path.dropLast(ending.count)
            let name = rest.utf8.reversed().prefix { $0 != UInt8(ascii: "/") }
            let isArticle = name.contains { byte in
                (UInt8(ascii: "-")...UInt8(ascii: "9")).contains(byte)
            }
            return isArticle ? rest + replacement : path
        }
        return path
    }
}
