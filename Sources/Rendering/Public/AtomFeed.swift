import Domain
package import Foundation

/// A feed (RFC 4287) with its pages (RFC 5005).
///
/// Ids are `urn:uuid:` names of rows, which no move of the server changes. What steers its reader, and so what XML 1.0 cannot
/// carry, is dropped from every text.
package struct AtomFeed: Sendable {
    package struct Entry: Sendable {
        package let id: String
        package let title: String
        package let address: String
        package let published: Date
        package let updated: Date
        /// What kind of entry it is: its rating, its kind of correction.
        package let category: (term: String, label: String)
        /// BCP 47, of the title; nil when it is not known.
        package let language: String?
        /// HTML, which is escaped once more.
        package let html: String

        package init(
            id: String, title: String, address: String, published: Date, updated: Date,
            category: (term: String, label: String), language: String?, html: String
        ) {
            self.id = id
            self.title = title
            self.address = address
            self.published = published
            self.updated = updated
            self.category = category
            self.language = language
            self.html = html
        }
    }

    package let id: String
    package let title: String
    package let subtitle: String
    /// Who signs for all entries.
    package let author: (name: String, address: String)
    /// The feed's first page, this one, and the next older one; nil at the end.
    package let addresses: (first: String, own: String, next: String?)
    /// The page that shows the same to people.
    package let alternate: String
    package let updated: Date
    /// The newest first.
    package let entries: [Entry]

    package init(
        id: String, title: String, subtitle: String, author: (name: String, address: String),
        addresses: (first: String, own: String, next: String?), alternate: String, updated: Date, entries: [Entry]
    ) {
        self.id = id
        self.title = title
        self.subtitle = subtitle
        self.author = author
        self.addresses = addresses
        self.alternate = alternate
        self.updated = updated
        self.entries = entries
    }

    package static let mediaType = "application/atom+xml; charset=utf-8"

    package var xml: String {
        var lines = [
            #"<?xml version="1.0" encoding="utf-8"?>"#, #"<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">"#,
            element("id", id), element("title", PublicText.line(title)), element("subtitle", PublicText.line(subtitle)),
            element("updated", Timestamp.text(updated)), author(author),
            link("self", addresses.own, type: "application/atom+xml"), link("alternate", alternate, type: "text/html"),
            link("first", addresses.first, type: "application/atom+xml"),
        ]
        if let next = addresses.next { lines.append(link("next", next, type: "application/atom+xml")) }
        return (lines + entries.map(\.xml) + ["</feed>"]).joined(separator: "\n") + "\n"
    }

    private func author(_ author: (name: String, address: String)) -> String {
        "<author>\(element("name", PublicText.line(author.name)))\(element("uri", author.address))</author>"
    }
}

extension AtomFeed.Entry {
    var xml: String {
        let lines = [
            language.map { "<entry xml:lang=\"\(escaped($0))\">" } ?? "<entry>", element("id", id),
            element("title", PublicText.line(title)), link("alternate", address, type: "text/html"),
            element("published", Timestamp.text(published)), element("updated", Timestamp.text(updated)),
            "<category term=\"\(escaped(category.term))\" label=\"\(escaped(PublicText.line(category.label)))\"/>",
            "<content type=\"html\">\(escaped(PublicText.lines(html)))</content>", "</entry>",
        ]
        return lines.joined(separator: "\n")
    }
}

private func element(_ name: String, _ text: String) -> String { "<\(name)>\(escaped(text))</\(name)>" }

private func link(_ relation: String, _ address: String, type: String) -> String {
    "<link rel=\"\(relation)\" type=\"\(type)\" href=\"\(escaped(address))\"/>"
}

/// Safe as text and in a quoted attribute. XML takes HTML's escapes as they are: four of its own names, and a number for the
/// apostrophe; what XML 1.0 §2.2 forbids is among what HTML does without.
private func escaped(_ text: String) -> String { HTML.escaped(text) }
