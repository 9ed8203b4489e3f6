import Domain
import Foundation
import TestSupport
import Testing
import Workflow

@testable import Web

/// What a cache may keep of a public page: never a state that is over.
@Suite(.database(migrations: Schema.migrations))
struct PublicFreshnessTests {
    /// What was seen of an address under a tag.
    private struct Seen {
        var bodies: [String: String] = [:]
        var last: String?
    }

    @Test func aTagStandsForOneStateWhateverChangesWithinASecond() async throws {
        try await LiveServer.run(publicURL: "https://facts.example.org", tuned: { $0.rates = .none }) { live in
            let article = try await live.article()
            let taken = try await live.take(as: "ana")
            let claim = taken.claim
            func post(_ path: String, as member: String = "ed", _ json: String = "") async throws {
                let reply = try await live.client.send("POST", path, as: member, json: json)
                #expect(reply.status < 300, "\(path): \(reply.text)")
            }
            func patch(_ path: String, _ json: String) async throws {
                let reply = try await live.client.send("PATCH", path, as: "admin", json: json)
                #expect(reply.status == 200, "\(path): \(reply.text)")
            }
            func submit(_ title: String, byline: String? = nil) async throws {
                let json: JSON = [
                    "externalId": "a1", "title": .string(title), "byline": JSON(byline), "requiredReviews": 1,
                    "body": .string(LiveServer.text),
                ]
                try await post("/v1/articles", as: "submitter", json.text())
            }
            try await post(
                "/v1/leases/\(taken.lease)/review", as: "ana", APIJobTests.review(taken.token))
            let embargo = "/v1/articles/\(article)/embargo"
            let members = try await live.client.get("/v1/members", as: "admin").json["items"]?.items ?? []
            let editor = try #require(members.first { $0["name"] == "ed" }?["id"]?.string)
            let changes: [(name: String, make: () async throws -> Void)] = [
                ("published", { try await post("/v1/claims/\(claim)/publication") }),
                ("held back", { try await post(embargo, #"{"until":"2999-01-01T00:00:00Z"}"#) }),
                ("shown again", { try await post(embargo, #"{"until":null}"#) }),
                ("new title", { try await submit("The wall") }), ("read", { try await live.work() }),
                ("new byline", { try await submit("The wall", byline: "Ann") }),
                ("read again", { try await live.work() }),
                ("paused", { try await post("/v1/claims/\(claim)/pause", #"{"publicText":"We look again."}"#) }),
                ("resumed", { try await post("/v1/claims/\(claim)/resumption", "{}") }),
                (
                    "clarified",
                    {
                        try await post(
                            "/v1/claims/\(claim)/corrections", #"{"decision":"clarification","publicText":"North."}"#)
                    }
                ), ("named", { try await patch("/v1/desk", #"{"policy":{"publicNames":true}}"#) }),
                ("another name", { try await patch("/v1/members/\(editor)", #"{"name":"Edna"}"#) }),
                ("unnamed", { try await patch("/v1/desk", #"{"policy":{"publicNames":false}}"#) }),
                ("another desk name", { try await patch("/v1/desk", #"{"name":"Coast"}"#) }),
                (
                    "asked",
                    {
                        try await post(
                            "/v1/claims/\(claim)/replies",
                            #"{"channel":"email","contact":"p","contactedAt":"2026-01-01T00:00:00Z","answer":"No.","answeredAt":"2026-01-02T00:00:00Z"}"#
                        )
                    }
                ),
                (
                    "corrected",
                    {
                        try await post(
                            "/v1/claims/\(claim)/corrections",
                            #"{"decision":"correction","publicText":"It was so.","rating":"accurate","rationale":"The register."}"#
                        )
                    }
                ),
                ("held back again", { try await post(embargo, #"{"until":"2999-01-01T00:00:00Z"}"#) }),
                ("shown at last", { try await post(embargo, #"{"until":null}"#) }),
                ("retracted", { try await post("/v1/claims/\(claim)/retraction", #"{"publicText":"Forged."}"#) }),
                ("killed", { try await post("/v1/articles/\(article)/withdrawal", #"{"reason":"r"}"#) }),
            ]
            let paths = [
                "", "?q=wall", "?rating=false", "/claims/\(claim)", "/articles/\(article)", "/feed.atom",
                "/corrections.atom",
            ]
            var seen: [String: Seen] = [:]
            let ahead = "Wed, 01 Jan 2999 00:00:00 GMT"
            for change in changes {
                try await change.make()
                for path in paths {
                    let address = "/desk/demo\(path)"
                    let what = "\(path), \(change.name)"
                    let now = try await live.client.get(address)
                    // By time alone nothing is ever unchanged.
                    let byTime = try await live.client.get(address, headers: ["If-Modified-Since": ahead])
                    #expect(byTime.status == now.status, "\(what)")
                    guard now.status == 200 else {
                        #expect(now.status == 404 && now.headers["cache-control"] == "no-store", "\(what)")
                        continue
                    }
                    #expect(byTime.text == now.text, "\(what)")
                    #expect(now.headers["last-modified"] == nil)
                    let tag = try #require(now.headers["etag"])
                    #expect((seen[path]?.bodies[tag] ?? now.text) == now.text, "\(what): another page under its tag")
                    if let last = seen[path]?.last, let old = seen[path]?.bodies[last] {
                        let reply = try await live.client.get(
                            address, headers: ["If-None-Match": last, "If-Modified-Since": ahead])
                        #expect(reply.status == (tag == last ? 304 : 200), "\(what)")
                        #expect(tag == last || reply.text == now.text)
                        if old != now.text { #expect(tag != last, "\(what): what changed has its old tag") }
                    }
                    seen[path, default: Seen()].bodies[tag] = now.text
                    seen[path]?.last = tag
                }
            }
            #expect((seen["/claims/\(claim)"]?.bodies.count ?? 0) > 9)
        }
    }
}
