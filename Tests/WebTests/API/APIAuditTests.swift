import Domain
import Postgres
import TestSupport
import Testing

@testable import Web
@testable import Workflow

@Suite(.database(migrations: Schema.migrations, .server))
struct APIAuditTests {
    @Test func theLogIsListedTheNewestFirstWithWhoDidWhat() async throws {
        try await LiveServer.run { live in
            let article = try await live.article()
            let list = try await live.client.get("/v1/audit?subject=article&subjectId=\(article)", as: "audrey").json
            #expect(list["items"]?.items.map { $0["action"]?.string } == ["article.extracted", "article.submitted"])
            let submitted = try #require(list["items"]?.items.last)
            #expect(submitted["actor"]?["name"]?.string == "submitter")
            #expect(submitted["requestId"]?.string != nil && submitted["keyId"]?.string != nil)
            #expect(submitted["batch"] == .null)
            #expect(list["items"]?.items.first?["actor"] == .null)

            try await live.sealAll()
            let sealed = try await live.client.get("/v1/audit?action=article.submitted", as: "admin").json
            #expect(sealed["items"]?.items.map { $0["batch"] } == [.int(1)])
        }
    }

    @Test func aListGoesOnBehindItsCursorAndFiltersByActorAndTime() async throws {
        try await LiveServer.run { live in
            try await live.article()
            let total = try await live.count("audit_events")
            var (path, sequences): (String?, [Int]) = ("/v1/audit?limit=7", [])
            while let next = path {
                let page = try await live.client.get(next, as: "audrey").json
                sequences += (page["items"]?.items ?? []).compactMap { item in
                    if case .int(let sequence) = item["sequence"] { sequence } else { nil }
                }
                path = page["next"]?.string.map { "/v1/audit?limit=7&cursor=\($0)" }
            }
            #expect(sequences.count == total && sequences == sequences.sorted(by: >))

            let newest = try await live.client.get("/v1/audit?action=article.submitted", as: "audrey").json
            let (actor, at) = (
                try #require(newest["items"]?.items.first?["actor"]?["id"]?.string),
                try #require(newest["items"]?.items.first?["at"]?.string)
            )
            for (query, count) in [
                ("actor=\(actor)&action=article.submitted", 1), ("actor=\(actor)&until=\(at)", 1),
                ("action=article.submitted&since=\(at)", 1), ("action=article.submitted&until=\(at)", 0),
                ("action=article.submitted&since=2099-01-01T00:00:00%2B01:00", 0), ("subject=gossip", 0),
            ] {
                let found = try await live.client.get("/v1/audit?\(query)", as: "audrey").json["items"]?.items
                #expect(found?.count == count, "\(query)")
            }
        }
    }

    @Test(arguments: [
        ("subjectId=42", "subjectId"), ("actor=me", "actor"), ("action=claim.eaten", "action"),
        ("since=today", "since"),
        ("since=2026-01-02T00:00:00Z&until=2026-01-01T00:00:00Z", "until"), ("cursor=x", "cursor"), ("who=me", "who"),
    ])
    func aFilterThatCannotBeIsRefusedByName(query: String, field: String) async throws {
        try await LiveServer.run { live in
            let reply = try await live.client.get("/v1/audit?\(query)", as: "audrey")
            #expect(reply.status == 422)
            #expect(try reply.json["field"]?.string == field)
        }
    }

    @Test func theHeadIsForEveryMemberAndTheLogForAuditorsAndAdmins() async throws {
        try await LiveServer.run { live in
            let empty = try await live.client.get("/v1/audit/head", as: "ana").json
            #expect(empty["batch"] == 0 && empty["sealedAt"] == .null && empty["events"] == 0)
            try await live.sealAll()
            for (member, status) in [
                ("submitter", 403), ("ana", 403), ("ed", 403), ("eva", 403), ("audrey", 200), ("admin", 200),
            ] {
                #expect(try await live.client.get("/v1/audit", as: member).status == status, "\(member)")
                let head = try await live.client.get("/v1/audit/head", as: member)
                #expect(head.status == 200)
                let events = try await live.count("audit_events")
                #expect(try head.json["events"] == .int(events))
                #expect(try head.json["hash"]?.string.flatMap { AuditHash($0) } != AuditHash.zero)
            }
            #expect(try await live.client.get("/v1/audit/head").status == 401)
        }
    }
}

extension LiveServer {
    /// Seals what waits, in one batch: everything that is committed, on a server without others' transactions.
    func sealAll() async throws {
        #expect(try await desk.sealAudit() > 0)
    }
}
