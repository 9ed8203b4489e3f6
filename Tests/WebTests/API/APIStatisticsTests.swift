import Domain
import TestSupport
import Testing
import Workflow

@testable import Web

/// The desk's figures over HTTP.
@Suite(.database(migrations: Schema.migrations))
struct APIStatisticsTests {
    @Test func theFiguresComeInTheFormThatIsAskedFor() async throws {
        try await LiveServer.run { live in
            _ = try await live.article()
            for (query, accept, type) in [
                ("", "", "application/json"), ("", "text/csv", "text/csv; charset=utf-8; header=present"),
                ("", "text/html,application/xhtml+xml,*/*;q=0.8", "text/html; charset=utf-8"),
                ("?format=csv", "text/html", "text/csv; charset=utf-8; header=present"),
                ("?format=html", "", "text/html; charset=utf-8"),
                ("", "text/markdown, text/csv;q=0.1", "text/csv; charset=utf-8; header=present"),
            ] {
                let reply = try await live.client.get(
                    "/v1/statistics\(query)", as: "ana", headers: accept.isEmpty ? [:] : ["Accept": accept])
                #expect(reply.status == 200 && reply.headers["content-type"] == type, "\(query) \(accept)")
                #expect(reply.headers["vary"] == "Accept")
            }
            let page = try await live.client.get("/v1/statistics?format=html", as: "ana")
            #expect(page.text.contains("<svg") && !page.text.contains("<script"))
            let policy = page.headers["content-security-policy"] ?? ""
            #expect(policy.contains("default-src 'none'") && !policy.contains("script-src"))
            let file = try await live.client.get("/v1/statistics?format=csv&from=2026-01-01&to=2026-01-02", as: "ana")
            #expect(
                file.headers["content-disposition"]
                    == "attachment; filename=\"statistics-2026-01-01-2026-01-02.csv\"")
        }
    }

    @Test func theJSONHasEveryDayAndWhatWaits() async throws {
        try await LiveServer.run { live in
            _ = try await live.article()
            let json = try await live.client.get("/v1/statistics?timeZone=Europe/Oslo", as: "ed").json
            #expect(json["days"]?.items.count == 30 && json["timeZone"] == "Europe/Oslo")
            #expect(json["backlog"]?["byAge"]?.items.count == 6)
            #expect(json["totals"]?["found"] == json["backlog"]?["total"])
            #expect(json["agreement"]?.items.count == 3)
            let reviewer = try await live.client.get("/v1/statistics", as: "ana").json
            #expect(reviewer["agreement"] == .null)
        }
    }

    @Test(arguments: [
        ("from=2026-02-30", "from"), ("to=yesterday", "to"), ("from=2026-01-02&to=2026-01-01", "from"),
        ("from=2020-01-01&to=2026-01-01", "from"), ("timeZone=Mars%2FOlympus", "timeZone"),
        ("timeZone=+02:00", "timeZone"),
        ("format=pdf", "format"), ("days=3", "days"),
    ])
    func whatCannotBeIsRefusedByName(_ query: String, _ field: String) async throws {
        try await LiveServer.run { live in
            let reply = try await live.client.get("/v1/statistics?\(query)", as: "ed")
            #expect(reply.status == 422)
            #expect(try reply.json["field"] == .string(field))
        }
    }

    @Test func whatItCannotGiveIsNotAcceptable() async throws {
        try await LiveServer.run { live in
            let reply = try await live.client.get(
                "/v1/statistics", as: "ed", headers: ["Accept": "application/ld+json"])
            #expect(reply.status == 406)
        }
    }
}
