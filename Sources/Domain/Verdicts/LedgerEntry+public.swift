package import Foundation

extension [LedgerEntry] {
    /// The number that the public knows a version of the verdict by: they count from 1, the first that was published. What
    /// an editor decided before, and decided anew before it went out, is none of them.
    ///
    /// - Parameter version: of the desk's own counting; one that the ledger names.
    package func publicVersion(of version: Int) -> Int {
        Swift.max(1, Set(map(\.verdictVersion).filter { $0 <= version }).count)
    }

    /// When the public first read a version of the verdict; nil for one that was never public.
    package func publishedAt(_ version: Int) -> Date? { first { $0.verdictVersion == version }?.enteredAt }

    /// What the public is told of the verdict that stands, or that fell last: what was said since its publication. That one
    /// belongs to it where an earlier verdict was retracted before, since it says so.
    package var told: [LedgerEntry] {
        let since = lastIndex { $0.kind == .publication } ?? startIndex
        return self[since...].filter { $0.publicText != nil || retraction(before: $0) != nil }
    }

    /// The last retraction that a publication came after; nil for a first publication, and for whatever is none.
    package func retraction(before entry: LedgerEntry) -> LedgerEntry? {
        guard entry.kind == .publication, let place = firstIndex(where: { $0.id == entry.id }) else { return nil }
        return self[..<place].last { $0.kind == .retraction }
    }
}
