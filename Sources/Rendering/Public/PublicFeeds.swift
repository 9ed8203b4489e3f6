import Domain
import Foundation

extension AtomFeed {
    /// The desk's published verdicts. One that is paused or retracted leaves the feed; a retraction is in the other one.
    static func verdicts(
        _ page: Page<PublicListing>, after cursor: Cursor?, changedAt: Date, at site: PublicSite
    ) -> AtomFeed {
        let address = site.address
        return AtomFeed(
            id: "urn:uuid:\(site.deskID)", title: "Fact checks by \(site.name)",
            subtitle: "Published verdicts, the newest first", author: (site.name, address.desk),
            addresses: (
                address.verdictFeed, address.page(of: address.verdictFeed, after: cursor),
                page.next.map { address.page(of: address.verdictFeed, after: $0) }
            ),
            alternate: address.desk, updated: changedAt, entries: page.items.map { Entry($0, at: address) })
    }

    /// What was clarified, updated, corrected and retracted.
    static func corrections(
        _ page: Page<PublicCorrection>, after cursor: Cursor?, changedAt: Date, at site: PublicSite
    ) -> AtomFeed {
        let address = site.address
        return AtomFeed(
            // One desk has two feeds, and one id that no move changes.
            id: "urn:uuid:\(site.deskID)#corrections", title: "Corrections by \(site.name)",
            subtitle: "Clarifications, updates, corrections and retractions, the newest first",
            author: (site.name, address.desk),
            addresses: (
                address.correctionFeed, address.page(of: address.correctionFeed, after: cursor),
                page.next.map { address.page(of: address.correctionFeed, after: $0) }
            ),
            alternate: address.desk, updated: changedAt, entries: page.items.map { Entry($0, at: address) })
    }
}

extension AtomFeed.Entry {
    init(_ listing: PublicListing, at address: PublicAddress) {
        let page = address.claim(listing.claimID)
        let text = HTMLText()
            .paragraphs(listing.headline.summary ?? "")
            .paragraph(listing.headline.title == nil ? nil : "The claim: \(listing.statement)")
            .quotation(
                listing.exact.map { ReportWords.quoted($0, of: listing.mediaType) }, language: listing.language
            )
            .paragraph(
                listing.exact == nil
                    ? "\(ReportWords.saying(listing.claimant, in: listing.itemKind)). \(PublicWords.found(listing.source))."
                    : "\(ReportWords.saying(listing.claimant, in: listing.itemKind)), \(Self.place(listing))."
            )
            .paragraph(
                ReportWords.appearanceSentences(
                    listing.appearance, version: listing.versionNumber, in: listing.itemKind)
            )
            .paragraph("Our rating: \(listing.rating.label)", isStrong: true)
            .prose(listing.rationale)
            .link("Evidence and how it was checked", page)
            .source(listing.exact == nil ? ReportWords.link(listing.source?.url) : nil)
        self.init(
            id: "urn:uuid:\(listing.claimID)",
            title: listing.headline.title ?? "\(listing.rating.label): \(listing.statement)",
            address: page, published: listing.publishedAt, updated: listing.changedAt,
            category: (listing.rating.key, listing.rating.label), language: listing.language, html: text.html)
    }

    /// Where the words stand, or stood.
    private static func place(_ listing: PublicListing) -> String {
        let title = "“\(listing.articleTitle)”"
        return listing.appearance.state == .unchanged
            ? "in \(title)" : "in \(title) as it was in version \(listing.versionNumber)"
    }

    fileprivate init(_ correction: PublicCorrection, at address: PublicAddress) {
        let page = address.claim(correction.claimID)
        let kind = ReportWords.kind(correction.kind)
        let text = HTMLText()
            .prose(correction.text)
            .paragraph(PublicWords.change(correction.change), isStrong: true)
            .paragraphs(ReportWords.changes(correction.changes, besides: correction.change).joined(separator: "\n\n"))
            .link("The verdict, and what was published before", page)
        self.init(
            id: "urn:uuid:\(correction.id)", title: "\(kind): \(correction.statement)", address: page,
            published: correction.at, updated: correction.at, category: (correction.kind.rawValue, kind),
            language: correction.language, html: text.html)
    }
}

/// A few paragraphs of HTML; every text in it is escaped.
struct HTMLText {
    private(set) var html = ""

    func paragraph(_ text: String?, isStrong: Bool = false) -> HTMLText {
        guard let text else { return self }
        let words = HTML.escaped(text)
        return adding("<p dir=\"auto\">\(isStrong ? "<strong>\(words)</strong>" : words)</p>")
    }

    /// A plain text with blank lines between its paragraphs.
    func paragraphs(_ text: String) -> HTMLText {
        ReportWords.paragraphs(text).reduce(self) { $0.paragraph($1) }
    }

    func prose(_ text: String) -> HTMLText { adding(Prose(text).html) }

    func quotation(_ text: String?, language: String?) -> HTMLText {
        guard let text else { return self }
        let attribute = language.map { " lang=\"\(HTML.escaped($0))\"" } ?? ""
        return adding("<blockquote dir=\"auto\"\(attribute)><p>\(HTML.escaped(text))</p></blockquote>")
    }

    func link(_ text: String, _ address: String) -> HTMLText {
        let (words, place) = (HTML.escaped(text), HTML.escaped(address))
        return adding("<p><a href=\"\(place)\">\(words)</a></p>")
    }

    func source(_ address: String?) -> HTMLText { address.map { link("Where the claim was found", $0) } ?? self }

    private func adding(_ html: String) -> HTMLText { HTMLText(html: self.html + html) }

    init() {}

    private init(html: String) { self.html = html }
}
