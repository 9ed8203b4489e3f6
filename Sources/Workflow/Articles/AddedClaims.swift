import Domain
import Postgres
import Store

/// What becomes of the claims that people added when a version of their article is read: a reading never takes one away.
struct AddedClaims {
    /// Numbered behind those that were found, at their places in the version; those without a place go along.
    private(set) var carried: [IncomingClaim] = []
    /// Those of them that had no place in the version before.
    private(set) var moved: [IncomingClaim] = []
    /// Open ones that the version does not have as they stood. They stay where they stand, and editors are told.
    private(set) var displaced: [Claim.ID] = []

    /// - Parameters:
    ///   - claims: those that the reading did not find by itself, in their order.
    ///   - said: tells whether a version's item is said by the same person, at the same time and place, as this one's.
    ///   - taken: places that claims have in the version.
    ///   - ordinal: the last one that is given.
    init(
        _ claims: [Claim], in version: ArticleVersion, _ texts: VersionTexts, said: (ArticleVersion.ID) -> Bool,
        taken: [Anchor.Part: Set<Anchor.Range>], after ordinal: Int
    ) {
        var taken = taken
        for claim in claims {
            guard let anchor = claim.anchor, claim.versionID != version.id else {
                // It has no place, or has its place already: somebody added it before the version was read.
                carried.append(IncomingClaim(claim, ordinal: ordinal + carried.count + 1, anchor: claim.anchor))
                continue
            }
            let place = texts[anchor.part].place(of: anchor, notAt: taken[anchor.part] ?? [])
            if let place, said(claim.versionID) {
                taken[anchor.part, default: []].insert(place.range)
                let there = IncomingClaim(claim, ordinal: ordinal + carried.count + 1, anchor: place)
                carried.append(there)
                moved.append(there)
            } else if claim.status.isOpen {
                displaced.append(claim.id)
            }
        }
    }
}

/// A version's title and text, to look for words in.
struct VersionTexts {
    private let title: SearchedText
    private let text: SearchedText

    init(title: String, text: String) {
        self.title = SearchedText(title)
        self.text = SearchedText(text)
    }

    subscript(part: Anchor.Part) -> SearchedText {
        switch part {
        case .title: title
        case .text: text
        }
    }
}
