import Domain
import Foundation
import TestSupport
import Testing

@testable import Workflow

/// Every value of a row stands under its own name, whatever is in the row: held against the same verdicts as JSON.
@Suite(.desk)
struct ExportColumnTests {
    private static let columns: KeyValuePairs<String, [String]> = [
        "claimId": ["claimId"], "status": ["status"], "url": ["url"], "statement": ["statement"], "exact": ["exact"],
        "claimant": ["claimant", "name"], "claimantKind": ["claimant", "kind"],
        "quotation": ["claimant", "quotation"], "kind": ["kind"], "score": ["score"], "rating": ["rating", "key"],
        "ratingLabel": ["rating", "label"], "ratingValue": ["rating", "value"], "scale": ["scale", "name"],
        "scaleVersion": ["scale", "version"], "rationale": ["rationale"], "basis": ["basis"], "reviews": ["reviews"],
        "verdictVersion": ["verdictVersion"], "decidedAt": ["decidedAt"], "publishedAt": ["publishedAt"],
        "reply": ["reply", "answer"], "articleId": ["article", "id"], "articleKind": ["article", "kind"],
        "articleTitle": ["article", "title"], "articleUrl": ["article", "url"],
        "articlePublisher": ["article", "publisher"], "articlePublishedAt": ["article", "publishedAt"],
        "articleVersion": ["article", "version"], "language": ["article", "language"],
        "ordinal": ["place", "ordinal"], "part": ["place", "part"], "start": ["place", "start"],
        "end": ["place", "end"], "people": ["people"], "title": ["title"], "summary": ["summary"],
        "claimReviewed": ["claimReviewed"], "sourceTitle": ["source", "title"], "sourceUrl": ["source", "url"],
        "appearance": ["appearance", "state"], "appearanceNote": ["appearance", "note"],
    ]

    @Test func everyValueStandsUnderItsName() async throws {
        let bench = try await Bench.make()
        let claims = try await bench.published(4, rationale: "It says \"so\",\n\n- once, and\r\n- twice; = 2.")
        _ = try await bench.desk.correct(
            claims[0],
            CorrectionDecision(
                kind: .correction, publicText: "We erred, \"twice\".\n\nSo.",
                verdict: VerdictRevision(
                    rating: "accurate", headline: Headline(title: "A, \"b\"", summary: "=1\n\n2", claimReviewed: "C,"))),
            by: bench.caller("ed"))
        _ = try await bench.desk.enter(
            .pause, of: claims[1], publicText: "We look, again.", reason: nil, by: bench.caller("ed"))
        _ = try await bench.desk.enter(
            .retraction, of: claims[2], publicText: "It was\n\"wrong\".", reason: nil, by: bench.caller("ed"))
        let article = try await bench.desk.claim(claims[0], for: bench.principal("ed")).claim.articleID
        let placeless = try await bench.desk.addClaim(
            ClaimAddition(
                statement: "The quay, \"closed\".",
                claimant: Claimant(name: "Watch, Harbour", kind: .named, quotation: .direct),
                source: ClaimSource(title: "A, leaflet", url: "https://watch.example.org/a"), requiredReviews: 1),
            to: article, by: bench.caller("ed")
        ).claim
        try await bench.publish(placeless.id)

        let filter = ExportFilter(statuses: Set(ExportFilter.Status.allCases))
        let table = CSVReading.rows(
            try await bench.stream(ExportOrder(format: .csv, filter: filter, defusesFormulas: false)).text)
        let lines = try await bench.stream(ExportOrder(format: .ndjson, filter: filter)).text
            .split(separator: "\n").map { try JSON(reading: Array($0.utf8)) }
        let header = try #require(table.first)
        #expect(table.count == 6 && lines.count == 5 && Set(header).count == header.count)
        for (row, line) in zip(table.dropFirst(), lines) {
            #expect(row.count == header.count)
            let cells = Dictionary(zip(header, row)) { first, _ in first }
            for (name, path) in Self.columns {
                let value = path.reduce(line) { $0[$1] ?? .null }
                let text = value == .null ? "" : value.string ?? value.text()
                #expect(cells[name] == text, "\(name)")
            }
            let told = line["corrections"]?.items.compactMap { $0["text"]?.string } ?? []
            for text in told { #expect(cells["corrections"]?.contains(text) == true) }
            #expect(cells["corrections"]?.isEmpty == told.isEmpty)
        }
    }
}
