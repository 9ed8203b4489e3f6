import Domain
import Foundation
import Postgres
import Testing

@testable import Workflow

extension Bench {
    static let server = "https://desk.example"

    /// So many claims of one article, published one after the other with different ratings.
    func published(
        _ count: Int, rationale: String = "The harbour office's register says so.", externalID: String = "a1"
    ) async throws -> [Claim.ID] {
        let receipt = try await desk.submit(
            Submission(
                externalID: externalID, url: "https://sable.example/wall", title: "Harbour wall",
                publisher: "The Sable Post", body: Bench.text, requiredReviews: 1, topics: ["Harbour", "Money"]),
            by: caller("submitter"))
        try await work()
        var claims: [Claim.ID] = []
        for rating in ["false", "accurate", "mostly", "unverifiable"].prefix(count) {
            let take = try await desk.take(TakeRequest(articleID: receipt.articleID), by: caller("ana"))
            let lease = try #require(take.leases.first?.lease)
            var review = Bench.review(rating)
            review.rationale = rationale
            _ = try await desk.review(lease.id, token: lease.token, review, by: caller("ana"))
            _ = try await desk.publish(lease.claimID, overrideReason: nil, by: caller("ed"))
            claims.append(lease.claimID)
        }
        return claims
    }

    /// Makes a file and reads it as a client would.
    func file(_ order: ExportOrder) async throws -> (export: Export, content: Data) {
        let asked = try await desk.requestExport(order, server: Self.server, by: caller("ed"))
        #expect(asked.export.state == .queued)
        try await work()
        let export = try await desk.export(asked.export.id, for: principal("ed")).export
        #expect(export.state == .ready)
        return (export, try await content(of: export))
    }

    func content(of export: Export) async throws -> Data {
        var content = Data()
        while content.count < export.bytes ?? 0 {
            content += try await desk.exportBytes(of: export.id, from: content.count, for: principal("ed"))
        }
        return content
    }

    func stream(_ order: ExportOrder) async throws -> (bytes: [UInt8], text: String, manifest: ExportManifest) {
        let stream = try await desk.prepareStream(order, server: Self.server, for: principal("ed"))
        var bytes: [UInt8] = []
        let manifest = try await stream.run { bytes += $0 }
        return (bytes, String(decoding: bytes, as: UTF8.self), manifest)
    }

    /// Gives the verdicts' evidence enough text that an export takes many pieces; the tables' triggers are out of the way.
    func fatten(bytes: Int) async throws {
        try await database.write { session in
            try session.script(
                """
                ALTER TABLE evidence DISABLE TRIGGER USER;
                UPDATE evidence SET quote = (SELECT string_agg(md5(i::text), ' ') FROM generate_series(1, \(bytes / 33)) i);
                ALTER TABLE evidence ENABLE TRIGGER USER;
                """)
        }
    }
}
