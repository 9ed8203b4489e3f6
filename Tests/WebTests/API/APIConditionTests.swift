import Domain
import TestSupport
import Testing
import Workflow

@testable import Web

/// Conditions on every route that takes them.
@Suite(.database(migrations: Schema.migrations))
struct APIConditionTests {
    @Test func everyChangeThatTakesIfMatchReadsAllOfIt() async throws {
        try await LiveServer.run { live in
            try await live.article()
            let claim = try await live.take(as: "ana").claim
            let members = try await live.client.get("/v1/members", as: "admin").json["items"]?.items ?? []
            let member = try #require(members.first { $0["name"] == "chi" }?["id"]?.string)
            let scale = try #require(
                try await live.client.get("/v1/scales", as: "ed").json["items"]?.items.first?["id"]?.string)
            func rule(_ n: Int) -> String { #"{"rules":[{"name":"\#(n)","decision":"leave"}]}"# }
            func version(_ n: Int) -> String {
                #"{"name":"S\#(n)","ratings":[{"key":"true","label":"True","value":2},{"key":"false","label":"False","value":1}]}"#
            }
            let routes: [(method: String, path: String, read: String, body: (Int) -> String)] = [
                ("PATCH", "/v1/claims/\(claim)", "/v1/claims/\(claim)", { #"{"priority":\#($0)}"# }),
                ("PATCH", "/v1/desk", "/v1/desk", { #"{"name":"Desk \#($0)"}"# }),
                ("PATCH", "/v1/members/\(member)", "/v1/members/\(member)", { #"{"name":"Chi \#($0)"}"# }),
                ("PUT", "/v1/triage/rules", "/v1/triage/rules", rule),
                ("POST", "/v1/scales/\(scale)/versions", "/v1/scales/\(scale)", version),
            ]
            for route in routes {
                let sender = route.path.contains("claims") || route.path.contains("triage") ? "ed" : "admin"
                func tag() async throws -> String {
                    try #require(try await live.client.get(route.read, as: sender).headers["etag"])
                }
                func send(_ condition: String, _ number: Int) async throws -> Reply {
                    try await live.client.send(
                        route.method, route.path, as: sender, headers: ["If-Match": condition], json: route.body(number)
                    )
                }
                var number = 0
                // What has the state's tag among others, in one line or in two, and what takes any.
                for condition in ["TAG", "TAG, \"x\"", "\"x\", TAG", "\"999\"\r\nIf-Match: TAG", ",W/\"1\",TAG,", "*"] {
                    number += 1
                    let reply = try await send(condition.replacing("TAG", with: try await tag()), number)
                    #expect(reply.status < 300, "\(route.path) \(condition): \(reply.text)")
                }
                let now = try await tag()
                for (condition, detail) in [
                    ("W/\(now)", "weak"), ("\"999\", W/\(now)", now), ("\"999\"", now), ("\"x\"", "Nothing here"),
                    ("", "no ETag"),
                    ("\"0\(now.dropFirst())", "Nothing here"),
                ] {
                    let reply = try await send(condition, 99)
                    #expect(
                        reply.status == 412 && reply.problem == "changed-meanwhile",
                        "\(route.path) \(condition): \(reply.text)")
                    #expect(try reply.json["detail"]?.string?.contains(detail) == true, "\(condition): \(reply.text)")
                    #expect(try reply.json["field"] == "If-Match")
                }
                for condition in ["1", "\"1", "*, \(now)", "\(now)\r\nIf-Match: *"] {
                    let reply = try await send(condition, 99)
                    #expect(
                        reply.status == 422 && reply.problem == "invalid-field",
                        "\(route.path) \(condition): \(reply.text)")
                }
                #expect(try await tag() == now, "\(route.path): nothing was changed")
            }
        }
    }

    @Test func aFileThatSomebodyHasIsNotSentAgain() async throws {
        try await LiveServer.run { live in
            let ordered = try await live.client.send("POST", "/v1/exports", as: "ed", json: #"{"format":"csv"}"#)
            let path = "\(try #require(ordered.headers["location"]))/file"
            try await live.work()
            let tag = try #require(try await live.client.get(path, as: "ed").headers["etag"])
            let cases: [(headers: [String: String], status: Int)] = [
                (["If-None-Match": tag], 304), (["If-None-Match": "W/\(tag)"], 304),
                (["If-None-Match": "\"x\",\(tag)"], 304),
                (["If-None-Match": "*"], 304), (["If-None-Match": "\"x\""], 200), (["If-None-Match": "nonsense"], 200),
                (["If-Match": tag], 200), (["If-Match": "*"], 200), (["If-Match": "\"x\", \(tag)"], 200),
                (["If-Match": "W/\(tag)"], 412), (["If-Match": "\"x\""], 412), (["If-Match": ""], 412),
                (["If-Match": "\"x\"", "If-None-Match": tag], 412),
                (["If-None-Match": tag, "Range": "bytes=0-1"], 304),
                (["Range": "bytes=0-1", "If-Range": "W/\(tag)"], 200), (["If-Match": tag, "Range": "bytes=0-1"], 206),
            ]
            for (headers, status) in cases {
                let reply = try await live.client.get(path, as: "ed", headers: headers)
                #expect(reply.status == status, "\(headers): \(reply.text.prefix(200))")
                if status == 304 { #expect(reply.body.isEmpty && reply.headers["etag"] == tag) }
            }
        }
    }
}
