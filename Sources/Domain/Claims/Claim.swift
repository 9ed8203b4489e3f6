package import Foundation

/// One checkable factual statement of an article.
package struct Claim: Sendable, Hashable {
    package typealias ID = Identifier<Claim>

    /// What the statement is about; the extractor's own kinds.
    package enum Kind: String, CaseIterable, Codable, Sendable {
        case quantity, event, statement, cause, comparison, law, record, prediction, opinion, other
    }

    package enum Worthiness: String, CaseIterable, Sendable {
        case important, minor, not
    }

    package let id: ID
    package let articleID: Article.ID
    /// The latest version of the article in which the claim stands.
    package let versionID: ArticleVersion.ID
    /// The number of that version.
    package let versionNumber: Int
    /// What has become of its words in the article since.
    package var appearance: Appearance
    /// Reading order within the version, from 1.
    package let ordinal: Int
    package var status: Status
    /// Normalized, stands on its own, editable; `anchor.exact` has the words as printed.
    package var statement: String
    /// The sentence or name to which a pronoun in the statement most likely refers; nil when it stands alone.
    package var context: String?
    /// Nil for a claim that stands nowhere in its item: somebody added it with its source.
    package var anchor: Anchor?
    package var claimant: Claimant
    /// Which person the claim is about, counted from 1: whoever an editor names in another's place is the next.
    package let claimantNumber: Int
    /// How often what it says, or who says it, was changed, from 1.
    package let wording: Int
    package let kind: Kind
    package let checkable: Bool
    package let worthiness: Worthiness
    /// Check-worthiness, 0–1.
    package let score: Double
    /// What carried the score, in words.
    package let reasons: [String]
    package let detector: String
    /// −100 to 100, set by editors; 0 unless someone said otherwise.
    package var priority: Int
    package var requiredReviews: Int
    /// Counts changes of this row; the ETag.
    package let revision: Int
    package let createdAt: Date
    package let queuedAt: Date?
    package let decidedAt: Date?
    package let publishedAt: Date?
    package var annotations: ClaimAnnotations
    package var company: ClaimCompany
    /// Public forms leave its verdict out for the time being.
    package let isPaused: Bool
    /// When it was opened again after a retraction; nil once another verdict was published.
    package let reopenedAt: Date?
    /// The claim that this one says the same as; nil unless it is merged.
    package let mergedInto: ID?
    /// The claim of which this one is a part; nil unless an editor split that.
    package let splitFrom: ID?
    /// Who added it by hand; nil for what a detector found. For the desk alone, never for the public.
    package let addedBy: Author?
    /// Where it was found, as whoever added it said.
    package var source: ClaimSource?

    package init(
        id: ID, articleID: Article.ID, versionID: ArticleVersion.ID, ordinal: Int, status: Status, statement: String,
        context: String?, anchor: Anchor?, claimant: Claimant, kind: Kind, checkable: Bool, worthiness: Worthiness,
        score: Double, reasons: [String], detector: String, priority: Int, requiredReviews: Int, revision: Int,
        createdAt: Date, queuedAt: Date?, decidedAt: Date?, publishedAt: Date?,
        annotations: ClaimAnnotations = .none, company: ClaimCompany = .alone, isPaused: Bool = false,
        mergedInto: ID? = nil, splitFrom: ID? = nil, addedBy: Author? = nil, source: ClaimSource? = nil,
        versionNumber: Int = 1, appearance: Appearance = .unchanged, reopenedAt: Date? = nil,
        claimantNumber: Int = 1, wording: Int = 1
    ) {
        self.id = id
        self.articleID = articleID
        self.versionID = versionID
        self.ordinal = ordinal
        self.status = status
        self.statement = statement
        self.context = context
        self.anchor = anchor
        self.claimant = claimant
        self.claimantNumber = claimantNumber
        self.wording = wording
        self.kind = kind
        self.checkable = checkable
        self.worthiness = worthiness
        self.score = score
        self.reasons = reasons
        self.detector = detector
        self.priority = priority
        self.requiredReviews = requiredReviews
        self.revision = revision
        self.createdAt = createdAt
        self.queuedAt = queuedAt
        self.decidedAt = decidedAt
        self.publishedAt = publishedAt
        self.annotations = annotations
        self.company = company
        self.isPaused = isPaused
        self.mergedInto = mergedInto
        self.splitFrom = splitFrom
        self.versionNumber = versionNumber
        self.appearance = appearance
        self.reopenedAt = reopenedAt
        self.addedBy = addedBy
        self.source = source
    }

    /// A member who added a claim.
    package struct Author: Sendable, Hashable {
        package let id: Member.ID
        package let name: String

        package init(id: Member.ID, name: String) {
            self.id = id
            self.name = name
        }
    }

    /// The words as printed; of a claim without a place its statement.
    package var words: String { anchor?.exact ?? statement }

    /// True when its verdict is for everybody to read.
    package var showsVerdict: Bool { status.isPublic && !isPaused }
}

