/// The part of a host that somebody registered, by a small rule in place of the Public Suffix List (publicsuffix.org),
/// which changes weekly: good enough to tell whether two sources have the same publisher.
package enum RegistrableDomain {
    /// `example.co.uk` for `news.example.co.uk`; numeric addresses and single names are themselves.
    ///
    /// - Parameter host: in lower case, without a port.
    package static func of(_ host: String) -> String {
        let labels = host.split(separator: ".")
        guard labels.count > 2, !host.hasPrefix("["), !labels.allSatisfy({ $0.utf8.allSatisfy(isDigit) }) else {
            return host
        }
        let (second, top) = (labels[labels.count - 2], labels[labels.count - 1])
        let isSuffix =
            top.utf8.count == 2 && anyCountry.contains(String(second)) || suffixes.contains("\(second).\(top)")
        var count = isSuffix ? 3 : 2
        // Blogs under their country's name: example.blogspot.co.uk.
        if isSuffix, labels.count > 3, labels[labels.count - 3] == "blogspot" { count = 4 }
        return labels.suffix(count).joined(separator: ".")
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

    /// Second levels that mean the same under most countries that have them.
    private static let anyCountry: Set<String> = [
        "co", "com", "org", "net", "gov", "edu", "ac", "mil", "gob", "gouv", "nom",
    ]

    /// Second levels of single countries, and hosts under which everybody publishes for themselves.
    private static let suffixes: Set<String> = [
        "or.at", "gv.at", "or.jp", "ne.jp", "go.jp", "ad.jp", "ed.jp", "gr.jp", "lg.jp", "or.kr", "go.kr", "re.kr",
        "ne.kr", "pe.kr", "me.uk", "nhs.uk", "police.uk", "ltd.uk", "plc.uk", "sch.uk", "govt.nz", "asso.fr", "nic.in",
        "res.in", "firm.in", "gen.in", "ind.in", "id.au", "asn.au", "gc.ca", "jus.br", "leg.br", "art.br", "go.id",
        "or.id", "or.th", "go.th", "in.th", "go.ke", "or.ke", "go.tz", "or.tz", "go.ug", "or.ug", "go.cr", "or.cr",
        "bel.tr", "gen.tr", "web.tr",
        "blogspot.com", "wordpress.com", "substack.com", "medium.com", "tumblr.com", "github.io", "gitlab.io",
        "wixsite.com", "weebly.com", "netlify.app", "vercel.app", "pages.dev", "web.app", "ghost.io", "livejournal.com",
    ]
}
