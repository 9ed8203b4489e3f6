import Domain
import Foundation
import Postgres
import Rendering
import TestSupport
import Testing

@testable import Workflow

/// A name that is taken off every public form at once.
@Suite(.desk)
struct RemovalTests {
    private static let name = "Mira Oduya"

    /// A published claim about a name that stands wherever a public form has words.
    private func named(_ bench: Bench) async throws -> Claim {
        let receipt = try await bench.desk.submit(
            Submission(
                externalID: "a1", url: "https://news.example.org/mira-oduya-speaks", title: "\(Self.name) speaks",
                byline: Self.name, publisher: "\(Self.name) Press", body: Bench.text, requiredReviews: 2,
                topics: [Self.name]),
            by: bench.caller("submitter"))
        try await bench.work()
        let claim = try await bench.reviewed(by: ["ana": "false", "ben": "false"]).claim
        #expect(claim.articleID == receipt.articleID)
        let evidence = EvidenceInput(
            url: "https://example.org/people/mira_oduya", title: "Letter of \(Self.name)", publisher: Self.name,
            quote: "I, \(Self.name), said so.", stance: .refutes, interest: "Pays \(Self.name).",
            archivedURL: "https://archive.example.org/mira-oduya")
        _ = try await bench.desk.decide(
            claim.id,
            VerdictInput(
                rating: "false", rationale: "MIRA ODUYA had it wrong.",
                headline: Headline(
                    title: "\(Self.name) is wrong", summary: "As \(Self.name) knows.",
                    claimReviewed: "\(Self.name) said so"),
                evidence: [evidence]), by: bench.caller("ed"))
        _ = try await bench.desk.publish(claim.id, overrideReason: nil, by: bench.caller("ed"))
        _ = try await bench.desk.correct(
            claim.id,
            CorrectionDecision(
                kind: .correction, publicText: "We now name \(Self.name).",
                verdict: VerdictRevision(
                    headline: Headline(
                        title: "\(Self.name) is wrong", summary: "As \(Self.name) knows.",
                        claimReviewed: "\(Self.name) said so")),
                claim: ClaimCorrection(
                    statement: "The wall of \(Self.name) is long.",
                    claimant: Claimant(name: Self.name, kind: .named, quotation: .direct))), by: bench.caller("ed"))
        _ = try await bench.desk.recordReply(
            ReplyAttempt.Input(
                channel: .email, contact: Self.name, contactedAt: Date(timeIntervalSince1970: 1_790_000_000),
                answer: "I am \(Self.name).", answeredAt: Date(timeIntervalSince1970: 1_790_000_100)),
            on: claim.id, by: bench.caller("ed"))
        return claim
    }

    private func forms(of claim: Claim, on bench: Bench) async throws -> [String: String] {
        let report = try await bench.desk.report(claim.articleID, for: bench.principal("ed"))
        var forms = [
            "page": try await bench.page(of: claim), "desk": try await bench.deskPage(),
            "verdict feed": try await bench.verdictFeed(), "correction feed": try await bench.correctionFeed(),
            "article": try await bench.reportPage(claim.articleID),
        ]
        for format in ReportFormat.allCases {
            forms["report \(format)"] = report.rendered(as: format, server: "https://d.example")
        }
        for format in [ExportFormat.csv, .ndjson, .json] {
            let order = ExportOrder(format: format, filter: ExportFilter(statuses: [.corrected]))
            forms["export \(format)"] = try await bench.stream(order).text
        }
        return forms
    }

    private func names(_ text: String) -> Bool {
        let text = text.lowercased()
        return ["mira oduya", "mira-oduya", "mira_oduya"].contains { text.contains($0) }
    }

    @Test func aNameIsOffEveryFormAtOnceAndEachSaysThatSomethingIs() async throws {
        let bench = try await Bench.make()
        let claim = try await named(bench)
        for (form, text) in try await forms(of: claim, on: bench) { #expect(names(text), "\(form)") }
        let file = try await bench.file(ExportOrder(format: .claimreview, filter: ExportFilter(statuses: [.corrected])))
        #expect(names(String(decoding: file.content, as: UTF8.self)))
        #expect(try await bench.deskPage(words: "oduya").contains(claim.id.description))
        let before = try await bench.desk.publicVerdict(claim.id, bench.request()).stamp

        let removal = try await bench.desk.removeWords(
            Removal.Input(words: "mira oduya", reason: "Order of a court."), by: bench.caller("ed"))
        for (form, text) in try await forms(of: claim, on: bench) {
            #expect(!names(text), "\(form)")
            #expect(text.replacing("\\", with: "").contains("[removed]"), "\(form)")
        }
        let page = try await bench.page(of: claim)
        #expect(page.contains("Words were removed here for legal reasons."))
        #expect(try await bench.desk.report(claim.articleID, for: bench.principal("ed")).json["wordsRemoved"] == true)
        #expect(try await bench.desk.publicVerdict(claim.id, bench.request()).stamp.tag != before.tag)
        #expect(try await !bench.deskPage(words: "oduya").contains(claim.id.description))
        #expect(try await bench.desk.export(file.export.id, for: bench.principal("ed")).export.state == .cancelled)
        let again = try await bench.file(
            ExportOrder(format: .claimreview, filter: ExportFilter(statuses: [.corrected])))
        #expect(!names(String(decoding: again.content, as: UTF8.self)) && again.export.state == .ready)

        // On record, and on the desk as it was.
        let record = try await bench.desk.removals(PageRequest(), for: bench.principal("audrey")).items
        #expect(record == [removal] && removal.removedByName == "ed" && removal.input.reason == "Order of a court.")
        #expect(try await bench.desk.claim(claim.id, for: bench.principal("ed")).claim.claimant.name == Self.name)
        #expect(try await bench.count("SELECT count(*) AS count FROM audit_events WHERE action = 'removal.made'") == 1)
        let words: SQL = "SELECT count(*) AS count FROM audit_events WHERE details::text ILIKE '%oduya%'"
        #expect(try await bench.count(words) == 0)

        let lifted = try await bench.desk.liftRemoval(removal.id, reason: "Overturned.", by: bench.caller("admin"))
        #expect(lifted.liftedAt != nil)
        for (form, text) in try await forms(of: claim, on: bench) { #expect(names(text), "\(form)") }
        await #expect(throws: RemovalError.lifted) {
            try await bench.desk.liftRemoval(removal.id, reason: "Again.", by: bench.caller("ed"))
        }
    }
}
