import Domain
import Postgres
import Store

/// What becomes of the claims that people added when a version of their article is read: a reading never takes one away.
struct AddedClaims {
    /// Numbered behind those that were found, at their places in the version; those without a place go along.
    private(set) var carried: [IncomingClaim] = []
    /// Those of them that had no place in the version before.
    private(set) var moved: [IncomingClaim] = []
    /// Open ones whose words the version no longer has. They stay where they stand, and editors are told.
    private(set) var displaced: [Claim.ID] = []

    /// - Parameters:
    ///   - claims: those that the reading did not find by itself, in their order.
    ///   - taken: places that claims have in the version's text.
    ///   - ordinal: the last one that is given.
    init(_ claims: [Claim], in version: ArticleVersion, text: String, taken: Set<Anchor.Range>, after ordinal: Int) {
        var taken = [Anchor.Part.text: taken, .title: []]
        for claim in claims {
            guard let anchor = claim.anchor, claim.versionID != version.id else {
                // It has no place, or has its place already: somebody added it before the version was read.
                carried.append(IncomingClaim(claim, ordinal: ordinal + carried.count + 1, anchor: claim.anchor))
                continue
            }
            let words = anchor.part == .title ? version.title : text
            if let place = anchor.moved(to: words, notTo: taken[anchor.part] ?? []) {
                taken[anchor.part]?.insert(place.range)
                let there = IncomingClaim(claim, ordinal: ordinal + carried.count + 1, anchor: place)
                carried.append(there)
                moved.append(there)
            } else if claim.status.isOpen {
                displaced.append(claim.id)
            }
        }
    }
}
