/// Where a claim that somebody added was found: for one that stands nowhere in its item, what its readers can look at.
package struct ClaimSource: Sendable, Hashable {
    package static let titleLimit = 1000

    package let title: String?
    package let url: String?

    package init(title: String?, url: String?) {
        self.title = title
        self.url = url.map(WebAddress.encoded)
    }

    /// - Throws: `InputError`, seen from inside, for an address that is none and for a source that names nothing.
    package func validate() throws(InputError) {
        if title == nil, url == nil { throw InputError("title", "is required unless there is a url") }
        if let title { try Input.text(title, "title", limit: Self.titleLimit) }
        if let url { try Input.webURL(url, "url") }
    }
}
