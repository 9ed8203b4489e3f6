import Domain
import Testing

/// What people send about a claim, checked before it is stored.
@Suite struct ClaimChangeTests {
    @Test func aClaimsChangeIsCheckedAndNamed() {
        func field(_ change: ClaimChange) -> String? {
            do throws(InputError) {
                try change.validate()
                return nil
            } catch { return error.field }
        }
        #expect(field(ClaimChange()) == nil)
        #expect(field(ClaimChange(statement: " ")) == "statement")
        #expect(field(ClaimChange(priority: 101)) == "priority")
        #expect(field(ClaimChange(priority: -100, requiredReviews: 20)) == nil)
        #expect(field(ClaimChange(requiredReviews: 0)) == "requiredReviews")
        #expect(field(ClaimChange(claimant: .init(name: nil, kind: .named, quotation: .direct))) == "claimant.name")
        #expect(field(ClaimChange(claimant: .init(name: "\u{0}", kind: .anonymous, quotation: nil))) == "claimant.name")
        #expect(field(ClaimChange(claimant: .init(name: nil, kind: .article, quotation: nil))) == nil)
    }

    @Test func aDraftIsTakenHalfWrittenAndRefusedOnlyWhereItCouldNotBeStored() {
        func field(_ content: Draft.Content) -> String? {
            do throws(InputError) {
                try content.validate()
                return nil
            } catch { return error.field }
        }
        #expect(field(.init(rating: "no such rating", evidence: [.init([.url: "not yet a url"])])) == nil)
        #expect(field(.init(evidence: [.init(), .init([.stance: "\u{0}"])])) == "evidence[1].stance")
        #expect(field(.init(rationale: String(repeating: "a", count: 50_001))) == "rationale")
        #expect(field(.init(evidence: Array(repeating: .init(), count: 101))) == "evidence")
    }
}
