import Domain

extension ReportWords {
    /// That a report shows passages of its article's text alone; nil where it shows all of it, or nothing.
    static func excerpt(_ shown: ShownText) -> String? {
        shown == .passages
            ? "Only what stands around the checked claims is shown; “…” stands for what was left out." : nil
    }
}
