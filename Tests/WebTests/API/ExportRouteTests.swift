import Digests
import Domain
import Foundation
import Postgres
import TestSupport
import Testing
import Workflow

@testable import Web

/// Exports over HTTP.
@Suite(.database(migrations: Schema.migrations))
struct ExportRouteTests {
    /// A desk with one published verdict.
    private static func run(_ body: @Sendable @escaping (LiveServer) async throws -> Void) async throws {
        try await LiveServer.run(publicURL: "https://desk.example") { live in
            try await live.article()
            let taken = try await live.take(as: "ana")
            let reviewed = try await live.client.send(
                "POST", "/v1/leases/\(taken.lease)/review", as: "ana", json: APIJobTests.review(taken.token))
            #expect(reviewed.status == 201)
            let path = "/v1/claims/\(taken.claim)/publication"
            #expect(try await live.client.send("POST", path, as: "ed", body: []).status == 201)
            try await body(live)
        }
    }

    @Test func aFileIsOrderedMadeAndDownloadedInParts() async throws {
        try await Self.run { live in
            let client = live.client
            let ordered = try await client.send("POST", "/v1/exports", as: "ed", json: #"{"format":"csv"}"#)
            let path = try #require(ordered.headers["location"])
            #expect(ordered.status == 202)
            #expect(try ordered.json["state"] == "queued")
            let early = try await client.get("\(path)/file", as: "ed")
            #expect(early.status == 409 && early.problem == "export-not-ready")
            try await live.work()

            let export = try await client.get(path, as: "ed").json
            #expect(export["state"] == "ready" && export["manifest"]?["counts"]?["verdicts"] == 1)
            let whole = try await client.get("\(path)/file", as: "ed")
            #expect(whole.status == 200 && whole.headers["accept-ranges"] == "bytes")
            #expect(whole.headers["content-type"] == "text/csv; charset=utf-8; header=present")
            #expect(whole.headers["claimdesk-audit-head"] != nil)
            #expect(whole.body.count == Int(whole.headers["content-length"] ?? ""))
            let digest = Data(SHA256.hash(whole.body))
            #expect(whole.headers["repr-digest"] == "sha-256=:\(digest.base64EncodedString()):")
            #expect(whole.headers["etag"] == "\"\(export["file"]?["sha256"]?.string ?? "")\"")
            #expect(whole.text.contains("https://desk.example/desk/demo/claims/"))

            let size = whole.body.count
            let etag = try #require(whole.headers["etag"])
            let cases: [(headers: [String: String], status: Int, bytes: Range<Int>?)] = [
                (["Range": "bytes=10-19"], 206, 10..<20), (["Range": "bytes=\(size - 5)-"], 206, size - 5..<size),
                (["Range": "bytes=-7"], 206, size - 7..<size), (["Range": "bytes=\(size)-"], 416, nil),
                (["Range": "bytes=10-19", "If-Range": etag], 206, 10..<20),
                (["Range": "bytes=10-19", "If-Range": "\"another\""], 200, 0..<size),
                (["Range": "bytes=1-2,4-5"], 200, 0..<size),
            ]
            for (headers, status, bytes) in cases {
                let reply = try await client.get("\(path)/file", as: "ed", headers: headers)
                #expect(reply.status == status, "\(headers)")
                guard let bytes else { continue }
                #expect(reply.body == Array(whole.body[bytes]))
                let range = "bytes \(bytes.lowerBound)-\(bytes.upperBound - 1)/\(size)"
                #expect(reply.headers["content-range"] == (status == 206 ? range : nil))
            }
            let head = try await client.send("HEAD", "\(path)/file", as: "ed")
            #expect(head.status == 200 && head.headers["content-length"] == String(size) && head.body.isEmpty)
        }
    }

    @Test func aStreamTellsItsDigestAtItsEnd() async throws {
        try await Self.run { live in
            let reply = try await ChunkedReply(live, "/v1/exports/stream?format=ndjson", as: "ed")
            #expect(reply.head.contains("200 ok") && reply.head.contains("application/x-ndjson"))
            #expect(reply.head.contains("attachment; filename=\"claimdesk-demo-") && reply.isWhole)
            let verdict = try JSON(reading: reply.body.dropLast())
            #expect(
                Contract.mistakes(in: verdict, by: ["$ref": "#/components/schemas/ExportedVerdict"], at: "line")
                    .isEmpty)
            let digest = Data(SHA256.hash(reply.body)).base64EncodedString()
            #expect(reply.trailers["repr-digest"] == "sha-256=:\(digest):")
            #expect(reply.trailers["claimdesk-verdicts"] == "1")
            #expect(Timestamp.date(reply.trailers["claimdesk-snapshot"] ?? "") != nil)
        }
    }

    @Test(
        arguments: [
            ("", "format"), ("?format=xml", "format"), ("?format=zip", "format"), ("?format=csv&since=soon", "since"),
            ("?format=csv&since=2026-02-01&until=2026-01-01", "until"), ("?format=csv&statuses=open", "statuses"),
            ("?format=json&bom=true", "bom"), ("?format=csv&defuse=maybe", "defuse"),
            ("?format=csv&articleId=7", "articleId"), ("?format=csv&rating=false", "rating"),
        ])
    func aBadOrderNamesItsField(query: String, field: String) async throws {
        try await LiveServer.run { live in
            let reply = try await live.client.get("/v1/exports/stream\(query)", as: "ed")
            #expect(reply.status == 422)
            #expect(try reply.json["field"]?.string == field)
        }
    }

