import Domain
import Foundation
import TestSupport
import Testing
import Workflow

@testable import Web

/// Triage over HTTP.
@Suite(.database(migrations: Schema.migrations))
struct APITriageTests {
    /// The ids of the article's queued claims, in reading order.
    private static func queued(_ live: LiveServer, _ article: String) async throws -> [JSON] {
        try await live.client.get("/v1/articles/\(article)/claims?limit=200", as: "ed").json["items"]?.items
            .filter { $0["status"] == "queued" } ?? []
    }

    @Test func aClaimIsMergedAndItsLogTellsWhy() async throws {
        try await LiveServer.run { live in
            let claims = try await Self.queued(live, try await live.article())
            let ids = claims.compactMap { $0["id"]?.string }
            let path = "/v1/claims/\(ids[0])/triage"
            let body = #"{"decision":"merge","into":"\#(ids[1])","reason":"It says the same."}"#
            for _ in 0..<2 {
                let merged = try await live.client.send(
                    "POST", path, as: "ed", headers: ["Idempotency-Key": "m"], json: body)
                #expect(merged.status == 200)
                #expect(try merged.json["status"] == "merged" && merged.json["mergedInto"]?.string == ids[1])
            }
            let again = try await live.client.send("POST", path, as: "ed", json: body)
            #expect(again.status == 409 && again.problem == "wrong-state")
            let back = try await live.client.send(
                "POST", "/v1/claims/\(ids[1])/triage", as: "ed",
                json: #"{"decision":"merge","into":"\#(ids[0])","reason":"r"}"#)
            #expect(back.status == 409)
            #expect(try back.json["field"] == "into" && back.json["mergedInto"]?.string == ids[1])
            let log = try await live.client.get("\(path)?limit=1", as: "ana").json
            #expect(log["items"]?.items.first?["rule"] == "queue_score")
            let next = try #require(log["next"]?.string)
            let rest = try await live.client.get("\(path)?limit=1&cursor=\(next)", as: "ana").json["items"]?.items
            #expect(rest?.first?["into"]?.string == ids[1] && rest?.first?["member"]?["name"] == "ed")
        }
    }

    @Test func aClaimIsSplit() async throws {
        try await LiveServer.run { live in
            let article = try await live.article()
            let claims = try await Self.queued(live, article)
            let whole = try #require(claims.first { $0["anchor"]?["exact"]?.string?.contains("412") == true })
            let id = try #require(whole["id"]?.string)
            guard case .int(let start)? = whole["anchor"]?["start"], case .int(let end)? = whole["anchor"]?["end"]
            else { throw CancellationError() }
            let body = """
                {"decision":"split","reason":"Two things.","parts":[{"start":\(start),"end":\(start + 20)},
                {"start":\(start + 21),"end":\(end),"statement":"The rest."}]}
                """
            let split = try await live.client.send("POST", "/v1/claims/\(id)/triage", as: "ed", json: body)
            #expect(split.status == 200)
            #expect(try split.json["status"] == "dismissed")
            let parts = try await Self.queued(live, article).filter { $0["splitFrom"]?.string == id }
            #expect(parts.count == 2 && parts.last?["statement"] == "The rest.")
        }
    }

    @Test func badDecisionsAreRefusedByName() async throws {
        try await LiveServer.run { live in
            let claims = try await Self.queued(live, try await live.article())
            let ids = claims.compactMap { $0["id"]?.string }
            let path = "/v1/claims/\(ids[0])/triage"
            let bad: [(body: String, field: String)] = [
                (#"{"decision":"drop","reason":"r"}"#, "decision"), (#"{"reason":"r"}"#, "decision"),
                (#"{"decision":"queue"}"#, "reason"), (#"{"decision":"queue","reason":" "}"#, "reason"),
                (#"{"decision":"queue","reason":"r","into":"\#(ids[1])"}"#, "into"),
                (#"{"decision":"merge","reason":"r","parts":[]}"#, "parts"),
                (#"{"decision":"merge","reason":"r"}"#, "into"),
                (#"{"decision":"merge","reason":"r","into":"7"}"#, "into"),
                (#"{"decision":"merge","reason":"r","into":"\#(ids[0])"}"#, "into"),
                (#"{"decision":"merge","reason":"r","into":"01890a5d-ac96-774b-bcce-b302099a8057"}"#, "into"),
                (#"{"decision":"split","reason":"r"}"#, "parts"),
                (#"{"decision":"split","reason":"r","parts":[{"start":1}]}"#, "parts[0].end"),
            ]
            for (body, field) in bad {
                let reply = try await live.client.send("POST", path, as: "ed", json: body)
                #expect(reply.status == 422, "\(body): \(reply.text)")
                #expect(try reply.json["field"]?.string == field, "\(body): \(reply.text)")
            }
            let taken = try await live.take(as: "ana")
            let held = try await live.client.send(
                "POST", "/v1/claims/\(taken.claim)/triage", as: "ed", json: #"{"decision":"dismiss","reason":"r"}"#)
            #expect(held.status == 409 && held.problem == "reviews-already-given")
            #expect(try held.json["field"] == nil)
            #expect(try held.json["detail"] == "Somebody holds the claim or has reviewed it.")
        }
    }

    @Test func otherDesksSeeNothing() async throws {
        try await LiveServer.run { live in
            let claims = try await Self.queued(live, try await live.article())
            let ids = claims.compactMap { $0["id"]?.string }
            let theirs = Client(
                port: live.client.port, keys: try await LiveServer.makeKeys(on: live.desk, slug: "other"))
            let path = "/v1/claims/\(ids[0])/triage"
            #expect(try await theirs.get(path, as: "ed").status == 404)
            for body in [
                #"{"decision":"merge","reason":"r","into":"\#(ids[1])"}"#,
                #"{"decision":"split","reason":"r","parts":[{"start":0,"end":1},{"start":1,"end":2}]}"#,
            ] { #expect(try await theirs.send("POST", path, as: "ed", json: body).status == 404) }
            let balance = try await theirs.get("/v1/triage/balance?by=topic", as: "ana").json
            #expect(balance["total"]?["found"] == 0)
        }
    }

    @Test func theBalanceIsReadByEverybody() async throws {
        try await LiveServer.run { live in
            try await live.article()
            let balance = try await live.client.get("/v1/triage/balance?by=kind&since=2020-01-01T00:00:00Z", as: "ana")
            #expect(balance.status == 200)
            #expect(try balance.json["by"] == "kind" && balance.json["since"] == "2020-01-01T00:00:00.000Z")
            let bad: [(query: String, field: String)] = [
                ("by=colour", "by"), ("since=yesterday", "since"),
                ("since=2026-01-02T00:00:00Z&until=2026-01-01T00:00:00Z", "since"), ("x=1", "x"),
            ]
            for (query, field) in bad {
                let reply = try await live.client.get("/v1/triage/balance?\(query)", as: "ana")
                #expect(reply.status == 422)
                #expect(try reply.json["field"]?.string == field)
            }
        }
    }
}

/// The desk's rules over HTTP.
@Suite(.database(migrations: Schema.migrations))
struct APITriageRulesTests {
    private static let rules =
        #"{"rules":[{"name":"Barges","conditions":{"keywords":["barges"],"maxScore":1},"decision":"dismiss"}]}"#

    @Test func rulesAreReadReplacedAndApplied() async throws {
        try await LiveServer.run { live in
            func put(_ json: String, _ headers: [String: String] = [:], as member: String = "ed") async throws -> Reply
            {
                try await live.client.send("PUT", "/v1/triage/rules", as: member, headers: headers, json: json)
            }
            let none = try await live.client.get("/v1/triage/rules", as: "ana")
            #expect(try none.headers["etag"] == "\"0\"" && none.json["rules"]?.items.isEmpty == true)
            for _ in 0..<2 {
                let first = try await put(Self.rules, ["Idempotency-Key": "r", "If-Match": "\"0\""])
                #expect(first.status == 200 && first.headers["etag"] == "\"1\"")
                #expect(try first.json["rules"]?.items.first?["conditions"]?["keywords"] == ["barges"])
            }
            let stale = try await put(#"{"rules":[]}"#, ["If-Match": "\"0\""])
            #expect(stale.status == 412 && stale.problem == "changed-meanwhile" && stale.headers["etag"] == "\"1\"")
            #expect(try await put(Self.rules, as: "admin").headers["etag"] == "\"1\"")
            for member in ["ana", "submitter", "audrey"] {
                #expect(try await put(Self.rules, as: member).status == 403)
            }
            let article = try await live.article()
            let claims = try await live.client.get("/v1/articles/\(article)/claims", as: "ed").json["items"]?.items
            let barges = try #require(claims?.first { $0["anchor"]?["exact"]?.string?.contains("barges") == true })
            #expect(barges["status"] == "dismissed")
            let id = try #require(barges["id"]?.string)
            let log = try await live.client.get("/v1/claims/\(id)/triage", as: "ed").json["items"]?.items
            #expect(log?.first?["rule"] == "Barges" && log?.first?["ruleRevision"] == 1)
        }
    }

    @Test func rulesThatCannotBeOnesAreRefusedByName() async throws {
        func rule(_ more: String) -> String { #"{"rules":[{"name":"a","decision":"queue"},{\#(more)}]}"# }
        let bad: [(body: String, field: String)] = [
            ("{}", "rules"), (#"{"rules":[7]}"#, "rules[0]"), (rule(#""decision":"queue""#), "rules[1].name"),
            (rule(#""name":"b","decision":"keep""#), "rules[1].decision"),
            (rule(#""name":"a","decision":"queue""#), "rules[1].name"),
            (rule(#""name":"queue_score","decision":"queue""#), "rules[1].name"),
            (rule(#""name":"b","decision":"queue","priority":101"#), "rules[1].priority"),
            (rule(#""name":"b","decision":"queue","conditions":{"minScore":2}"#), "rules[1].conditions.minScore"),
            (rule(#""name":"b","decision":"queue","conditions":{"minscore":1}"#), "rules[1].conditions.minscore"),
            (rule(#""name":"b","decision":"queue","conditions":{"kinds":["x"]}"#), "rules[1].conditions.kinds[0]"),
        ]
        try await LiveServer.run { live in
            for (body, field) in bad {
                for (method, path) in [("PUT", "/v1/triage/rules"), ("POST", "/v1/triage/dry-run")] {
                    if method == "POST", body == "{}" { continue }
                    let reply = try await live.client.send(method, path, as: "ed", json: body)
                    #expect(reply.status == 422, "\(body): \(reply.text)")
                    #expect(try reply.json["field"]?.string == field, "\(body): \(reply.text)")
                }
            }
            let many = try await live.client.send(
                "POST", "/v1/triage/dry-run", as: "ed", json: #"{"articles":0}"#)
            #expect(many.status == 422)
            #expect(try many.json["field"] == "articles")
            #expect(try await live.count("triage_rule_sets") == 0)
        }
    }

    @Test func aDryRunShowsTheDifferences() async throws {
        try await LiveServer.run { live in
            try await live.article()
            let run = try await live.client.send("POST", "/v1/triage/dry-run", as: "audrey", json: Self.rules)
            #expect(run.status == 200)
            let difference = try #require(try run.json["differences"]?.items.first)
            #expect(difference["rule"] == "Barges" && difference["decision"] == "dismiss")
            #expect(difference["status"] == "queued")
            let own = try await live.client.send("POST", "/v1/triage/dry-run", as: "admin", json: "{}")
            #expect(try own.json["differing"] == 0 && own.json["articles"] == 1)
            #expect(try await live.client.send("POST", "/v1/triage/dry-run", as: "ana", json: "{}").status == 403)
            let theirs = Client(
                port: live.client.port, keys: try await LiveServer.makeKeys(on: live.desk, slug: "other"))
            let other = try await theirs.send("POST", "/v1/triage/dry-run", as: "ed", json: Self.rules)
            #expect(try other.json["claims"] == 0)
        }
    }
}
