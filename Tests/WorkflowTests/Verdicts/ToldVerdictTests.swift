import Domain
import Foundation
import Postgres
import Rendering
import TestSupport
import Testing

@testable import Workflow

/// What every form says of a verdict that was retracted, paused, corrected or published anew.
@Suite(.desk)
struct ToldVerdictTests {
    private static let register = EvidenceInput(url: "https://example.org/amended", title: "Amended", stance: .refutes)

    private func published(_ bench: Bench) async throws -> Claim {
        try await bench.article(requiredReviews: 2)
        let claim = try await bench.reviewed(by: ["ana": "false", "ben": "false"]).claim
        let headline = Headline(title: "The wall is no shorter", summary: "It was measured twice.", claimReviewed: nil)
        _ = try await bench.desk.decide(
            claim.id, VerdictInput(rating: "false", rationale: "The register says so.", headline: headline),
            by: bench.caller("ed"))
        _ = try await bench.desk.publish(claim.id, overrideReason: nil, by: bench.caller("ed"))
        return try await bench.desk.claim(claim.id, for: bench.principal("ed")).claim
    }

    private func enter(_ kind: LedgerEntry.Kind, _ text: String?, _ claim: Claim, on bench: Bench) async throws {
        _ = try await bench.desk.enter(kind, of: claim.id, publicText: text, reason: nil, by: bench.caller("ed"))
    }

    private func report(_ claim: Claim, on bench: Bench) async throws -> ArticleReport {
        try await bench.desk.report(claim.articleID, for: bench.principal("ed"))
    }

    private func exported(_ claim: Claim, on bench: Bench) async throws -> JSON {
        let order = ExportOrder(
            format: .ndjson, filter: ExportFilter(statuses: Set(ExportFilter.Status.allCases)))
        let lines = try await bench.stream(order).text.split(separator: "\n").map { try JSON(reading: Array($0.utf8)) }
        return try #require(lines.first { $0["claimId"]?.string == claim.id.description })
    }

    @Test func whatWasRetractedStaysReadableWithItsTitleAndSummary() async throws {
        let bench = try await Bench.make()
        let claim = try await published(bench)
        try await enter(.retraction, "We had the wrong register.", claim, on: bench)
        let page = try await bench.page(of: claim)
        #expect(page.contains("The wall is no shorter") && page.contains("It was measured twice."))
        #expect(!page.contains("<title>The wall is no shorter"))
        #expect(try await bench.deskPage().contains("No verdict is published at present."))
        let markdown = try await report(claim, on: bench).rendered(as: .md, server: "")
        #expect(markdown.contains("(The verdict was retracted: We had the wrong register.)"))
        // An answer that nothing changes is no reason for a retraction.
        _ = try await bench.desk.correct(
            claim.id, CorrectionDecision(kind: .noChange, publicText: "It stays so."), by: bench.caller("ed"))
        for text in [
            try await report(claim, on: bench).rendered(as: .md, server: ""), try await report(claim, on: bench).html,
        ] {
            #expect(text.contains("The verdict was retracted: We had the wrong register."))
            #expect(!text.contains("It stays so."))
        }
    }

    @Test func aClaimThatIsSetAsideAfterReopeningIsNotCheckedAgain() async throws {
        let bench = try await Bench.make()
        let claim = try await published(bench)
        try await enter(.retraction, "We had the wrong register.", claim, on: bench)
        try await enter(.reopening, "We look again.", claim, on: bench)
        #expect(try await bench.page(of: claim).contains("is being checked again"))
        _ = try await bench.desk.triage(claim.id, .dismiss, reason: "Nobody asks any more.", by: bench.caller("ed"))
        #expect(try await !bench.page(of: claim).contains("is being checked again"))
        let report = try await report(claim, on: bench)
        #expect(report.standings[.retracted] == 1)
        let markdown = report.rendered(as: .md, server: "")
        #expect(markdown.contains("## Retracted") && !markdown.contains("is being checked again"))
        #expect(try #require(report.entries.first { $0.claim.id == claim.id }).status == "retracted")
        #expect(report.rendered(as: .csv, server: "").contains(",retracted,"))
        #expect(try await exported(claim, on: bench)["status"] == "retracted")
    }

    @Test func aVerdictThatIsPublishedAnewDoesNotReadAsRetracted() async throws {
        let bench = try await Bench.make()
        let claim = try await published(bench)
        let first = try #require(claim.publishedAt)
        try await enter(.retraction, "We had the *wrong* register.", claim, on: bench)
        try await enter(.reopening, "We look again.", claim, on: bench)
        for name in ["ana", "ben"] {
            let lease = try #require(
                try await bench.desk.take(TakeRequest(limit: 20), by: bench.caller(name)).leases
                    .first { $0.lease.claimID == claim.id }
            ).lease
            try await bench.review(name, lease, rating: "accurate")
        }
        _ = try await bench.desk.decide(
            claim.id, VerdictInput(rating: "accurate", rationale: "The right register says so."), by: bench.caller("ed")
        )
        // Decided and not published, it has no day of publication, nor is it the one that was retracted.
        let waiting = try await exported(claim, on: bench)
        #expect(waiting["status"] == "decided" && waiting["publishedAt"] == .null)
        let inside = try await bench.desk.report(claim.articleID, unpublished: true, for: bench.principal("ed"))
        #expect(inside.rendered(as: .md, server: "").contains(", about the verdict before this one"))
        let unpublished = inside.json["claims"]?.items.first { $0["unpublishedVerdict"] != .null }
        #expect(unpublished?["unpublishedVerdict"]?["publishedAt"] == .null)

