import Domain
import Foundation
import Postgres
import Rendering
import TestSupport
import Testing

@testable import Workflow

/// What becomes of a published verdict, as three people would work it.
@Suite(.desk)
struct LedgerStoryTests {
    @Test func aVerdictIsDisputedDecidedPublishedQuestionedAndCorrected() async throws {
        let bench = try await Bench.make()
        let id = try await bench.publishedDispute()
        let request = try await bench.desk.requestCorrection(
            CorrectionRequest.Input(text: "The register was amended in May.", requesterName: "The port authority"),
            of: id, by: bench.caller("submitter"))
        #expect(request.decision == nil)
        let waiting = try await bench.desk.correctionRequests(
            open: true, PageRequest(limit: 10), for: bench.principal("ed"))
        #expect(waiting.items.map(\.id) == [request.id])

        let entry = try await bench.desk.correct(
            id,
            CorrectionDecision(
                kind: .correction, publicText: "We rated this false. The register had been amended; it is accurate.",
                requestID: request.id,
                verdict: VerdictRevision(
                    rating: "accurate", rationale: "The amended register has 412 m.",
                    evidence: [EvidenceInput(url: "https://example.org/register/may", stance: .supports)])),
            by: bench.caller("ed"))
        #expect(entry.verdictVersion == 2)
        #expect(entry.requestID == request.id)

        let claim = try await bench.desk.claim(id, for: bench.principal("ed"))
        #expect(claim.claim.status == .corrected)
        #expect(claim.verdict?.rating.key == "accurate")
        #expect(claim.verdict?.basis == .correction)
        let verdicts = try await bench.desk.verdicts(of: id, for: bench.principal("ana"))
        #expect(verdicts.map(\.rating.key) == ["accurate", "false"])
        let ledger = try await bench.desk.ledger(of: id, for: bench.principal("ana"))
        #expect(ledger.map(\.kind) == [.publication, .correction])
        #expect(
            try await bench.desk.correctionRequests(open: true, PageRequest(limit: 10), for: bench.principal("ed"))
                .items.isEmpty)
        await #expect(throws: LedgerError.answered(.correction)) {
            try await bench.desk.correct(
                id, CorrectionDecision(kind: .noChange, requestID: request.id), by: bench.caller("ed"))
        }
        let report = try await bench.desk.report(claim.claim.articleID, for: bench.principal("ed"))
        let entry2 = try #require(report.entries.first { $0.claim.id == id })
        #expect(entry2.verdict?.rating.key == "accurate")
        #expect(entry2.notes.map(\.kind) == [.correction])
        for format in [ReportFormat.json, .csv, .md, .html] {
            #expect(report.rendered(as: format, server: "").contains("The register had been amended"), "\(format)")
        }
    }

    @Test func theReportHasTheClaimantsAnswerAndWhyAVerdictIsGone() async throws {
        let bench = try await Bench.make()
        let id = try await bench.publishedDispute()
        _ = try await bench.desk.recordReply(
            ReplyAttempt.Input(
                channel: .phone, contact: "Press office", contactedAt: Date().addingTimeInterval(-3600),
                answer: "We stand by <every> word.", answeredAt: Date().addingTimeInterval(-60)),
            on: id, by: bench.caller("ana"))
        let article = try await bench.desk.claim(id, for: bench.principal("ed")).claim.articleID
        var html = try await bench.desk.report(article, for: bench.principal("ed")).rendered(as: .html, server: "")
        #expect(html.contains("We stand by &lt;every&gt; word."))
        #expect(!html.contains("Press office"))
        _ = try await bench.desk.enter(
            .retraction, of: id, publicText: "The register was forged.", reason: nil, by: bench.caller("ed"))
        html = try await bench.desk.report(article, for: bench.principal("ed")).rendered(as: .html, server: "")
        #expect(html.contains("The verdict was retracted: The register was forged."))
    }

    @Test func aCorrectionThatSaysTheSameIsNone() async throws {
        let bench = try await Bench.make()
        let id = try await bench.publishedDispute()
        await #expect(throws: LedgerError.sameVerdict) {
            try await bench.desk.correct(
                id,
                CorrectionDecision(
                    kind: .correction, publicText: "As before.",
                    verdict: VerdictRevision(rating: "false", rationale: "Ben read the wrong year.")),
                by: bench.caller("ed"))
        }
        #expect(try await bench.desk.verdicts(of: id, for: bench.principal("ed")).count == 1)
    }

    @Test func aPausedVerdictIsLeftOutUntilItIsResumed() async throws {
        let bench = try await Bench.make()
        let id = try await bench.publishedDispute()
        func shown() async throws -> Bool {
            let claim = try await bench.desk.claim(id, for: bench.principal("ed")).claim
            let report = try await bench.desk.report(claim.articleID, for: bench.principal("ed"))
            return report.entries.first { $0.claim.id == id }?.verdict != nil
        }
        #expect(try await shown())
        await #expect(throws: InputError("publicText", "is required: the public reads why")) {
            try await bench.desk.enter(.pause, of: id, publicText: nil, reason: nil, by: bench.caller("ed"))
        }
        _ = try await bench.desk.enter(
            .pause, of: id, publicText: "We are looking at it again.", reason: "A call.", by: bench.caller("ed"))
        #expect(try await !shown())
        await #expect(throws: LedgerError.paused) {
            try await bench.desk.enter(.pause, of: id, publicText: "Again.", reason: nil, by: bench.caller("ed"))
        }
        _ = try await bench.desk.enter(.resumption, of: id, publicText: nil, reason: nil, by: bench.caller("ed"))
        #expect(try await shown())
        _ = try await bench.desk.enter(
            .retraction, of: id, publicText: "We take it back.", reason: nil, by: bench.caller("ed"))
        #expect(try await !shown())
        #expect(try await bench.desk.ledger(of: id, for: bench.principal("ed")).count == 4)
        await #expect(throws: LedgerError.notPublic(.retracted)) {
            try await bench.desk.enter(.pause, of: id, publicText: "Late.", reason: nil, by: bench.caller("ed"))
        }
    }

    @Test func gatesHoldAPublicationAndAReasonIsLogged() async throws {
        let bench = try await Bench.make()
        try await bench.article(requiredReviews: 1)
        try await bench.database.write { session in
            try session.execute("UPDATE desks SET independent_sources = 2, right_of_reply = true")
        }
        let claim = try await bench.reviewed(by: ["ana": "false"])
        let id = claim.claim.id
        let held = await #expect(throws: VerdictError.self) {
            try await bench.desk.publish(id, overrideReason: nil, by: bench.caller("ed"))
        }
        guard case .held(let gates) = try #require(held) else { return #expect(Bool(false), "\(held as Any)") }
        #expect(gates.map(\.gate).contains(.independentSources))
        var reasons: [PublicationGates.Gate: String] = [.independentSources: "The register is the only source."]
        if claim.claim.claimant.kind == .named {
            #expect(gates.map(\.gate).contains(.rightOfReply))
            _ = try await bench.desk.recordReply(
                ReplyAttempt.Input(
                    channel: .email, contact: "press@example.org", contactedAt: Date().addingTimeInterval(-60)),
                on: id, by: bench.caller("ana"))
        } else {
            reasons[.rightOfReply] = nil
        }
        _ = try await bench.desk.publish(id, overrideReason: nil, gateReasons: reasons, by: bench.caller("ed"))
        let entry = try #require(try await bench.desk.ledger(of: id, for: bench.principal("ed")).first)
        #expect(entry.gateReasons == ["independentSources": "The register is the only source."])
    }

    @Test func anAnswerComesOnce() async throws {
        let bench = try await Bench.make()
        let id = try await bench.publishedDispute()
        let attempt = try await bench.desk.recordReply(
            ReplyAttempt.Input(
                channel: .phone, contact: "Press office", contactedAt: Date().addingTimeInterval(-3600)),
            on: id, by: bench.caller("ana"))
        let answer = ReplyAttempt.Answer(answer: "No comment.", answeredAt: Date().addingTimeInterval(-60))
        let answered = try await bench.desk.recordAnswer(answer, to: attempt.id, by: bench.caller("ed"))
        #expect(answered.input.answer == "No comment.")
        await #expect(throws: ReplyError.answered) {
            try await bench.desk.recordAnswer(answer, to: attempt.id, by: bench.caller("ed"))
        }
        #expect(try await bench.desk.replies(on: id, for: bench.principal("audrey")).count == 1)
    }

    @Test func twoEditorsWhoAnswerAtOnceGiveOneAnswer() async throws {
        let bench = try await Bench.make()
        let id = try await bench.publishedDispute()
        let request = try await bench.desk.requestCorrection(
            CorrectionRequest.Input(text: "Wrong."), of: id, by: bench.caller("submitter"))
        let answers = await withTaskGroup(of: Bool.self, returning: Int.self) { group in
            for name in ["ed", "eva", "ed", "eva", "ed", "eva"] {
                group.addTask {
                    do {
                        _ = try await bench.desk.correct(
                            id, CorrectionDecision(kind: .noChange, requestID: request.id), by: bench.caller(name))
                        return true
                    } catch { return false }
                }
            }
            return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(answers == 1)
    }
}

/// What a report says of the audit trail.
@Suite(.desk(.server))
struct LedgerHeadTests {
    @Test func aReportNamesTheHeadOfTheAuditTrail() async throws {
        let bench = try await Bench.make()
        let id = try await bench.publishedDispute()
        let article = try await bench.desk.claim(id, for: bench.principal("ed")).claim.articleID
        #expect(try await bench.sealAll() > 0)
        let report = try await bench.desk.report(article, for: bench.principal("ed"))
        let hash = try #require(report.auditHead).hash
        for format in [ReportFormat.json, .md, .html] {
            #expect(report.rendered(as: format, server: "").contains("\(hash)"), "\(format)")
        }
    }
}
