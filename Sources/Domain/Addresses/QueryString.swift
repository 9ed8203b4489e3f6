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
