package import Domain
package import Foundation

/// A published verdict as other systems read it: schema.org's ClaimReview.
///
/// It says who found what about which claim, and nothing of who on the desk did so. Sources: schema.org/ClaimReview, and
/// Google's "Fact check (ClaimReview) structured data" for what is required and recommended. `ClaimReviewLinter` holds
/// both against a file.
package struct ClaimReview: Sendable, Hashable {
    /// A person or body that says something: a desk, a claimant.
    package struct Party: Sendable, Hashable {
        package let name: String
        package let url: String?
        package let isOrganization: Bool

        package init(name: String, url: String? = nil, isOrganization: Bool) {
            self.name = name
            self.url = url
            self.isOrganization = isOrganization
        }
    }

    /// A work in which the claim is made.
    package struct Appearance: Sendable, Hashable {
        /// Nil for a work of which it is not known.
        package let kind: ItemKind?
        package let title: String
        /// Nil for what is not on the web.
        package let url: String?
        package let publisher: String?
        package let publishedAt: Date?
        /// The version in which the claim stands; nil where it still does.
        package let version: Int?
        /// That the work has the words no more.
        package let status: String?

        package init(
            _ kind: ItemKind? = .article, title: String, url: String?, publisher: String? = nil,
            publishedAt: Date? = nil, version: Int? = nil, status: String? = nil
        ) {
            self.kind = kind
            self.title = title
            self.url = url
            self.publisher = publisher
            self.publishedAt = publishedAt
            self.version = version
            self.status = status
        }
    }

    /// What was said in public about the verdict since.
    package struct Correction: Sendable, Hashable {
        /// Plain.
        package let text: String
        package let at: Date
    }

    /// The page with the whole check.
    package let url: String
    /// The desk.
    package let author: Party
    /// The claim in few words, where the verdict has them; else its statement, whole: one that is cut says something else.
    package let statement: String
    /// What readers meet first.
    package let headline: Headline
    package let rating: Rating
    /// From the falsest to the truest number of the scale; nil where the rating has none to show.
    package let numbers: ClosedRange<Int>?
    package let rationale: String
    package let evidence: [EvidenceInput]
    /// BCP 47; nil when it is not known.
    package let language: String?
    package let publishedAt: Date
    package let corrections: [Correction]
    /// From 1, as the public counts them.
    package let version: Int

    /// Nil for the anonymous, and where nobody knows.
    package let claimant: Party?
    /// The claim as printed; nil for one that stands nowhere in its article.
    package let exact: String?
    /// Where it appeared first, as far as that is certain: in the article whose own words it is.
    package let firstAppearance: Appearance?
    package let appearances: [Appearance]
    /// The day on which the claim was made.
    package let claimedAt: Date?

    /// - Parameters:
    ///   - claim: with the article's words.
    ///   - verdict: the published version.
    ///   - scale: the ratings of the scale version that the verdict stands on, truest first; empty where it is not known.
    ///   - ledger: the claim's entries, in order.
    ///   - article: the one in which the desk found the claim, in the version in which it was checked.
    ///   - others: other works in which it is made.
    ///   - deskName: who signs for the verdict.
    ///   - address: of the desk's public pages.
    package init(
        of claim: Claim, verdict: Verdict, scale: [Rating], ledger: [LedgerEntry] = [], in article: Article,
        others: [Appearance] = [], deskName: String, at address: PublicAddress
    ) {
        url = address.claim(claim.id)
        author = Party(name: deskName, url: address.desk, isOrganization: true)
        statement =
            verdict.headline.claimReviewed
            ?? (PublicText.isBlank(claim.statement) ? claim.words : claim.statement)
        headline = verdict.headline
        rating = verdict.rating
        numbers = Self.numbers(of: verdict.rating, on: scale)
        rationale = verdict.rationale
        evidence = verdict.evidence.map(\.item)
        language = article.version.language
        publishedAt = claim.publishedAt ?? verdict.decidedAt
        // What was said of a verdict that was retracted is no correction of the one that took its place.
        let since = ledger.lastIndex { $0.kind == .publication } ?? ledger.startIndex
        corrections = ledger[since...].compactMap { entry in
            switch entry.kind {
            case .clarification, .update, .correction:
                entry.publicText.map { text in
                    let told = Prose(text).plain
                    let words = [told] + ReportWords.changes(entry.changes)
                    // Behind a list a sentence would read as its last point.
                    let mark = told.contains { $0.isNewline } ? "\n\n" : " "
                    return Correction(text: words.joined(separator: mark), at: entry.enteredAt)
                }
            case .publication, .pause, .resumption, .retraction, .reopening, .noChange: nil
            }
        }
        version = ledger.publicVersion(of: verdict.version)

        let found = Appearance(article, of: claim)
        let isOwnVoice = claim.claimant.kind == .article
        claimant = isOwnVoice ? Self.publisher(of: article) : Self.party(claim.claimant)
        exact = claim.anchor == nil ? nil : claim.words(of: article.version.mediaType)
        if claim.anchor == nil {
            // It stands nowhere in the article, and the article may not be where it was made.
            firstAppearance = nil
            appearances = [claim.source.map(Appearance.init)].compactMap(\.self) + others
            claimedAt = nil
        } else {
            firstAppearance = isOwnVoice ? found : nil
            appearances = (isOwnVoice ? [] : [found]) + others
            claimedAt = article.version.item.saidAt ?? article.version.publishedAt
        }
    }

    /// The time of the last correction; nil when there was none since the publication.
    package var modifiedAt: Date? { corrections.map(\.at).max().flatMap { $0 > publishedAt ? $0 : nil } }

    /// An article's own voice is its publisher's; whose that of another thing is, its publisher does not say.
    private static func publisher(of article: Article) -> Party? {
        if article.version.item.kind != .article { return nil }
        return named(article.version.publisher, isOrganization: true)
    }

    /// The anonymous stay so: what an article calls them is no name.
    private static func party(_ claimant: Claimant) -> Party? {
        claimant.kind == .named ? named(claimant.name, isOrganization: claimant.isOrganization) : nil
    }

    private static func named(_ name: String?, isOrganization: Bool) -> Party? {
        name.flatMap {
            PublicText.isBlank($0) || $0.contains(RemovedWords.mark)
                ? nil : Party(name: $0, isOrganization: isOrganization)
        }
    }

    /// The numbers between which a rating lies, where they mean what ClaimReview takes them to mean: every on-scale
    /// rating has one, from 1 up, and the truer the higher. Desks had scales before anybody checked them.
    private static func numbers(of rating: Rating, on scale: [Rating]) -> ClosedRange<Int>? {
        let onScale = scale.filter { !$0.offScale }
        let values = onScale.compactMap(\.value)
        guard !rating.offScale, let value = rating.value, values.contains(value), values.count == onScale.count,
            zip(values, values.dropFirst()).allSatisfy(>), let best = values.first, let worst = values.last,
            worst >= 1, worst < best
        else { return nil }
        return worst...best
    }
}

extension ClaimReview.Appearance {
    /// Where whoever added the claim found it.
    init(_ source: ClaimSource) { self.init(nil, title: source.title ?? "", url: source.url) }

    /// An article in the version in which a claim was checked, and what has become of its words since.
    package init(_ article: Article, of claim: Claim) {
        let status = ReportWords.appearance(
            claim.appearance, version: claim.versionNumber, in: article.version.item.kind)
        self.init(
            article.version.item.kind, title: article.version.title, url: article.url,
            publisher: article.version.publisher, publishedAt: article.version.publishedAt,
            version: status == nil ? nil : claim.versionNumber, status: status)
    }
}

extension ArticleReport {
    /// The report's published verdicts, in reading order.
    ///
    /// - Parameter server: where the public reaches the desk's pages.
    package func claimReviews(server: String) -> [ClaimReview] {
        let address = PublicAddress(server: server, slug: deskSlug)
        return entries.compactMap { entry in
            entry.verdict.map { verdict in
                ClaimReview(
                    of: entry.claim, verdict: verdict, scale: scales[verdict.scale] ?? [], ledger: entry.ledger,
                    in: article(of: entry.claim), deskName: deskName, at: address)
            }
        }
    }
}
