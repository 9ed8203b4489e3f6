import Domain
import Extraction
import Foundation
import Store

// What the extractor finds, in the desk's own values: the extractor knows no desk.

extension Article {
    func document(text: String) -> Document {
        Document(
            text: text, title: version.title,
            mediaType: MediaType(version.mediaType), language: version.language,
            publishedOn: version.publishedAt.map(PublicationDay.init(utc:)))
    }
}

extension PublicationDay {
    /// The day in UTC.
    init(utc date: Date) {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        let parts = calendar.dateComponents([.year, .month, .day], from: date)
        self.init(year: parts.year ?? 1970, month: parts.month ?? 1, day: parts.day ?? 1)
    }
}

extension IncomingClaim {
    /// - Parameters:
    ///   - ids: of all claims of the extraction, by ordinal.
    ///   - item: whose words they are.
    init(_ detected: DetectedClaim, id: Claim.ID, ids: [Int: Claim.ID], in item: Item) {
        self.init(
            id: id, ordinal: detected.ordinal, statement: detected.statement, context: detected.context,
            anchor: Domain.Anchor(detected.anchor), otherAnchors: detected.otherAnchors.map(Domain.Anchor.init),
            claimant: item.claimant(Domain.Claimant(detected.claimant)),
            kind: Claim.Kind(detected.kind), checkable: detected.checkable,
            worthiness: Claim.Worthiness(detected.checkWorthiness),
            score: detected.score, reasons: detected.reasons.map(item.kind.told),
            annotations: ClaimAnnotations(detected),
            conflictsWith: detected.conflictsWith.compactMap { ids[$0] })
    }
}

extension ClaimAnnotations {
    init(_ detected: DetectedClaim) {
        self.init(
            dates: detected.dates.map {
                Domain.DateMention(range: Domain.Anchor.Range($0.range), words: $0.words, resolved: $0.resolved)
            }, figures: detected.figures, names: detected.names)
    }
}

extension Domain.Anchor {
    init(_ anchor: Extraction.Anchor) {
        self.init(
            range: Range(start: anchor.start, end: anchor.end), utf16: Range(anchor.utf16), utf8: Range(anchor.utf8),
            exact: anchor.exact,
            prefix: anchor.prefix, suffix: anchor.suffix)
    }
}

extension Domain.Anchor.Range {
    init(_ range: TextRange) { self.init(start: range.start, end: range.end) }
}

extension Domain.Claimant {
    init(_ claimant: Extraction.Claimant) {
        self.init(
            name: claimant.name, kind: Kind(claimant.kind), quotation: claimant.quotation.map { Quotation($0) },
            isOrganization: claimant.isOrganization)
    }
}

extension ItemKind {
    /// A reason in the words for this kind of thing: the extractor reads all as articles.
    fileprivate func told(_ reason: String) -> String {
        self == .article ? reason : reason.replacing("the article", with: "the \(noun)")
    }
}

extension Item {
    /// A sentence of whoever said it, which tells a reading whether they are a body; nil where everybody speaks for themselves.
    var sample: Document? {
        guard kind.isOfOneVoice, let saidBy else { return nil }
        return Document(
            text: "\(saidBy) said on Monday that the new quay wall cost 41.6 million euros in 2023.", title: "",
            mediaType: .plainText, language: "en", publishedOn: nil)
    }
}
