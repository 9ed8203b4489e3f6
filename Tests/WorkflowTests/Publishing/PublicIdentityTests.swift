import Domain
import Foundation
import Postgres
import Rendering
import TestSupport
import Testing

@testable import Workflow

/// Nobody of the desk is named in public unless the desk says so.
@Suite(.desk)
struct PublicIdentityTests {
    /// Members with names that stand in no page by chance, and a verdict with everything that somebody could sign.
    private func story() async throws -> (bench: Bench, claim: Claim) {
        let bench = try await Bench.make()
        try await bench.article(requiredReviews: 2)
        let claim = try await bench.publishedClaim("false", "accurate")
        _ = try await bench.desk.recordReply(
            ReplyAttempt.Input(
                channel: .email, contact: "press@port.example", contactedAt: Date().addingTimeInterval(-3600)),
            on: claim.id, by: bench.caller("chi"))
        _ = try await bench.desk.requestCorrection(
            CorrectionRequest.Input(
                text: "It was amended.", requesterName: "Zacharias", requesterContact: "z@z.example"),
            of: claim.id, by: bench.caller("submitter"))
        try await bench.correct(claim, .correction, "The register had been amended.", rating: "accurate")
        try await bench.correct(claim, .clarification, "The northern one.")
        try await bench.database.write { try $0.execute("UPDATE members SET name = 'Zz' || name || 'zZ'") }
        return (bench, claim)
    }

    private static let nobody = ["Zz", "zZ", "@example.org", "Zacharias", "z@z.example", "press@port.example"]

    @Test func noPublicFormNamesAnybody() async throws {
        let (bench, claim) = try await story()
        let report = try await bench.desk.report(claim.articleID, for: bench.principal("audrey"))
        var forms = ReportFormat.allCases.map { ("\($0)", report.rendered(as: $0, server: "https://d.example")) }
        forms += [
            ("page", try await bench.page(of: claim)), ("desk", try await bench.deskPage()),
            ("report page", try await bench.reportPage(claim.articleID)),
            ("verdict feed", try await bench.verdictFeed()), ("correction feed", try await bench.correctionFeed()),
        ]
        let ids = bench.principals.values.map(\.memberID.description)
        for (name, text) in forms {
            #expect(text.contains(claim.words) || name == "correction feed", "\(name)")
            for word in Self.nobody + ids { #expect(!text.contains(word), "\(name): \(word)") }
        }
    }

    @Test func aDeskThatSaysSoNamesWhoDecidedAndNobodyElse() async throws {
        let (bench, claim) = try await story()
        let quiet = try await bench.desk.publicVerdict(claim.id, bench.request()).stamp
        try await bench.setPolicy("publicNames", true)
        let page = try await bench.page(of: claim)
        #expect(page.contains("ZzedzZ decided anew") && page.contains("ZzedzZ weighed the evidence"))
        for name in ["ana", "ben", "chi", "submitter", "admin"] { #expect(!page.contains("Zz\(name)")) }
        let named = try await bench.desk.publicVerdict(claim.id, bench.request()).stamp
        #expect(named.tag != quiet.tag)
        // A name that changes changes the page.
        try await bench.database.write { try $0.execute("UPDATE members SET name = 'Edith' WHERE name = 'ZzedzZ'") }
        #expect(try await bench.desk.publicVerdict(claim.id, bench.request()).stamp.tag != named.tag)
        #expect(try await bench.page(of: claim).contains("Edith decided anew"))
    }
}
