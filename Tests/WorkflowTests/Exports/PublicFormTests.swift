import Domain
import Foundation
import Postgres
import Rendering
import TestSupport
import Testing

@testable import Workflow

/// The public form of a verdict is written by Swift in a report and by the database in an export.
@Suite(.desk)
struct PublicFormTests {
    @Test func aReportAndAnExportTellTheSameOfAVerdict() async throws {
        let bench = try await Bench.make()
        let claims = try await bench.published(2)
        try await tell(of: claims[0], on: bench)
        let article = try await bench.desk.claim(claims[0], for: bench.principal("ed")).claim.articleID
        let report = try await bench.desk.report(article, for: bench.principal("ed")).json
        let lines = try await bench.stream(ExportOrder(format: .ndjson)).text.split(separator: "\n")
        #expect(lines.count == 2)
        for line in lines {
            let exported = try JSON(reading: Array(line.utf8))
            let entry = try #require(report["claims"]?.items.first { $0["id"] == exported["claimId"] })
            let verdict = try #require(entry["publicVerdict"])
            for name in ["rationale", "basis", "reviews", "people"] {
                #expect(exported[name] != nil && exported[name] == verdict[name], "\(name)")
            }
            #expect(exported["verdictVersion"] == verdict["version"])
            for name in ["key", "label"] { #expect(exported["rating"]?[name] == verdict["rating"]?[name], "\(name)") }
            for name in ["id", "version"] { #expect(exported["scale"]?[name] == verdict["scale"]?[name], "\(name)") }
            for name in ["statement", "status", "kind", "score"] { #expect(exported[name] == entry[name], "\(name)") }
            #expect(parts(of: exported["evidence"]) == parts(of: verdict["evidence"]))
            #expect(parts(of: exported["corrections"]) == parts(of: entry["corrections"]))
            #expect(exported["reply"] != nil && exported["reply"] == entry["reply"])
        }
        let told = try JSON(reading: Array(try #require(lines.first).utf8))
        #expect(parts(of: told["evidence"]).first?.count == 9 && parts(of: told["corrections"]).first?.count == 4)
        #expect(told["reply"]?["answer"] == "We stand by it.")
    }

    /// The members of each object of a list, but for times: Swift rounds those that the database makes to milliseconds,
    /// and the database cuts them off.
    private func parts(of list: JSON?) -> [[String: JSON]] {
        (list?.items ?? []).map { object in
            let members = object.members.filter { !["at", "retrievedAt"].contains($0.name) }
            return Dictionary(members.map { ($0.name, $0.value) }) { first, _ in first }
        }
    }

    /// An answer, an attempt after it that has none, and a word to the public.
    private func tell(of claim: Claim.ID, on bench: Bench) async throws {
        let asked = Date(timeIntervalSince1970: 1_790_000_000)
        for (days, answer) in [(0.0, "We stand by it."), (1.0, nil)] as [(Double, String?)] {
            _ = try await bench.desk.recordReply(
                ReplyAttempt.Input(
                    channel: .phone, contact: "Press office", contactedAt: asked.addingTimeInterval(days * 86_400),
                    answer: answer, answeredAt: answer.map { _ in asked.addingTimeInterval(3600) }),
                on: claim, by: bench.caller("ed"))
        }
        _ = try await bench.desk.enter(
            .clarification, of: claim, publicText: "In clearer words.", reason: nil, by: bench.caller("ed"))
    }
}
