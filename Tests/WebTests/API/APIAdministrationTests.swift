import Domain
import Foundation
import TestSupport
import Testing
import Workflow

@testable import Web

/// Members, keys, scales and settings over HTTP. Which roles a route takes is walked in APIAccessTests.
@Suite(.database(migrations: Schema.migrations))
struct APIAdministrationTests {
    private static let scale = #"""
        {"name":"Two","ratings":[{"key":"right","label":"صحيح","value":2,"colour":"#00AA00","translations":{"de":"Richtig"}},
        {"key":"wrong","label":"خطأ","value":1}]}
        """#

    @Test func badFieldsAreNamed() async throws {
        try await LiveServer.run { live in
            let ana = try #require(try await live.client.get("/v1/me", as: "ana").json["member"]?["id"]?.string)
            let id = try #require(
                try await live.client.get("/v1/scales", as: "ana").json["items"]?.items.first?["id"]?.string)
            let cases: [(method: String, path: String, body: String, field: String)] = [
                ("POST", "/v1/members", #"{"roles":["editor"]}"#, "name"),
                ("POST", "/v1/members", #"{"name":"D"}"#, "roles"),
                ("POST", "/v1/members", #"{"name":"D","roles":[]}"#, "roles"),
                ("POST", "/v1/members", #"{"name":"D","roles":["boss"]}"#, "roles[0]"),
                ("POST", "/v1/members", #"{"name":"D","roles":["editor"],"email":"d"}"#, "email"),
                ("POST", "/v1/members", #"{"name":"D","roles":["editor"],"email":"ANA@example.org"}"#, "email"),
                ("POST", "/v1/members", #"{"name":"D","roles":["editor"],"key":"yes"}"#, "key"),
                ("POST", "/v1/members", #"{"name":"D","roles":["editor"],"keyName":"k"}"#, "keyName"),
                ("PATCH", "/v1/members/\(ana)", #"{"name":""}"#, "name"),
                ("PATCH", "/v1/members/\(ana)", #"{"roles":[]}"#, "roles"),
                ("PATCH", "/v1/members/\(ana)", #"{"email":"ben@example.org"}"#, "email"),
                ("POST", "/v1/members/\(ana)/deactivation", "{}", "reason"),
                ("POST", "/v1/members/\(ana)/deactivation", #"{"reason":" "}"#, "reason"),
                ("GET", "/v1/members?state=gone", "", "state"), ("GET", "/v1/keys?memberId=7", "", "memberId"),
                ("GET", "/v1/members?cursor=WyJ4Il0", "", "cursor"),
                ("POST", "/v1/keys", "{}", "name"),
                ("POST", "/v1/keys", #"{"name":"k","roles":["admin"],"memberId":"\#(ana)"}"#, "roles"),
                ("POST", "/v1/keys", #"{"name":"k","expiresAt":"2020-01-01T00:00:00Z"}"#, "expiresAt"),
                ("PATCH", "/v1/desk", #"{"policy":{"requiredReviews":0}}"#, "policy.requiredReviews"),
                ("PATCH", "/v1/desk", #"{"policy":{"requiredReview":1}}"#, "policy.requiredReview"),
                ("PATCH", "/v1/desk", #"{"policy":{"agreement":"most"}}"#, "policy.agreement"),
                ("PATCH", "/v1/desk", #"{"policy":[]}"#, "policy"), ("PATCH", "/v1/desk", #"{"name":" "}"#, "name"),
                ("PATCH", "/v1/desk", #"{"scaleId":"\#(ana)"}"#, "scaleId"),
                ("POST", "/v1/scales", #"{"name":"S"}"#, "ratings"), ("POST", "/v1/scales", #"{"ratings":[]}"#, "name"),
                ("POST", "/v1/scales", #"{"name":"S","ratings":[{"key":"a","label":"a"}]}"#, "ratings"),
                ("POST", "/v1/scales", #"{"name":"S","ratings":[{"key":"a"}]}"#, "ratings[0].label"),
                (
                    "POST", "/v1/scales",
                    #"{"name":"S","ratings":[{"key":"a","label":"A"},{"key":"b","label":"B","direction":"up"}]}"#,
                    "ratings[1].direction"
                ),
                (
                    "POST", "/v1/scales", #"{"name":"S","ratings":[{"key":"a","label":"A","translations":{"de":1}}]}"#,
                    "ratings[0].translations.de"
                ),
                (
                    "POST", "/v1/scales/\(id)/versions",
                    Self.scale.replacing("\"value\":1", with: "\"value\":2"), "ratings[1].value"
                ),
            ]
            for (method, path, body, field) in cases {
                let reply = try await live.client.send(
                    method, path, as: "admin", body: body.isEmpty ? nil : Array(body.utf8))
                #expect(reply.status == 422, "\(method) \(path) \(body): \(reply.text)")
                #expect(try reply.json["field"]?.string == field, "\(method) \(path) \(body): \(reply.text)")
            }
            for path in ["/v1/desk", "/v1/members/\(ana)"] {
                let reply = try await live.client.send("PATCH", path, as: "admin", json: "{}")
                #expect(reply.status == 422 && reply.problem == "invalid-body")
            }
        }
    }

    @Test func anotherDesksPeopleDoNotExist() async throws {
        try await LiveServer.run { live in
            let theirs = Client(
                port: live.client.port, keys: try await LiveServer.makeKeys(on: live.desk, slug: "other"))
            let me = try await live.client.get("/v1/me", as: "ana").json
            let ana = try #require(me["member"]?["id"]?.string)
            let key = try #require(me["key"]?["id"]?.string)
            let scale = try #require(
                try await live.client.get("/v1/scales", as: "ana").json["items"]?.items.first?["id"]?.string)
            let requests: [(String, String, String?)] = [
                ("GET", "/v1/members/\(ana)", nil), ("PATCH", "/v1/members/\(ana)", #"{"name":"x"}"#),
                ("POST", "/v1/members/\(ana)/deactivation", #"{"reason":"r"}"#),
                ("POST", "/v1/members/\(ana)/activation", nil), ("POST", "/v1/keys/\(key)/revocation", nil),
                ("POST", "/v1/keys/\(key)/rotation", nil), ("GET", "/v1/scales/\(scale)", nil),
                ("POST", "/v1/scales/\(scale)/versions", Self.scale),
                ("POST", "/v1/keys", #"{"name":"k","memberId":"\#(ana)"}"#),
            ]
            for (method, path, body) in requests {
                let reply = try await theirs.send(method, path, as: "admin", body: body.map { Array($0.utf8) })
                #expect(reply.status == 404 && reply.problem == "not-found", "\(method) \(path): \(reply.text)")
            }
            #expect(try await theirs.get("/v1/keys?memberId=\(ana)", as: "admin").json["items"]?.items.isEmpty == true)
            #expect(try await live.client.get("/v1/me", as: "ana").status == 200)
        }
    }

    @Test func theWholeLifeOfAMember() async throws {
        try await LiveServer.run { live in
            let admin = "admin"
            let made = try await live.client.send(
                "POST", "/v1/members", as: admin, json: #"{"name":"Dora","roles":["reviewer","editor"],"key":true}"#)
            #expect(made.status == 201 && made.headers["etag"] == "\"1\"")
            let id = try #require(try made.json["id"]?.string)
            #expect(made.headers["location"] == "/v1/members/\(id)")
            let secret = try #require(try made.json["key"]?["secret"]?.string)
            let client = Client(port: live.client.port, keys: live.client.keys.merging(["dora": secret]) { $1 })
            let changed = try await client.send(
                "PATCH", "/v1/members/\(id)", as: admin, headers: ["If-Match": "\"1\""],
                json: #"{"roles":["reviewer"]}"#)
            #expect(changed.status == 200 && changed.headers["etag"] == "\"2\"")
            #expect(try await client.get("/v1/me", as: "dora").json["roles"] == ["reviewer"])
            let late = try await client.send(
                "PATCH", "/v1/members/\(id)", as: admin, headers: ["If-Match": "\"1\""], json: #"{"name":"D"}"#)
            #expect(late.status == 412 && late.headers["etag"] == "\"2\"")
            let gone = try await client.send(
                "POST", "/v1/members/\(id)/deactivation", as: admin, json: #"{"reason":"left"}"#)
            #expect(try gone.json["deactivatedAt"]?.string != nil)
            #expect(try await client.get("/v1/me", as: "dora").problem == "key-unknown")
            let names = try await client.get("/v1/members?state=active", as: "ed").json["items"]?.items
            #expect(names?.contains { $0["id"]?.string == id } == false)
            #expect(try await client.send("POST", "/v1/members/\(id)/activation", as: admin).status == 200)
            #expect(try await client.get("/v1/me", as: "dora").problem == "key-revoked")
            let last = try #require(try await client.get("/v1/me", as: admin).json["member"]?["id"]?.string)
            let refused = try await client.send(
                "POST", "/v1/members/\(last)/deactivation", as: admin, json: #"{"reason":"r"}"#)
            #expect(refused.status == 409 && refused.problem == "last-admin")
        }
    }

    @Test func aKeyIsRotatedByItsOwner() async throws {
        try await LiveServer.run { live in
            let id = try #require(try await live.client.get("/v1/me", as: "ana").json["key"]?["id"]?.string)
            let headers = ["Idempotency-Key": "once"]
            let rotated = try await live.client.send("POST", "/v1/keys/\(id)/rotation", as: "ana", headers: headers)
            #expect(rotated.status == 201)
            let secret = try #require(try rotated.json["secret"]?.string)
            // Sent again: the secret is not kept, and there is no second key.
            let again = try await live.client.send("POST", "/v1/keys/\(id)/rotation", as: "ana", headers: headers)
            #expect(again.status == 409 && again.problem == "idempotency-key-reused")
            let another = try await live.client.send("POST", "/v1/keys/\(id)/rotation", as: "ana")
            #expect(another.status == 409 && another.problem == "key-not-live")
            let client = Client(port: live.client.port, keys: ["new": secret, "old": live.client.keys["ana"] ?? ""])
            for key in ["new", "old"] { #expect(try await client.get("/v1/me", as: key).status == 200) }
            #expect(try await client.get("/v1/keys", as: "new").json["items"]?.items.count == 2)
            #expect(try await client.get("/v1/keys", as: "new").text.contains(secret) == false)
        }
    }

    @Test func aScaleAndItsVersionsOverHTTP() async throws {
        try await LiveServer.run { live in
            let made = try await live.client.send("POST", "/v1/scales", as: "admin", json: Self.scale)
            #expect(made.status == 201 && made.headers["etag"] == "\"1\"")
            let id = try #require(try made.json["id"]?.string)
            let used = try await live.client.send(
                "PATCH", "/v1/desk", as: "admin", json: #"{"scaleId":"\#(id)","policy":{"requiredReviews":1}}"#)
            #expect(try used.json["scale"]?["version"] == 1 && used.json["policy"]?["requiredReviews"] == 1)
            let next = try await live.client.send(
                "POST", "/v1/scales/\(id)/versions", as: "admin", headers: ["If-Match": "\"1\""], json: Self.scale)
            #expect(next.status == 201 && next.headers["etag"] == "\"2\"")
            let late = try await live.client.send(
                "POST", "/v1/scales/\(id)/versions", as: "admin", headers: ["If-Match": "\"1\""], json: Self.scale)
            #expect(late.status == 412)
            let shown = try await live.client.get("/v1/scales/\(id)", as: "ana").json
            #expect(shown["inUse"] == true && shown["versions"]?.items.count == 2)
            let first = shown["ratings"]?.items.first
            #expect(first?["direction"] == "true" && first?["colour"] == "#00aa00" && first?["label"] == "صحيح")
            try await live.article()
            let take = try await live.client.send("POST", "/v1/queue/take", as: "ana", json: "{}").json
            #expect(take["leases"]?.items.first?["scale"]?["version"] == 2)
            #expect(take["scales"]?.items.first?["ratings"]?.items.count == 2)
        }
    }
}
