/// What a desk's public page is made of.
package struct PublicDesk: Sendable {
    package let scale: [Rating]
    package let search: PublicSearch
    /// The page begins at the newest.
    package let isFirst: Bool
    package let listings: Page<PublicListing>
    package let corrections: [PublicCorrection]

    package init(
        scale: [Rating], search: PublicSearch, isFirst: Bool, listings: Page<PublicListing>,
        corrections: [PublicCorrection]
    ) {
        self.scale = scale
        self.search = search
        self.isFirst = isFirst
        self.listings = listings
        self.corrections = corrections
    }
}
