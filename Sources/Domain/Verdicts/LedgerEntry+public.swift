extension [LedgerEntry] {
    /// The number that the public knows a version of the verdict by: they count from 1, the first that was published. What
    /// an editor decided before, and decided anew before it went out, is none of them.
    ///
    /// - Parameter version: of the desk's own counting; one that the ledger names.
    package func publicVersion(of version: Int) -> Int {
        Swift.max(1, Set(map(\.verdictVersion).filter { $0 <= version }).count)
    }
}
