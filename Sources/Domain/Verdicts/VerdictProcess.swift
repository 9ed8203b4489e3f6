/// How a verdict came about: how many people had which part in it. What the public may know of them, and nobody's name.
package struct VerdictProcess: Sendable, Hashable {
    /// How many reviews counted.
    package let reviews: Int
    /// They all gave the same rating.
    package let isUnanimous: Bool
    /// None was written when others' could be seen.
    package let isBlind: Bool
    /// Who decided is one of the reviewers. False before anybody decided.
    package let reviewerDecided: Bool
    /// Who published is the one who decided. False before it is public.
    package let deciderPublished: Bool
    /// Who published neither reviewed nor decided it.
    package let anotherPublished: Bool
    /// How many reviews were given before the claim was put into the words that the verdict is about.
    package let reviewsOfOtherWords: Int
    /// How many people reviewed, decided or published: each counts once.
    package let people: Int

    /// - Parameters:
    ///   - backing: the reviews that counted.
    ///   - decidedBy: nil for a draft.
    ///   - publishedBy: who let it out; nil before it is public.
    ///   - wording: of the claim that the verdict is about.
    package init(
        backing: [Verdict.Backing], decidedBy: Member.ID? = nil, publishedBy: Member.ID? = nil, wording: Int = 1
    ) {
        let reviewers = Set(backing.map(\.reviewerID))
        reviews = backing.count
        isUnanimous = Set(backing.map(\.rating)).count <= 1
        isBlind = !backing.contains(where: \.sawOthers)
        reviewsOfOtherWords = backing.count { $0.wording < wording }
        reviewerDecided = decidedBy.map(reviewers.contains) ?? false
        deciderPublished = publishedBy != nil && publishedBy == decidedBy
        anotherPublished = publishedBy.map { $0 != decidedBy && !reviewers.contains($0) } ?? false
        people = reviewers.union([decidedBy, publishedBy].compactMap(\.self)).count
    }

    /// - Parameter ledger: the claim's, which tells who published the verdict.
    package init(of verdict: Verdict, in ledger: [LedgerEntry]) {
        self.init(
            backing: verdict.backing, decidedBy: verdict.decidedBy,
            publishedBy: ledger.first { $0.verdictID == verdict.id }?.enteredBy, wording: verdict.wording)
    }
}
