/// One address for one page, however it was copied: what makes two items of evidence the same item, and two submissions
/// the same article.
///
/// Purely a matter of text (RFC 3986 §6.2.2 and §6.2.3, and a little knowledge of how news sites and archives write
/// addresses): nothing is fetched. The result is for comparing, not for following.
package enum CanonicalURL {
    /// The address in its one form.
    ///
    /// Scheme and host in lower case, http as https, without `www.`, `m.` or `amp.`, default port, dot segments,
    /// fragment (but `#!…`, which names a page) and tracking parameters; the query sorted by name; percent-encoding
    /// only where it is needed; an archived copy (web.archive.org, archive.today) as the page that it is a copy of, an
    /// AMP form as the page that it is a form of.
    /// - Returns: the text as it is when it is no http or https address.
    package static func of(_ url: String) -> String { page(url)?.text ?? url }

    /// The part of the host that somebody registered, which stands for who publishes there: `example.co.uk` for
    /// `https://news.example.co.uk/a`. An archived copy belongs to the page's publisher.
    ///
    /// - Returns: the text as it is when it is no http or https address.
    package static func site(_ url: String) -> String { page(url).map { RegistrableDomain.of($0.host) } ?? url }

    /// Copies of copies are opened this often; what is wrapped more often is a game.
    private static let wrappings = 5

    private static func page(_ url: String) -> WebAddress? {
        guard var page = WebAddress(url) else { return nil }
        for _ in 0..<wrappings {
            guard let inner = page.wrapped.flatMap(WebAddress.init) else { break }
            page = inner
        }
        page.canonicalize()
        return page
    }
}