        _ = try await bench.desk.publish(claim.id, overrideReason: nil, by: bench.caller("ed"))
        let report = try await report(claim, on: bench)
        let told = "An earlier verdict (False) was retracted on "
        for (form, text) in ["md": report.rendered(as: .md, server: ""), "html": report.html] {
            #expect(text.contains(told) && !text.contains("Retraction of") && !text.contains("Reopening of"), "\(form)")
        }
        let page = try await bench.page(of: claim)
        #expect(page.contains(", about an earlier verdict</h3>"))
        let notes = try #require(report.json["claims"]?.items.first { $0["publicVerdict"] != .null })["corrections"]
        #expect(notes?.items.map { $0["kind"]?.string } == ["publication"])
        #expect(notes?.items.first?["text"]?.string?.hasSuffix(": We had the *wrong* register.") == true)
        let line = try await exported(claim, on: bench)
        #expect(line["corrections"]?.items.first?["text"] == notes?.items.first?["text"])
        #expect(line["corrections"]?.items.count == 1)
        let day = Timestamp.text(first).prefix(10)
        #expect(
            report.rendered(as: .csv, server: "").contains("publication: \(told)\(day): We had the wrong register."))
        let all = ExportOrder(format: .csv, filter: ExportFilter(statuses: Set(ExportFilter.Status.allCases)))
        #expect(try await bench.stream(all).text.contains("publication: \(told)\(day): We had the *wrong* register."))
    }

    @Test func aCorrectionOfTheVerdictIsToldInEveryForm() async throws {
        let bench = try await Bench.make()
        let claim = try await published(bench)
        let entry = try await bench.desk.correct(
            claim.id,
            CorrectionDecision(
                kind: .correction, publicText: "We erred:\n\n- once\n- *twice*",
                verdict: VerdictRevision(rating: "accurate", rationale: "It has 412 m.", evidence: [Self.register])),
            by: bench.caller("ed"))
        #expect(entry.changes.map(\.field) == [.rating, .rationale, .evidence])
        let report = try await report(claim, on: bench)
        let texts = [
            "page": try await bench.page(of: claim), "desk": try await bench.deskPage(),
            "feed": try await bench.correctionFeed(), "report": try await bench.reportPage(claim.articleID),
            "md": report.rendered(as: .md, server: ""), "html": report.html,
            "review": report.rendered(as: .claimreview, server: ""),
        ]
        for (form, text) in texts {
            let told = text.components(separatedBy: "The rating was “False” and is “Accurate” now.").count - 1
            #expect(told >= 1, "\(form)")
            // One sentence for each, where there is one entry.
            if form != "page" { #expect(told == 1, "\(form)") }
            #expect(text.contains("The reasons are new."), "\(form)")
        }
        // A list in the words does not swallow the sentence behind it, and marks are none of them.
        let review = try #require(texts["review"])
        #expect(review.contains("twice\\n\\nThe rating was") && !review.contains("*twice*"))
        let cell = "[rating: False → Accurate] [rationale] [evidence: "
        #expect(report.rendered(as: .csv, server: "").contains(cell))
        let order = ExportOrder(format: .csv, filter: ExportFilter(statuses: [.corrected]))
        #expect(try await bench.stream(order).text.contains(cell))

        // The version's own day, not that of the first.
        let verdict = try #require(report.entries.first { $0.verdict != nil }?.publicVerdict)
        #expect(verdict.version == 2 && verdict.publishedAt == entry.enteredAt)
        let json = try #require(report.json["claims"]?.items.first { $0["publicVerdict"] != .null })["publicVerdict"]
        #expect(json?["publishedAt"] == JSON(entry.enteredAt))
        // The database cuts microseconds off, and does not round them.
        let exported = try #require(
            try await exported(claim, on: bench)["publishedAt"]?.string.flatMap(Timestamp.date))
        #expect(abs(exported.timeIntervalSince(entry.enteredAt)) < 0.01)
    }

    @Test func aPauseTellsNothingOfWhatIsWithheld() async throws {
        let bench = try await Bench.make()
        let claim = try await published(bench)
        try await bench.correct(claim, .correction, "It is accurate after all.", rating: "accurate")
        try await enter(.pause, "We look again.", claim, on: bench)
        _ = try await bench.desk.correct(
            claim.id, CorrectionDecision(kind: .noChange, publicText: "It stays accurate."), by: bench.caller("ed"))
        let report = try await report(claim, on: bench)
        for format in ReportFormat.allCases {
            let text = report.rendered(as: format, server: "")
            for word in ["after all", "It stays accurate", "is “Accurate” now", "→ Accurate"] {
                #expect(!text.contains(word), "\(format): \(word)")
            }
        }
        #expect(report.rendered(as: .md, server: "").contains("not shown meanwhile: We look again.)"))
    }

    @Test func theWholeOfASplitClaimIsNotCalledUnchecked() async throws {
        let bench = try await Bench.make()
        let article = try await bench.article(requiredReviews: 1)
        let whole = try #require(
            try await bench.desk.claims(of: article.id, PageRequest(), for: bench.principal("ed")).items.map(\.claim)
                .first { ($0.anchor?.exact.count ?? 0) > 60 })
        let start = try #require(whole.anchor?.range.start)
        _ = try await bench.desk.triage(
            whole.id, .split([ClaimPart(start: start, end: start + 20)]), reason: "Two things.", by: bench.caller("ed"))
        let report = try await report(whole, on: bench)
        #expect(report.rendered(as: .md, server: "").contains("(Split into parts, which are claims of their own)"))
        #expect(report.html.contains("Split into parts, which are claims of their own"))
    }
}
