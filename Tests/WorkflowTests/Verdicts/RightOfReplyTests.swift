import Domain
import Foundation
import Rendering
import TestSupport
import Testing

@testable import Workflow

/// Nobody stands accused without having been asked, and nobody is given an answer that is not theirs.
@Suite(.desk)
struct RightOfReplyTests {
    private static let other = Claimant(name: "Lena Brandt", kind: .named, quotation: .indirect)

    private func agreed(_ bench: Bench, _ rating: String = "false") async throws -> Claim {
        try await bench.setPolicy("rightOfReply", true)
        try await bench.article(requiredReviews: 2)
        let claim = try await bench.reviewed(by: ["ana": rating, "ben": rating]).claim
        #expect(claim.claimant.kind == .named)
        return claim
    }

    private func ask(_ claim: Claim, _ answer: String?, on bench: Bench) async throws {
        let at = Date(timeIntervalSince1970: 1_790_000_000)
        let attempt = try await bench.desk.recordReply(
            ReplyAttempt.Input(
                channel: .email, contact: "press", contactedAt: at, answer: answer, answeredAt: answer.map { _ in at }),
            on: claim.id, by: bench.caller("ed"))
        let now = try await bench.desk.claim(claim.id, for: bench.principal("ed")).claim
        #expect(attempt.askedName == now.claimant.name)
    }

    private func publish(_ claim: Claim, because reason: String? = nil, on bench: Bench) async throws {
        _ = try await bench.desk.publish(claim.id, overrideReason: reason, by: bench.caller("ed"))
    }

    private func isHeld(_ step: () async throws -> Void) async throws -> Bool {
        do {
            try await step()
            return false
        } catch VerdictError.held(let gates) {
            #expect(gates.map(\.gate) == [.rightOfReply])
            return true
        }
    }

    private func forms(of claim: Claim, on bench: Bench) async throws -> [String] {
        let report = try await bench.desk.report(claim.articleID, for: bench.principal("ed"))
        return [
            try await bench.page(of: claim), try await bench.reportPage(claim.articleID),
            try await bench.stream(ExportOrder(format: .csv)).text,
            try await bench.stream(ExportOrder(format: .ndjson)).text,
        ] + [ReportFormat.json, .csv, .md, .html].map { report.rendered(as: $0, server: "") }
    }

    @Test func whoIsNamedBeforePublicationHasNotGivenTheAnswerOfWhoWasNamedBefore() async throws {
        let bench = try await Bench.make()
        let claim = try await agreed(bench)
        try await ask(claim, "I never said that.", on: bench)
        _ = try await bench.desk.edit(
            claim.id, ClaimChange(claimant: Self.other), ifRevision: nil, by: bench.caller("ed"))
        #expect(try await isHeld { try await publish(claim, because: "The words are the same.", on: bench) })
        try await ask(claim, nil, on: bench)
        _ = try await bench.desk.decide(
            claim.id, VerdictInput(rating: "false", rationale: "It is not so."), by: bench.caller("ed"))
        try await publish(claim, because: "The words are the same.", on: bench)
        for form in try await forms(of: claim, on: bench) { #expect(!form.contains("I never said that.")) }
        // The name of before back in its place: it was asked, and answered.
        _ = try await bench.desk.correct(
            claim.id,
            CorrectionDecision(
                kind: .correction, publicText: "It was who we named at first.",
                claim: ClaimCorrection(claimant: claim.claimant)), by: bench.caller("ed"))
        for form in try await forms(of: claim, on: bench) { #expect(form.contains("I never said that.")) }
    }

    @Test func aCorrectionThatNamesAnotherAsksAnewAndASpellingDoesNot() async throws {
        let bench = try await Bench.make()
        let claim = try await agreed(bench)
        try await ask(claim, "I never said that.", on: bench)
        try await publish(claim, on: bench)
        func name(_ name: String, same: Bool) async throws {
            let claimant = Claimant(name: name, kind: .named, quotation: .indirect)
            _ = try await bench.desk.correct(
                claim.id,
                CorrectionDecision(
                    kind: .correction, publicText: "The name was wrong.",
                    claim: ClaimCorrection(claimant: claimant, samePerson: same)), by: bench.caller("ed"))
        }
        try await name("The Port Authority", same: true)
        for form in try await forms(of: claim, on: bench) {
            #expect(form.contains("I never said that.") && form.contains("The Port Authority"))
        }
        #expect(try await isHeld { try await name("Lena Brandt", same: false) })
        let now = try await bench.desk.claim(claim.id, for: bench.principal("ed")).claim
        #expect(now.claimant.name == "The Port Authority" && now.claimantNumber == 1)
    }

    @Test func anAnswerToAKinderVerdictIsNoneToAHarshOne() async throws {
        let bench = try await Bench.make()
        let claim = try await agreed(bench, "mostly")
        try await publish(claim, on: bench)
        try await ask(claim, "I am glad you agree.", on: bench)
        for form in try await forms(of: claim, on: bench) { #expect(!form.contains("about version 1")) }
        func turn(_ reasons: [PublicationGates.Gate: String]) async throws {
            _ = try await bench.desk.correct(
                claim.id,
                CorrectionDecision(
                    kind: .correction, publicText: "We were wrong.", verdict: VerdictRevision(rating: "false"),
                    gateReasons: reasons), by: bench.caller("ed"))
        }
        #expect(try await isHeld { try await turn([:]) })
        try await turn([.rightOfReply: "Nobody answers the telephone."])
        let forms = try await forms(of: claim, on: bench)
        for form in forms { #expect(form.contains("I am glad you agree.")) }
        let told = forms.filter { $0.contains("before this verdict, about version 1 of it:") }
        #expect(told.count == 4, "page, the article's page, Markdown and HTML")
        #expect(forms.count { $0.filter { !$0.isWhitespace }.contains("\"earlierVersion\":1") } == 2)
        let tables = forms.filter { $0.contains("replyEarlierVersion") }.map { CSVReading.rows($0) }
        #expect(tables.count == 2, "the report's and the export's")
        for rows in tables {
            let place = try #require(rows[0].firstIndex(of: "replyEarlierVersion"))
            #expect(rows.dropFirst().contains { $0[place] == "1" })
        }
    }

    @Test func afterAReopeningTheClaimantIsAskedAgain() async throws {
        let bench = try await Bench.make()
        let claim = try await agreed(bench)
        try await ask(claim, "I never said that.", on: bench)
        try await publish(claim, on: bench)
        for kind in [LedgerEntry.Kind.retraction, .reopening] {
            _ = try await bench.desk.enter(
                kind, of: claim.id, publicText: "Told.", reason: nil, by: bench.caller("ed"))
        }
        for name in ["ana", "chi"] {
            let leases = try await bench.desk.take(TakeRequest(limit: 20), by: bench.caller(name)).leases
            let lease = try #require(leases.first { $0.lease.claimID == claim.id }).lease
            try await bench.review(name, lease, rating: "false")
        }
        #expect(try await isHeld { try await publish(claim, on: bench) })
        try await ask(claim, nil, on: bench)
        try await publish(claim, on: bench)
        let page = try await bench.page(of: claim)
        #expect(page.contains("I never said that.") && page.contains("before this verdict, about version 1 of it:"))
    }
}
