/// What a desk's public page is made of.
package struct PublicDesk: Sendable {
    package let scale: [Rating]
    /// Ratings of older scales that public verdicts have.
    package let formerRatings: [Rating]
    package let search: PublicSearch
    /// The page begins at the newest.
    package let isFirst: Bool
    package let listings: Page<PublicListing>
    package let corrections: [PublicCorrection]

    package init(
        scale: [Rating], formerRatings: [Rating] = [], search: PublicSearch, isFirst: Bool,
        listings: Page<PublicListing>,
        corrections: [PublicCorrection]
    ) {
        self.scale = scale
        self.formerRatings = formerRatings
        self.search = search
        self.isFirst = isFirst
        self.listings = listings
        self.corrections = corrections
    }
}
