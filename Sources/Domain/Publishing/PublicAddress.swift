/// Where the public finds what a desk has published. The one place that knows these addresses: claim reviews name them
/// for good, so a page that is served at one of them stays there.
///
/// - `/desk/{slug}`: the desk
/// - `/desk/{slug}/claims/{id}`: a published verdict
package struct PublicAddress: Sendable, Hashable {
    private let server: String
    private let slug: String

    /// - Parameters:
    ///   - server: scheme, host and perhaps a path, with or without slashes at the end: `https://desk.example.org`.
    ///   - slug: the desk's.
    package init(server: String, slug: String) {
        self.server = String(server.reversed().drop { $0 == "/" }.reversed())
        self.slug = slug
    }

    package var desk: String { "\(server)/desk/\(slug)" }

    package func claim(_ id: Claim.ID) -> String { "\(claimPrefix)\(id)" }

    /// What stands before a claim's id.
    package var claimPrefix: String { "\(desk)/claims/" }
}
