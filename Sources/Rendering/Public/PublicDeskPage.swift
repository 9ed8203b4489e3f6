import Domain
import Foundation

/// What public-desk.mustache shows; every name is used at one level only, as in `ReportPage`.
struct PublicDeskPage: Encodable {
    struct Choice: Encodable {
        let choiceKey: String
        let choiceLabel: String
        let isChosen: Bool
    }

    struct Check: Encodable {
        let checkBadge: ReportPage.Badge
        let checkLink: String
        let checkStatement: String
        let checkLanguage: String?
        let checkSaying: String
        let checkSource: String
        let checkTime: String
        let checkDay: String
    }

    struct Correction: Encodable {
        let correctionTitle: String
        let correctionChange: String?
        let correctionText: [String]
        let correctionLink: String
        let correctionStatement: String
        let correctionLanguage: String?
    }

    let site: PageSite
    let deskName: String
    let deskLink: String
    /// The desk's front: neither searched nor leafed through.
    let isPlain: Bool
    let about: String
    let hasScale: Bool
    let steps: [ScaleStep]
    let listTitle: String
    let words: String
    let wordsLimit: Int
    let choices: [Choice]
    let hasChecks: Bool
    let checks: [Check]
    let empty: String
    let hasPager: Bool
    let newest: String?
    let older: String?
    let hasCorrections: Bool
    let corrections: [Correction]

    init(_ desk: PublicDesk, at site: PublicSite) {
        let search = desk.search
        deskName = site.name
        deskLink = site.links.desk
        isPlain = search.isEverything && desk.isFirst
        about =
            "\(site.name) checks statements from articles against evidence. Reviewers rate each statement on their own; "
            + "an editor decides what is published. What turns out to be wrong is corrected here, and what was "
            + "published before stays readable."
        hasScale = !desk.scale.isEmpty
        steps = desk.scale.map { ScaleStep($0) }
        listTitle = search.isEverything ? desk.isFirst ? "Newest verdicts" : "Older verdicts" : "Verdicts found"
        words = search.words ?? ""
        wordsLimit = PublicSearch.wordsLimit
        choices = desk.scale.map {
            Choice(choiceKey: $0.key, choiceLabel: $0.label, isChosen: $0.key == search.rating)
        }
        checks = desk.listings.items.map { Check($0, at: site) }
        hasChecks = !checks.isEmpty
        empty =
            search.isEverything
            ? "Nothing \(desk.isFirst ? "has been published yet" : "older was published")."
            : "No published verdict fits. Try fewer words, or the beginning of a word."
        newest = desk.isFirst && search.isEverything ? nil : site.links.list(.everything)
        older = desk.listings.next.map { site.links.list(search, after: $0) }
        hasPager = newest != nil || older != nil
        corrections = desk.corrections.map { Correction($0, at: site) }
        hasCorrections = !corrections.isEmpty
        self.site = PageSite(
            site, title: "Fact checks by \(site.name)", summary: about, kind: "website",
            canonical: isPlain ? site.address.desk : site.address.list(search))
    }
}

extension PublicDeskPage.Check {
    init(_ listing: PublicListing, at site: PublicSite) {
        checkBadge = ReportPage.Badge(listing.rating)
        checkLink = site.links.claim(listing.claimID)
        checkStatement = listing.statement
        checkLanguage = listing.language
        checkSaying = ReportWords.saying(listing.claimant)
        checkSource = [listing.articleTitle, listing.publisher].compactMap { $0 }.joined(separator: ", ")
        checkTime = Timestamp.text(listing.publishedAt)
        checkDay = ReportWords.day(listing.publishedAt)
    }
}

extension PublicDeskPage.Correction {
    init(_ correction: PublicCorrection, at site: PublicSite) {
        correctionTitle = PublicWords.note(correction.kind, at: correction.at)
        correctionChange = PublicWords.change(correction.change)
        correctionText = ReportWords.paragraphs(correction.text)
        correctionLink = site.links.claim(correction.claimID)
        correctionStatement = correction.statement
        correctionLanguage = correction.language
    }
}
