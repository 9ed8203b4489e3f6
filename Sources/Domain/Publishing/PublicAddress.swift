/// Where the public finds what a desk has published. The one place that knows these addresses: claim reviews and feeds
/// name them for good, so a page that is served at one of them stays there.
///
/// - `/desk/{slug}`: the desk and its newest verdicts
/// - `/desk/{slug}/claims/{id}`: a published verdict
/// - `/desk/{slug}/articles/{id}`: an article's report
/// - `/desk/{slug}/method`: how the desk works
/// - `/desk/{slug}/claims/{id}/correction`: where a reader asks for a correction
/// - `/desk/{slug}/feed.atom`, `/desk/{slug}/corrections.atom`: verdicts, and what was said about them since
package struct PublicAddress: Sendable, Hashable {
    /// What the paths of all public pages begin with.
    package static let root = "/desk/"

    private let server: String
    private let slug: String

    /// - Parameters:
    ///   - server: scheme, host and perhaps a path, with or without slashes at the end: `https://desk.example.org`. Empty
    ///     makes addresses that are good on the same server only: links from one page to another.
    ///   - slug: the desk's.
    package init(server: String, slug: String) {
        self.server = String(server.reversed().drop { $0 == "/" }.reversed())
        self.slug = slug
    }

    package var desk: String { "\(server)\(Self.root)\(slug)" }

    package var verdictFeed: String { "\(desk)/feed.atom" }

    package var correctionFeed: String { "\(desk)/corrections.atom" }

    package var method: String { "\(desk)/method" }

    package func correction(_ id: Claim.ID) -> String { "\(claim(id))/correction" }

    package func claim(_ id: Claim.ID) -> String { "\(claimPrefix)\(id)" }

    /// What stands before a claim's id.
    package var claimPrefix: String { "\(desk)/claims/" }

    package func article(_ id: Article.ID) -> String { "\(desk)/articles/\(id)" }

    /// The desk's page with a search and from a place in its list on.
    package func list(_ search: PublicSearch, after cursor: Cursor? = nil) -> String {
        Self.adding([("q", search.words), ("rating", search.rating), ("cursor", cursor?.text)], to: desk)
    }

    /// A feed from a place on (RFC 5005).
    package func page(of feed: String, after cursor: Cursor?) -> String {
        Self.adding([("cursor", cursor?.text)], to: feed)
    }

    private static func adding(_ parameters: [(name: String, value: String?)], to address: String) -> String {
        let query = parameters.compactMap { name, value in value.map { "\(name)=\(Percent.encoded($0))" } }
        return query.isEmpty ? address : "\(address)?\(query.joined(separator: "&"))"
    }
}
