import Domain
import Foundation

/// What public-desk.mustache shows.
struct PublicDeskPage: TemplatedPage {
    static let template = "public-desk"

    struct Choice: Codable {
        let key: String
        let label: String
        let isChosen: Bool
    }

    struct Check: Codable {
        let badge: ReportPage.Badge
        let link: String
        /// The fact check's title, else the statement.
        let title: String
        /// Where a title stands in its place.
        let statement: String?
        let language: String?
        let saying: String
        let source: String
        /// What has become of the words since they were checked.
        let appearance: String?
        let time: String
        let day: String
    }

    struct Correction: Codable {
        let title: String
        let change: String?
        /// What was put right, with what stood before.
        let changes: [String]
        /// HTML.
        let text: String
        let link: String
        let statement: String
        let language: String?
    }

    /// Links from one page of the list to the next.
    struct Pager: Codable {
        let newest: String?
        let older: String?
    }

    let site: PageSite
    let deskName: String
    let deskLink: String
    /// The desk's front: neither searched nor leafed through.
    let isPlain: Bool
    let about: String
    let steps: [ScaleStep]
    let listTitle: String
    let words: String
    let wordsLimit: Int
    let choices: [Choice]
    let checks: [Check]
    let empty: String
    let pager: Pager?
    let corrections: [Correction]

    init(_ desk: PublicDesk, at site: PublicSite) {
        let search = desk.search
        deskName = site.name
        deskLink = site.links.desk
        isPlain = search.isEverything && desk.isFirst
        about =
            "\(site.name) checks statements against evidence. Reviewers rate each statement on their own; "
            + "an editor decides what is published. What turns out to be wrong is corrected here, and what was "
            + "published before stays readable."
        steps = desk.scale.map { ScaleStep($0) }
        listTitle = search.isEverything ? desk.isFirst ? "Newest verdicts" : "Older verdicts" : "Verdicts found"
        words = search.words ?? ""
        wordsLimit = PublicSearch.wordsLimit
        choices = (desk.scale + desk.formerRatings).map {
            Choice(key: $0.key, label: $0.label, isChosen: $0.key == search.rating)
        }
        checks = desk.listings.items.map { Check($0, at: site) }
        empty =
            search.isEverything
            ? desk.isFirst ? "No verdict is published at present." : "Nothing older was published."
            : "No published verdict fits. Try fewer words, or the beginning of a word."
        let newest = desk.isFirst && search.isEverything ? nil : site.links.list(.everything)
        let older = desk.listings.next.map { site.links.list(search, after: $0) }
        pager = newest == nil && older == nil ? nil : Pager(newest: newest, older: older)
        corrections = desk.corrections.map { Correction($0, at: site) }
        self.site = PageSite(
            site, title: "Fact checks by \(site.name)", summary: about, kind: "website",
            canonical: isPlain ? site.address.desk : site.address.list(search))
    }
}

extension PublicDeskPage.Check {
    init(_ listing: PublicListing, at site: PublicSite) {
        badge = ReportPage.Badge(listing.rating)
        link = site.links.claim(listing.claimID)
        title = listing.headline.title ?? listing.statement
        statement = listing.headline.title == nil ? nil : listing.statement
        language = listing.language
        saying = ReportWords.saying(listing.claimant, in: listing.itemKind)
        source =
            listing.exact == nil
            ? PublicWords.found(listing.source)
            : [listing.articleTitle, listing.publisher].compactMap { $0 }.joined(separator: ", ")
        appearance = ReportWords.appearance(
            listing.appearance, version: listing.versionNumber, in: listing.itemKind)
        time = Timestamp.text(listing.publishedAt)
        day = ReportWords.day(listing.publishedAt)
    }
}

extension PublicDeskPage.Correction {
    init(_ correction: PublicCorrection, at site: PublicSite) {
        title = PublicWords.note(correction.kind, at: correction.at)
        change = PublicWords.change(correction.change)
        changes = ReportWords.changes(correction.changes, besides: correction.change)
        text = Prose(correction.text).html
        link = site.links.claim(correction.claimID)
        statement = correction.statement
        language = correction.language
    }
}