/// Who says it, and how it is quoted.
package struct Claimant: Sendable, Hashable {
    package enum Kind: String, CaseIterable, Codable, Sendable { case named, anonymous, article }
    package enum Quotation: String, CaseIterable, Sendable { case direct, indirect, mixed }

    /// As the article has it; nil for the article's own voice.
    package let name: String?
    package let kind: Kind
    /// Nil for the article's own voice.
    package let quotation: Quotation?
    /// A body, document or outlet and not a person.
    package let isOrganization: Bool

    package init(name: String?, kind: Kind, quotation: Quotation?, isOrganization: Bool = false) {
        self.name = name
        self.kind = kind
        self.quotation = quotation
        self.isOrganization = isOrganization
    }
}

extension Claimant {
    /// The same somebody says it, however they are quoted.
    package func isSameVoice(as other: Claimant) -> Bool {
        kind == other.kind && name?.lowercased() == other.name?.lowercased()
    }
}

/// Where a claim stands in one version (W3C Web Annotation: text position and text quote selectors).
package struct Anchor: Sendable, Codable, Hashable {
    /// What of the version the offsets count in.
    package enum Part: String, CaseIterable, Codable, Sendable { case title, text }

    /// A half-open range of code units.
    package struct Range: Sendable, Codable, Hashable {
        package let start: Int
        package let end: Int

        package init(start: Int, end: Int) {
            self.start = start
            self.end = end
        }
    }

    /// Code points, end exclusive.
    package let range: Range
    package let utf16: Range
    package let utf8: Range
    package var exact: String
    package var prefix: String
    package var suffix: String
    package let part: Part

    package init(
        range: Range, utf16: Range, utf8: Range, exact: String, prefix: String, suffix: String, part: Part = .text
    ) {
        self.range = range
        self.utf16 = utf16
        self.utf8 = utf8
        self.exact = exact
        self.prefix = prefix
        self.suffix = suffix
        self.part = part
    }

    /// Where it stands in the version's text; nil for a place in the title.
    package var textRange: Range? { part == .text ? range : nil }
}

/// Why a claim cannot be changed as asked.
package enum ClaimError: Error, Hashable, Sendable {
    /// The claim is in a state from which there is no way to the wanted one.
    case wrongState(Claim.Status, wanted: Claim.Status)
    /// The claim is past the point where it can be edited.
    case notEditable(Claim.Status)
    /// A verdict on the claim was public: what it says, and who says it, is changed in public too.
    case wasPublic(Claim.Status)
    /// Someone changed the claim since it was read.
    case changedMeanwhile(revision: Int)
    /// There are more reviews or leases than the number that was asked for. How many is not said to whoever may review too.
    case reviewsAlreadyGiven
    /// Somebody holds or has reviewed the claim, and their work would be lost.
    case underReview
    /// The claim that another was to be merged into is out of play itself.
    case notMergeable(into: Claim.Status, mergedInto: Claim.ID?)
    /// The article was killed: nothing of it is checked any more.
    case articleWithdrawn
}
