import Domain

/// What `ClaimReviewLinter` looks for; docs/claimreview.md lists the rules, and a test compares.
package enum LintRule: String, CaseIterable, Sendable {
    package enum Severity: String, CaseIterable, Sendable {
        /// Breaks what schema.org or Google require.
        case error
        /// Goes against what they recommend, or is suspected to.
        case warning
    }

    case noClaimReview = "no-claim-review"
    case contextMissing = "context-missing"
    case contextForeign = "context-foreign"
    case typeMissing = "type-missing"
    case typeSpelling = "type-spelling"
    case typeWrong = "type-wrong"
    case memberTwice = "member-twice"
    case requiredMissing = "required-missing"
    case blank
    case notText = "not-text"
    case notAnObject = "not-an-object"
    case severalValues = "several-values"
    case urlInvalid = "url-invalid"
    case dateInvalid = "date-invalid"
    case authorUnnamed = "author-unnamed"
    case claimantUnnamed = "claimant-unnamed"
    case ratingNotNumber = "rating-not-number"
    case ratingBounds = "rating-bounds"
    case ratingBelowOne = "rating-below-one"
    case ratingOutside = "rating-outside"

    case recommendedMissing = "recommended-missing"
    case misspelt
    case subtypeMissing = "subtype-missing"
    case itemNotClaim = "item-not-claim"
    case claimLong = "claim-long"
    case ratingInClaim = "rating-in-claim"
    case markupInText = "markup-in-text"
    case controlCharacters = "control-characters"
    case ratingFraction = "rating-fraction"
    case ratingBoundsMissing = "rating-bounds-missing"
    case ratingValueMissing = "rating-value-missing"
    case urlRedirect = "url-redirect"
    case urlPrivate = "url-private"
    case urlTwice = "url-twice"
    case selfReview = "self-review"
    case dateOrder = "date-order"
    case languageInvalid = "language-invalid"

    package var severity: Severity {
        switch self {
        case .noClaimReview, .contextMissing, .contextForeign, .typeMissing, .typeSpelling, .typeWrong, .memberTwice,
            .requiredMissing, .blank, .notText, .notAnObject, .severalValues, .urlInvalid, .dateInvalid,
            .authorUnnamed, .claimantUnnamed, .ratingNotNumber, .ratingBounds, .ratingBelowOne, .ratingOutside:
            .error
        case .recommendedMissing, .misspelt, .subtypeMissing, .itemNotClaim, .claimLong, .ratingInClaim,
            .markupInText, .controlCharacters, .ratingFraction, .ratingBoundsMissing, .ratingValueMissing,
            .urlRedirect, .urlPrivate, .urlTwice, .selfReview, .dateOrder, .languageInvalid:
            .warning
        }
    }
}
