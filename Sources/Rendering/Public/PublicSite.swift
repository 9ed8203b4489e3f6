package import Domain

/// Where a desk's public pages are.
package struct PublicSite: Sendable, Hashable {
    /// Scheme and host for addresses that are kept.
    package let server: String
    let deskID: DeskProfile.ID
    /// In which its pages say days.
    let calendar: DeskCalendar
    let name: String
    /// For search engines, feeds and whoever keeps a link.
    let address: PublicAddress
    /// From page to page; without the server where it is not known how everybody reaches it.
    let links: PublicAddress

    /// - Parameters:
    ///   - server: scheme and host for addresses that are kept: `https://desk.example.org`.
    ///   - links: the same for links from page to page; empty where it is not known how everybody reaches the server.
    package init(_ desk: DeskProfile, server: String, links: String) {
        self.server = server
        deskID = desk.id
        calendar = desk.policy.calendar
        name = desk.name
        address = PublicAddress(server: server, slug: desk.slug)
        self.links = PublicAddress(server: links, slug: desk.slug)
    }
}

/// What the head and foot of every public page show.
struct PageSite: Codable {
    let title: String
    /// One line for search engines and previews.
    let summary: String
    /// `website` or `article` (ogp.me).
    let kind: String
    let canonical: String
    let verdictFeed: String
    let correctionFeed: String
    let name: String
    /// The same as links from page to page.
    let deskPage: String
    let verdictFeedPage: String
    let correctionFeedPage: String
    let methodPage: String

    init(_ site: PublicSite, title: String, summary: String, kind: String = "article", canonical: String) {
        self.title = title
        self.summary = summary
        self.kind = kind
        self.canonical = canonical
        verdictFeed = site.address.verdictFeed
        correctionFeed = site.address.correctionFeed
        name = site.name
        deskPage = site.links.desk
        verdictFeedPage = site.links.verdictFeed
        correctionFeedPage = site.links.correctionFeed
        methodPage = site.links.method
    }
}
