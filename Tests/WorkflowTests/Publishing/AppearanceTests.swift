import Domain
import Foundation
import Postgres
import Rendering
import TestSupport
import Testing

@testable import Workflow

/// What has become of checked words in their article: noticed with a new version, decided by an editor, told in every form.
@Suite(.desk)
struct AppearanceTests {
    /// The article without the words of a claim.
    private static func corrected(_ claim: Claim) -> String {
        Bench.text.replacing(claim.anchor?.exact ?? "", with: "Nobody knows how long the wall of Port Sable is.")
    }

    private func publishedThenCorrected(_ bench: Bench) async throws -> Claim {
        try await bench.article(requiredReviews: 2)
        let claim = try await bench.publishedClaim()
        let article = try await bench.article(Self.corrected(claim), requiredReviews: 2)
        #expect(article.version.number == 2)
        return try await bench.desk.claim(claim.id, for: bench.principal("ed")).claim
    }

    @Test func aNewVersionWithoutTheWordsIsNoticedAndWaitsForAnEditor() async throws {
        let bench = try await Bench.make()
        let claim = try await publishedThenCorrected(bench)
        #expect(claim.status == .published && claim.appearance.state == .changed && claim.versionNumber == 1)
        let waiting = try await bench.desk.claims(
            ClaimFilter(appearance: .changed), PageRequest(), for: bench.principal("ed"))
        #expect(waiting.items.map(\.claim.id) == [claim.id])
        #expect(
            try await bench.count(
                """
                SELECT count(*) AS count FROM audit_events
                WHERE action = 'claim.appearance' AND subject_id = \(claim.id) AND details->>'appearance' = 'changed'
                """) == 1)
        let decided = try await bench.desk.noteAppearance(
            AppearanceDecision(state: .corrected, note: "The article has 421 metres now."), of: claim.id,
            ifRevision: [claim.revision], by: bench.caller("ed"))
        #expect(decided.claim.appearance.state == .corrected)
        await #expect(throws: ClaimError.changedMeanwhile(revision: decided.claim.revision)) {
            try await bench.desk.noteAppearance(
                AppearanceDecision(state: .removed), of: claim.id, ifRevision: [claim.revision], by: bench.caller("ed"))
        }
        #expect(
            try await bench.desk.claims(
                ClaimFilter(appearance: .changed), PageRequest(), for: bench.principal("ed")
            ).items.isEmpty)
        // Another version without them leaves what the editor said; one that has them again is as it was.
        try await bench.article(Self.corrected(claim) + "\n\nMore to follow.", requiredReviews: 2)
        #expect(
            try await bench.desk.claim(claim.id, for: bench.principal("ed")).claim.appearance.state == .corrected)
        try await bench.article(Bench.text + "\n\nAs it was.", requiredReviews: 2)
        let back = try await bench.desk.claim(claim.id, for: bench.principal("ed")).claim
        #expect(back.appearance == .unchanged && back.versionNumber == 4)
    }

    @Test func everyFormTellsInWhichVersionTheWordsStood() async throws {
        let bench = try await Bench.make()
        let claim = try await publishedThenCorrected(bench)
        try await expect("In version 1 of the article, since changed by the publisher", of: claim, on: bench)
        _ = try await bench.desk.noteAppearance(
            AppearanceDecision(state: .corrected, note: "It has 421 metres now."), of: claim.id, ifRevision: nil,
            by: bench.caller("ed"))
        try await expect("In version 1 of the article, since corrected by the publisher", of: claim, on: bench)
        #expect(try await bench.page(of: claim).contains("It has 421 metres now."))
        let figures = try await bench.desk.figures(from: nil, to: nil, for: bench.principal("ed"))
        #expect(figures.appearances == [.corrected: 1])
        #expect(figures.html.contains("What publishers did") && figures.csv.contains("appearances,,,corrected,1"))
        #expect(figures.json["appearances"]?["corrected"] == 1)
    }

    private func expect(_ words: String, of claim: Claim, on bench: Bench) async throws {
        let report = try await bench.desk.report(claim.articleID, for: bench.principal("ed"))
        let forms = [
            "page": try await bench.page(of: claim), "desk": try await bench.deskPage(),
            "feed": try await bench.verdictFeed(), "public report": try await bench.reportPage(claim.articleID),
            "md": report.rendered(as: .md, server: ""), "html": report.html,
            "review": report.rendered(as: .claimreview, server: ""),
        ]
        for (form, text) in forms { #expect(text.contains(words), "\(form)") }
        let entry = try #require(report.json["claims"]?.items.first { $0["publicVerdict"] != .null })
        let line = try JSON(reading: Array(try await bench.stream(ExportOrder(format: .ndjson)).text.utf8))
        let state = words.contains("corrected") ? "corrected" : "changed"
        #expect(entry["appearance"]?["state"]?.string == state && line["appearance"]?["state"]?.string == state)
        #expect(entry["versionNumber"] == 1 && line["article"]?["version"] == 1)
        #expect(report.rendered(as: .csv, server: "").contains(",1,\(state),"))
        #expect(try await bench.stream(ExportOrder(format: .csv)).text.contains(",\(state),"))
    }

    @Test func noNumberStandsTwiceInAReport() async throws {
        let bench = try await Bench.make()
        let claim = try await publishedThenCorrected(bench)
        let report = try await bench.desk.report(claim.articleID, for: bench.principal("ed"))
        #expect(Set(report.entries.map(\.number)).count == report.entries.count)
        #expect(report.entries.last?.claim.id == claim.id)
        let ordinals = report.json["claims"]?.items.compactMap { $0["ordinal"]?.text() } ?? []
        #expect(ordinals == (1...report.entries.count).map(String.init))
    }

    @Test func thereIsNothingToSayOfAClaimWithoutAVerdict() async throws {
        let bench = try await Bench.make()
        let article = try await bench.article(requiredReviews: 1)
        let claim = try #require(
            try await bench.desk.claims(of: article.id, PageRequest(), for: bench.principal("ed")).items.first
        ).claim
        await #expect(throws: ClaimError.notEditable(claim.status)) {
            try await bench.desk.noteAppearance(
                AppearanceDecision(state: .removed), of: claim.id, ifRevision: nil, by: bench.caller("ed"))
        }
        await #expect(throws: InputError.self) {
            try await bench.desk.noteAppearance(
                AppearanceDecision(state: .changed), of: claim.id, ifRevision: nil, by: bench.caller("ed"))
        }
    }
}
