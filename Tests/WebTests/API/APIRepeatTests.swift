import Domain
import TestSupport
import Testing
import Workflow

@testable import Web

/// Sending again is safe, and lists are read to their end.
@Suite(.database(migrations: Schema.migrations))
struct APIRepeatTests {
    @Test func theSameArticleIsStoredOnce() async throws {
        try await LiveServer.run { live in
            let body = #"{"externalId":"7","title":"t","body":"The wall is 412 metres long."}"#
            let first = try await live.client.send("POST", "/v1/articles", as: "submitter", json: body)
            #expect(first.status == 202)
            #expect(first.headers["location"] == "/v1/articles/\(try first.json["id"]?.string ?? "")")
            let again = try await live.client.send("POST", "/v1/articles", as: "submitter", json: body)
            #expect(again.status == 200)
            #expect(try again.json["id"] == first.json["id"] && again.json["created"] == false)
            let next = try await live.client.send(
                "POST", "/v1/articles", as: "submitter", json: body.replacing("412", with: "413"))
            #expect(next.status == 202)
            #expect(try next.json["id"] == first.json["id"] && next.json["version"] == 2)
            #expect(try await live.count("articles") == 1)
        }
    }

    @Test func anIdempotencyKeyMakesTwoRequestsOne() async throws {
        try await LiveServer.run { live in
            try await live.article()
            let headers = ["Idempotency-Key": "take-1"]
            func take(_ body: String, _ member: String = "ana") async throws -> Reply {
                try await live.client.send("POST", "/v1/queue/take", as: member, headers: headers, json: body)
            }
            let first = try await take("{}")
            let again = try await take("{}")
            #expect(first.status == 200 && again.status == 200)
            #expect(try again.json["leases"] == first.json["leases"])
            #expect(try await live.count("leases") == 1)
            let other = try await take(#"{"limit":2}"#)
            #expect(other.status == 409 && other.problem == "idempotency-key-reused")
            #expect(try other.json["field"] == "Idempotency-Key")
            let someoneElse = try await take("{}", "ben")
            #expect(someoneElse.status == 200)
            #expect(try someoneElse.json["leases"] != first.json["leases"])
        }
    }

    @Test func aDraftThatIsSentAgainDoesNotReplaceNewerWords() async throws {
        try await LiveServer.run { live in
            try await live.article()
            let held = try await live.take(as: "ana")
            func save(_ words: String, _ key: String) async throws -> Reply {
                let body: JSON = ["token": .string(held.token), "rationale": .string(words)]
                return try await live.client.send(
                    "PUT", "/v1/leases/\(held.lease)/draft", as: "ana", headers: ["Idempotency-Key": key],
                    json: body.text())
            }
            let first = try await save("At first.", "a")
            #expect(try await save("Then.", "b").status == 200)
            #expect(try await save("At first.", "a").body == first.body)
            #expect(try await save("Another.", "a").problem == "idempotency-key-reused")
            let kept = try await live.client.get("/v1/drafts", as: "ana").json["items"]?.items
            #expect(kept?.map { $0["draft"]?["rationale"] } == ["Then."])
        }
    }

    @Test(arguments: ["", String(repeating: "k", count: 256)])
    func anIdempotencyKeyHasAtMost255Characters(key: String) async throws {
        try await LiveServer.run { live in
            let reply = try await live.client.send(
                "POST", "/v1/articles", as: "submitter", headers: ["Idempotency-Key": key],
                json: #"{"title":"t","body":"b"}"#)
            #expect(reply.status == 422)
            #expect(try reply.json["field"] == "Idempotency-Key")
            #expect(try await live.count("articles") == 0)
        }
    }

    @Test func aNewKeysSecretIsNeverShownAgain() async throws {
        try await LiveServer.run { live in
            let members = try await live.client.get("/v1/members", as: "admin").json
            let id = try #require(members["items"]?.items.first?["id"]?.string)
            let body = #"{"memberId":"\#(id)","name":"n"}"#
            let headers = ["Idempotency-Key": "k"]
            let first = try await live.client.send("POST", "/v1/keys", as: "admin", headers: headers, json: body)
            let again = try await live.client.send("POST", "/v1/keys", as: "admin", headers: headers, json: body)
            #expect(first.status == 201)
            #expect(again.status == 409 && again.problem == "idempotency-key-reused")
        }
    }

    @Test func cursorsLeadThroughAWholeList() async throws {
        try await LiveServer.run { live in
            for index in 1...5 { try await live.article(externalID: "a\(index)") }
            var (path, ids, pages) = ("/v1/articles?limit=2", [String](), 0)
            while true {
                let page = try await live.client.get(path, as: "ana").json
                ids += page["items"]?.items.compactMap { $0["id"]?.string } ?? []
                pages += 1
                guard let next = page["next"]?.string, pages < 10 else { break }
                path = "/v1/articles?limit=2&cursor=\(next)"
            }
            #expect(pages == 3 && Set(ids).count == 5 && ids.count == 5)
        }
    }

    @Test func searchesNarrow() async throws {
        try await LiveServer.run { live in
            try await live.article()
            func count(_ query: String) async throws -> Int {
                try await live.client.get("/v1/claims?\(query)", as: "ana").json["items"]?.items.count ?? -1
            }
            let all = try await count("limit=200")
            #expect(all >= 3)
            #expect(try await count("q=barges") == 1)
            #expect(try await count("q=BARGES&status=published") == 0)
            #expect(try await count("q=100%25_") == 0)
            #expect(try await count("minScore=0") == all)
            #expect(try await count("claimant=oduya") >= 1)
            let none = try await live.client.get("/v1/articles?externalId=nothing", as: "ana").json
            #expect(none["items"]?.items.isEmpty == true && none["next"] == .null)
        }
    }
}
