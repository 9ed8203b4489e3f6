package import Foundation

extension EvidenceInput {
    /// True when the item says nothing but what another says of the same page. How an address was copied makes no other
    /// item; another place in the page does, and so does any other word.
    ///
    /// - Parameter retrievedAt: when the source of the other was read.
    package func says(_ other: EvidenceInput, retrievedAt: Date) -> Bool {
        var (own, others) = (withoutTime, other.withoutTime)
        guard CanonicalURL.of(own.url) == CanonicalURL.of(others.url),
            Self.place(own.url).map({ $0 == Self.place(others.url) }) ?? true,
            self.retrievedAt.map({ $0 == retrievedAt }) ?? true
        else { return false }
        own.url = ""
        others.url = ""
        return own == others
    }

    /// What stands behind the `#` of an address.
    private static func place(_ url: String) -> Substring? {
        url.firstIndex(of: "#").map { url[url.index(after: $0)...] }.flatMap { $0.isEmpty ? nil : $0 }
    }
}

extension Evidence {
    /// The page that it cites, however its address is written.
    package var page: String { CanonicalURL.of(item.url) }
}

extension [Evidence] {
    /// What a verdict cites where its editor names no items: of the reviews each page once for each stance, and what editors
    /// added. An editor's item is the last word on its page, and stands in the place of what the reviews cite of it.
    package var onceEach: [Evidence] {
        let pages = Set(filter { $0.reviewID == nil }.map(\.page))
        var seen: Set<String> = []
        return filter { item in
            if item.reviewID == nil { return true }
            return !pages.contains(item.page) && seen.insert("\(item.item.stance) \(item.page)").inserted
        }
    }

    /// The items but for those of some pages.
    package func without(pages: Set<String>) -> [Evidence] { filter { !pages.contains($0.page) } }
}

/// What came of adding evidence.
package struct AddedEvidence: Sendable, Hashable {
    package let evidence: Evidence
    /// False when the claim's evidence had the page already.
    package let isNew: Bool

    package init(evidence: Evidence, isNew: Bool) {
        self.evidence = evidence
        self.isNew = isNew
    }
}
