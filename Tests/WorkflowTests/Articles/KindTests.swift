import Domain
import Extraction
import Testing

@testable import Workflow

/// What the extractor calls things, and what the desk calls them: the same words on both sides.
struct KindTests {
    /// That `cross` gives each word of one side the same word of the other, and leaves none of that side's over.
    private func crossesWordByWord<From, To>(_ cross: (From) -> To) -> Bool
    where
        From: CaseIterable & RawRepresentable<String>, To: CaseIterable & RawRepresentable<String>
    {
        From.allCases.allSatisfy { cross($0).rawValue == $0.rawValue }
            && Set(From.allCases.map(\.rawValue)) == Set(To.allCases.map(\.rawValue))
    }

    @Test func everyKindHasItsOwnOnTheOtherSide() {
        #expect(crossesWordByWord { (type: ArticleMediaType) in MediaType(type) })
        #expect(crossesWordByWord { (kind: ClaimKind) in Claim.Kind(kind) })
        #expect(crossesWordByWord { (worthiness: CheckWorthiness) in Claim.Worthiness(worthiness) })
        #expect(crossesWordByWord { (kind: Extraction.Claimant.Kind) in Domain.Claimant.Kind(kind) })
        #expect(
            crossesWordByWord { (quotation: Extraction.Claimant.Quotation) in Domain.Claimant.Quotation(quotation) })
    }
}
