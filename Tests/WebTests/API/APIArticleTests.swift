import Domain
import Foundation
import Postgres
import TestSupport
import Testing
import Workflow

@testable import Web

/// Articles that are killed or held back, over HTTP.
@Suite(.database(migrations: Schema.migrations))
struct APIArticleTests {
    private static let until = "2099-03-14T06:00:00.000Z"

    @Test func anArticleIsKilledOnceAndItsHoldersAreTold() async throws {
        try await LiveServer.run { live in
            let article = try await live.article()
            let taken = try await live.take(as: "ana")
            let path = "/v1/articles/\(article)/withdrawal"
            let body = #"{"reason":"The story was made up."}"#
            let first = try await live.client.send(
                "POST", path, as: "submitter", headers: ["Idempotency-Key": "w"], json: body)
            #expect(first.status == 200)
            #expect(try first.json["status"] == "withdrawn" && first.json["publishedClaims"] == 0)
            #expect(try first.json["withdrawalReason"] == "The story was made up.")
            for headers in [["Idempotency-Key": "w"], [:]] {
                let again = try await live.client.send("POST", path, as: "submitter", headers: headers, json: body)
                #expect(again.status == 200)
                #expect(try again.json == first.json)
            }
            let late = try await live.client.send(
                "POST", "/v1/leases/\(taken.lease)/review", as: "ana", json: APIJobTests.review(taken.token))
            #expect(late.status == 409 && late.problem == "lease-lost")
            #expect(try late.json["ending"] == "withdrawn" && late.json["draftKept"] == true)
            #expect(try late.json["detail"]?.string?.contains("The article was withdrawn.") == true)
        }
    }

    @Test func anEmbargoIsSetShownAndLifted() async throws {
        try await LiveServer.run { live in
            let article = try await live.article()
            let path = "/v1/articles/\(article)"
            func embargo(_ json: String) async throws -> Reply {
                try await live.client.send("POST", "\(path)/embargo", as: "ed", json: json)
            }
            let set = try await embargo(#"{"until":"\#(Self.until)"}"#)
            #expect(set.status == 200)
            #expect(try set.json["embargoUntil"]?.string == Self.until)
            #expect(try await live.client.get(path, as: "ana").json["embargoUntil"]?.string == Self.until)
            for format in ["json", "csv", "md", "html"] {
                let held = try await live.client.get("\(path)/report?format=\(format)", as: "ed")
                #expect(held.status == 409 && held.problem == "embargoed", "\(held.text)")
                #expect(try held.json["embargoUntil"]?.string == Self.until)
                #expect((held.headers["retry-after"].flatMap { Int($0) } ?? 0) > 1_000_000_000)
            }
            let taken = try await live.take(as: "ana")
            _ = try await live.client.send(
                "POST", "/v1/leases/\(taken.lease)/review", as: "ana", json: APIJobTests.review(taken.token))
            let publication = "/v1/claims/\(taken.claim)/publication"
            let held = try await live.client.send("POST", publication, as: "ed", body: [])
            #expect(held.status == 409 && held.problem == "embargoed")
            let lifted = try await embargo(#"{"until":null}"#)
            #expect(try lifted.json["embargoUntil"] == .null)
            #expect(try await live.client.send("POST", publication, as: "ed", body: []).status == 201)
            #expect(try await live.client.get("\(path)/report", as: "ed").status == 200)
        }
    }

    @Test func badBodiesAreRefusedByName() async throws {
        try await LiveServer.run { live in
            let article = try await live.article()
            let bad: [(path: String, body: String, field: String)] = [
                ("withdrawal", "{}", "reason"), ("withdrawal", #"{"reason":" "}"#, "reason"),
                ("withdrawal", #"{"reason":"r","why":"x"}"#, "why"), ("embargo", "{}", "until"),
                ("embargo", #"{"until":"2020-01-01T00:00:00Z"}"#, "until"),
                ("embargo", #"{"until":"2099-01-01"}"#, "until"), ("embargo", #"{"until":7}"#, "until"),
            ]
            for (path, body, field) in bad {
                let reply = try await live.client.send("POST", "/v1/articles/\(article)/\(path)", as: "ed", json: body)
                #expect(reply.status == 422, "\(body): \(reply.text)")
                #expect(try reply.json["field"]?.string == field, "\(body): \(reply.text)")
            }
            let topics = try await live.client.send(
                "POST", "/v1/articles", as: "submitter", json: #"{"title":"t","body":"b","topics":["a",7]}"#)
            #expect(topics.status == 422)
            #expect(try topics.json["field"]?.string == "topics[1]")
        }
    }

    @Test func othersMayNotAndOtherDesksSeeNothing() async throws {
        try await LiveServer.run { live in
            let article = try await live.article()
            let theirs = Client(
                port: live.client.port, keys: try await LiveServer.makeKeys(on: live.desk, slug: "other"))
            for (path, body) in [("withdrawal", #"{"reason":"r"}"#), ("embargo", #"{"until":null}"#)] {
                let target = "/v1/articles/\(article)/\(path)"
                for member in ["submitter", "ed"] {
                    #expect(try await theirs.send("POST", target, as: member, json: body).status == 404)
                }
                #expect(try await live.client.send("POST", target, as: "ana", json: body).status == 403)
            }
            let members = try await live.client.get("/v1/members", as: "admin").json
            let ana = try #require(members["items"]?.items.first { $0["name"] == "ana" }?["id"]?.string)
            try await live.database.write { session in
                try session.execute("UPDATE members SET roles = roles || '{submitter}' WHERE id = \(ana)::uuid")
                try session.execute("UPDATE keys SET roles = roles || '{submitter}' WHERE member_id = \(ana)::uuid")
            }
            let refused = try await live.client.send(
                "POST", "/v1/articles/\(article)/withdrawal", as: "ana", json: #"{"reason":"r"}"#)
            #expect(refused.status == 403 && refused.problem == "forbidden")
            #expect(try refused.json["needs"]?.items == ["editor"])
        }
    }

    @Test func topicsAreShown() async throws {
        try await LiveServer.run { live in
            let sent = try await live.client.send(
                "POST", "/v1/articles", as: "submitter",
                json: #"{"title":"t","body":"b","topics":["Harbour","harbour"],"embargoUntil":"\#(Self.until)"}"#)
            let id = try #require(try sent.json["id"]?.string)
            let article = try await live.client.get("/v1/articles/\(id)", as: "ana").json
            #expect(article["topics"] == ["Harbour"] && article["embargoUntil"]?.string == Self.until)
        }
    }
}
