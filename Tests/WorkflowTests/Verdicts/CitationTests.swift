import Domain
import Foundation
import Rendering
import TestSupport
import Testing

@testable import Workflow

/// What a verdict cites is what its editor sent.
@Suite(.desk)
struct CitationTests {
    private static let page = "https://example.org/register"
    private static let right = EvidenceInput(
        url: page, title: "Register of 2026", publisher: "Harbour office", quote: "The wall has 421 m.",
        stance: .refutes, kind: .primary)

    private func correction(_ evidence: [EvidenceInput], ids: [Evidence.ID]? = nil) -> CorrectionDecision {
        CorrectionDecision(
            kind: .correction, publicText: "We quoted the wrong line.",
            verdict: VerdictRevision(
                rating: "false", rationale: "The right line says so.", evidence: evidence, evidenceIDs: ids))
    }

    @Test func aCorrectionCitesAPageInTheWordsThatAreSentAndTheFirstVersionKeepsItsOwn() async throws {
        let bench = try await Bench.make()
        let id = try await bench.publishedDispute()
        _ = try await bench.desk.correct(id, correction([Self.right]), by: bench.caller("ed"))
        let verdicts = try await bench.desk.verdicts(of: id, for: bench.principal("ed"))
        #expect(verdicts.map { $0.evidence.map(\.item.quote) } == [["The wall has 421 m."], ["412 m"]])
        #expect(verdicts.first?.evidence.first?.item == Self.right)
        // Once more, each part for itself in other words.
        for change: (inout EvidenceInput) -> Void in [
            { $0.quote = "421 metres" }, { $0.stance = .context }, { $0.title = nil }, { $0.kind = .secondary },
        ] {
            var item = Self.right
            change(&item)
            _ = try await bench.desk.correct(id, correction([item]), by: bench.caller("ed"))
            let latest = try await bench.desk.claim(id, for: bench.principal("ed")).verdict
            #expect(latest?.evidence.map(\.item) == [item])
        }
        let slip = try await bench.desk.verdicts(of: id, for: bench.principal("ed"))
        #expect(slip.suffix(2).map { $0.evidence.map(\.item.quote) } == [["The wall has 421 m."], ["412 m"]])
        let page = try #require(try await bench.desk.publicVerdict(id, bench.request()).content)
        #expect(page.versions.map(\.evidence) == slip.map(\.evidence))
    }

    @Test func theSameWordsAreTheSameItemAndOneMayBeNamedThatAnotherTookThePlaceOf() async throws {
        let bench = try await Bench.make()
        let id = try await bench.publishedDispute()
        let first = try #require(try await bench.desk.claim(id, for: bench.principal("ed")).verdict?.evidence.first)
        _ = try await bench.desk.correct(id, correction([Self.right]), by: bench.caller("ed"))
        await #expect(throws: LedgerError.sameVerdict) {
            try await bench.desk.correct(id, correction([Self.right]), by: bench.caller("ed"))
        }
        // Both lines of one page, as the editor asks for.
        _ = try await bench.desk.correct(id, correction([Self.right], ids: [first.id]), by: bench.caller("ed"))
        let latest = try await bench.desk.claim(id, for: bench.principal("ed")).verdict
        #expect(latest?.evidence.map(\.item.quote) == ["412 m", "The wall has 421 m."])
        #expect(try await bench.desk.evidence(of: id, for: bench.principal("ed")).count == 3)
    }

    @Test func whatAnEditorAddsCountsForAnAgreedDraftAndItsPageStandsOnce() async throws {
        let bench = try await Bench.make()
        let article = try await bench.article(requiredReviews: 2)
        let claim = try await bench.reviewed(by: ["ana": "false", "ben": "false"]).claim
        let other = EvidenceInput(url: "https://example.net/survey", stance: .refutes)
        for item in [other, Self.right] {
            let added = try await bench.desk.addEvidence(item, to: claim.id, by: bench.caller("ed"))
            #expect(added.isNew && added.evidence.item == item)
        }
        let again = try await bench.desk.addEvidence(Self.right, to: claim.id, by: bench.caller("ed"))
        #expect(!again.isNew)
        let draft = try await bench.desk.claim(claim.id, for: bench.principal("ed")).draftVerdict
        #expect(Set(draft?.evidence.map(\.item) ?? []) == [other, Self.right])
        _ = try await bench.desk.publish(claim.id, overrideReason: nil, by: bench.caller("ed"))
        let report = try await bench.desk.report(article.id, for: bench.principal("ed"))
        let cited = report.entries.first { $0.claim.id == claim.id }?.verdict?.evidence.map(\.item) ?? []
        #expect(cited.count == 2 && Set(cited) == [other, Self.right])
        let markdown = report.rendered(as: .md, server: "https://desk.example")
        #expect(markdown.components(separatedBy: "<\(Self.page)>").count == 2)
    }

    @Test func evidenceInOtherWordsTakesThePlaceOfWhatWasAddedBefore() async throws {
        let bench = try await Bench.make()
        let article = try await bench.article(requiredReviews: 1)
        let id = try #require(
            try await bench.desk.claims(of: article.id, PageRequest(), for: bench.principal("ed")).items.first
        ).claim.id
        let wrong = EvidenceInput(url: Self.page, quote: "412 m", stance: .supports)
        let first = try await bench.desk.addEvidence(wrong, to: id, by: bench.caller("ed"))
        let second = try await bench.desk.addEvidence(Self.right, to: id, by: bench.caller("ed"))
        #expect(second.isNew && second.evidence.item == Self.right && second.evidence.id != first.evidence.id)
        #expect(try await bench.desk.evidence(of: id, for: bench.principal("ed")).map(\.item) == [Self.right])
        let back = try await bench.desk.addEvidence(wrong, to: id, by: bench.caller("ed"))
        #expect(back.isNew && back.evidence.item == wrong)
    }
}