    @Test(
        arguments: [
            (#"{}"#, "format"), (#"{"format":"csv","statuses":[]}"#, "statuses"),
            (#"{"format":"claimreview","statuses":["decided"]}"#, "statuses"),
            (#"{"format":"csv","text":"a\u0000b"}"#, "text"), (#"{"format":"csv","colour":"red"}"#, "colour"),
            (#"{"format":"zip","defuse":false}"#, "defuse"), (#"{"format":"csv","until":"2026-13-01"}"#, "until"),
        ])
    func aBadOrderOfAFileNamesItsField(body: String, field: String) async throws {
        try await LiveServer.run { live in
            let reply = try await live.client.send("POST", "/v1/exports", as: "ed", json: body)
            #expect(reply.status == 422)
            #expect(try reply.json["field"]?.string == field)
        }
    }

    @Test func anArticleThatIsNotTheDesksIsNotFound() async throws {
        try await LiveServer.run { live in
            let id = "01890a5d-ac96-774b-bcce-b302099a8057"
            let path = "/v1/exports/stream?format=csv&articleId=\(id)"
            let streamed = try await live.client.get(path, as: "ed")
            let order = #"{"format":"csv","articleId":"\#(id)"}"#
            let ordered = try await live.client.send("POST", "/v1/exports", as: "ed", json: order)
            #expect(streamed.status == 404 && ordered.status == 404)
        }
    }

    @Test func aCancelledFileIsGone() async throws {
        try await Self.run { live in
            let client = live.client
            let ordered = try await client.send("POST", "/v1/exports", as: "ed", json: #"{"format":"json"}"#)
            let path = try #require(ordered.headers["location"])
            try await live.work()
            #expect(try await client.get("\(path)/file", as: "ed").status == 200)
            let cancelled = try await client.send("DELETE", path, as: "ed")
            #expect(cancelled.status == 200)
            #expect(try cancelled.json["state"] == "cancelled")
            let gone = try await client.get("\(path)/file", as: "ed")
            #expect(gone.status == 410 && gone.problem == "export-gone")
        }
    }

    @Test func tooManyOrdersAreToldSo() async throws {
        try await LiveServer.run { live in
            for expected in [202, 202, 202, 429] {
                let reply = try await live.client.send("POST", "/v1/exports", as: "ed", json: #"{"format":"csv"}"#)
                #expect(reply.status == expected)
            }
        }
    }

    @Test func unpublishedVerdictsAreForThoseWhoMaySeeThem() async throws {
        try await LiveServer.run { live in
            let client = live.client
            let article = try await live.article()
            let taken = try await live.take(as: "ana")
            _ = try await client.send(
                "POST", "/v1/leases/\(taken.lease)/review", as: "ana", json: APIJobTests.review(taken.token))
            let path = "/v1/articles/\(article)/report"
            func hidden() async throws -> [JSON] {
                let report = try await client.get("\(path)?include=unpublished", as: "ed").json
                #expect(report["summary"]?["published"] == 0 && !report.text().contains("\"publicVerdict\":{"))
                return (report["claims"]?.items ?? []).compactMap { $0["unpublishedVerdict"] }.filter { $0 != .null }
            }
            // One review was wanted: it agrees with itself.
            let drafts = try await hidden()
            #expect(drafts.map { $0["status"] } == ["draft"])
            #expect(drafts.first?["version"] == .null && drafts.first?["decidedAt"] == .null)
            #expect(drafts.first?["rating"]?["key"] == "accurate" && drafts.first?["reviews"] == 1)
            for format in ["html", "md"] {
                let text = try await client.get("\(path)?include=unpublished&format=\(format)", as: "audrey").text
                #expect(text.contains("raft, not decided") && text.contains("no editor has decided"))
                #expect(text.contains("1 has a draft that no editor decided on"))
                #expect(try await !client.get("\(path)?format=\(format)", as: "audrey").text.contains("raft, not"))
            }
            _ = try await client.send(
                "POST", "/v1/claims/\(taken.claim)/verdict", as: "ed",
                json: #"{"rating":"mostly","rationale":"Rounded up."}"#)
            let plain = try await client.get(path, as: "ed").json
            #expect(!plain.text().contains("Rounded up.") && plain["summary"]?["published"] == 0)
            let decided = try await hidden()
            #expect(decided.map { $0["rationale"] } == ["Rounded up."])
            #expect(decided.first?["status"] == "decided" && decided.first?["version"] == 1)
            for format in ["html", "md"] {
                let text = try await client.get("\(path)?include=unpublished&format=\(format)", as: "audrey").text
                #expect(text.contains("For the desk alone") && text.contains("ot published"))
            }
            for member in ["ana", "submitter"] {
                #expect(try await client.get("\(path)?include=unpublished", as: member).status == 403)
            }
        }
    }
}
