/// How much of a checked article's own text goes out with its verdicts. The text is its publisher's; the words of a claim are
/// quoted because they are what was checked.
package enum ShownText: String, CaseIterable, Sendable {
    /// All of it, with its claims marked.
    case whole
    /// What stands around the claims that have, or had, a public verdict.
    case passages
    /// Nothing but the words of these claims.
    case none
}
