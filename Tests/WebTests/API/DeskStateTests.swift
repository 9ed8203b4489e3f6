import Domain
import Foundation
import HTTPTypes
import TestSupport
import Testing
import Workflow

@testable import Web

/// A desk in the states that it goes through from its first day to the last claim's end: in each of them every GET is
/// answered, and in the form that openapi.json names (the client sees to that).
@Suite(.database(migrations: Schema.migrations))
struct DeskStateTests {
    @Test func everyReadingIsAnsweredInEveryStateOfTheDesk() async throws {
        try await LiveServer.run { live in
            try await Self.readAll(of: live, AccessSubjects(), "a desk on its first day")
            #expect(try await Self.oldestOpen(live) == .null)

            let subjects = try await AccessSubjects.make(on: live)
            try await Self.disagree(on: live)
            try await Self.readAll(of: live, subjects, "a busy desk")
            #expect(try await Self.oldestOpen(live) != .null)

            var held = [Held(id: subjects.ids["leases"] ?? "", token: subjects.token, reviewer: "ana")]
            for reviewer in ["ana", "ben", "chi"] { held += try await Self.takeAll(as: reviewer, on: live) }
            try await Self.readAll(of: live, subjects, "a desk with everything leased")
            #expect(try await Self.oldestOpen(live) == .null)

            for lease in held {
                let reply = try await live.client.send(
                    "POST", "/v1/leases/\(lease.id)/review", as: lease.reviewer, json: APIJobTests.review(lease.token))
                #expect(reply.status == 201, "\(reply.text)")
            }
            try await Self.finish(live)
            try await Self.readAll(of: live, subjects, "a desk with all done")
            let queue = try await live.client.get("/v1/queue", as: "ed").json
            #expect(queue["queue"]?["open"] == 0 && queue["queue"]?["leased"] == 0)
            #expect(queue["oldestOpenSeconds"] == .null)
        }
    }

    private struct Held {
        let id: String
        let token: String
        let reviewer: String
    }

    /// What else a route may be asked for.
    private static let queries = [
        "/v1/articles/{id}": ["include=text"],
        "/v1/articles/{id}/report": ["format=csv", "format=md", "format=html", "format=claimreview"],
        "/v1/statistics": ["format=csv", "format=html", "timeZone=Europe/Oslo"],
        "/v1/triage/balance": ["by=topic", "by=kind"], "/v1/correction-requests": ["open=true"],
        "/v1/claims": ["q=harbour", "minScore=0.5"], "/v1/members": ["state=deactivated"],
        "/desk/{slug}": ["q=harbour", "rating=false"],
    ]

    /// Asks for everything as every kind of member that may. Without ids whatever has one is not there.
    private static func readAll(of live: LiveServer, _ subjects: AccessSubjects, _ state: String) async throws {
        let routes = RouteTable.all(metrics: Metrics(), publicURL: "").routes.filter { $0.method == .get }
        for route in routes {
            for query in [""] + (queries[route.path] ?? []) {
                for member in readers(of: route) {
                    let path = path(of: route, subjects)
                    // A stream does not end; its head says as much of the desk's state.
                    let method = route.path == "/v1/events" ? "HEAD" : "GET"
                    let reply = try await live.client.send(
                        method, query.isEmpty ? path : "\(path)?\(query)", as: member)
                    let isMissing =
                        path.contains(nobody) || (route.path.hasPrefix("/desk/") && route.path != "/desk/{slug}")
                    let wanted = route.path == "/" ? [303] : isMissing ? [200, 404] : [200]
                    #expect(
                        wanted.contains(reply.status),
                        "\(state), \(member ?? "nobody"): \(path) \(query): \(reply.text)")
                }
            }
        }
    }

    private static func readers(of route: Route) -> [String?] {
        guard case .act(let act) = route.access else { return [nil] }
        let members: [(String, Role)] = [("ana", .reviewer), ("ed", .editor), ("audrey", .auditor), ("admin", .admin)]
        return members.filter { act.roles.contains($0.1) }.map(\.0)
    }

    private static let nobody = "01890a5d-ac96-774b-bcce-b302099a8057"

    private static func path(of route: Route, _ subjects: AccessSubjects) -> String {
        if route.path == "/v1/exports/stream" { return "/v1/exports/stream?format=csv" }
        let path = subjects.path(
            route.path.replacing("{slug}", with: route.path.hasPrefix("/problems") ? "not-found" : "demo"))
        // A desk without rows has no ids to put in.
        return path.split(separator: "/", omittingEmptySubsequences: false).enumerated()
            .map { $0.offset > 0 && $0.element.isEmpty && path != "/" ? nobody : String($0.element) }.joined(
                separator: "/")
    }

    private static func oldestOpen(_ live: LiveServer) async throws -> JSON? {
        try await live.client.get("/v1/queue", as: "ed").json["oldestOpenSeconds"]
    }

    /// Another article, of whose claims one is disputed, one agreed and one half reviewed.
    private static func disagree(on live: LiveServer) async throws {
        let article = try await live.article(requiredReviews: 2, externalID: "a2")
        for (reviewer, ratings) in [("ben", ["false", "accurate", "mostly"]), ("chi", ["accurate", "accurate"])] {
            for rating in ratings {
                let taken = try await live.client.send(
                    "POST", "/v1/queue/take", as: reviewer, json: #"{"articleId":"\#(article)"}"#
                ).json["leases"]?.items.first
                let (id, token) = (try #require(taken?["id"]?.string), try #require(taken?["token"]?.string))
                let reply = try await live.client.send(
                    "POST", "/v1/leases/\(id)/review", as: reviewer, json: APIJobTests.review(token, rating))
                #expect(reply.status == 201, "\(reply.text)")
            }
        }
        let disputes = try await live.client.get("/v1/disputes", as: "ed").json["items"]?.items.count
        #expect(disputes ?? 0 > 0)
    }

    private static func takeAll(as reviewer: String, on live: LiveServer) async throws -> [Held] {
        let leases =
            try await live.client.send("POST", "/v1/queue/take", as: reviewer, json: #"{"limit":20}"#)
            .json["leases"]?.items ?? []
        return leases.compactMap { lease in
            guard let id = lease["id"]?.string, let token = lease["token"]?.string else { return nil }
            return Held(id: id, token: token, reviewer: reviewer)
        }
    }

    /// Decides and publishes whatever is there; what is public is paused, retracted or stays.
    private static func finish(_ live: LiveServer) async throws {
        let claims = try await live.client.get("/v1/claims?limit=200", as: "ed").json["items"]?.items ?? []
        var published: [String] = []
        for claim in claims {
            let (id, status) = (try #require(claim["id"]?.string), claim["status"]?.string)
            func post(_ what: String, _ body: String) async throws -> Reply {
                try await live.client.send("POST", "/v1/claims/\(id)/\(what)", as: "ed", json: body)
            }
            if status == "detected" || status == "queued" {
                #expect(try await post("triage", #"{"decision":"dismiss","reason":"Done."}"#).status == 200)
                continue
            }
            if status == "dismissed" { continue }
            if status == "disputed" {
                #expect(try await post("verdict", #"{"rating":"false","rationale":"So."}"#).status == 201)
            }
            let reply = try await post("publication", "{}")
            #expect(reply.status == 201, "\(status ?? ""): \(reply.text)")
            published.append(id)
        }
        for (id, what) in zip(published, ["pause", "retraction"]) {
            let reply = try await live.client.send(
                "POST", "/v1/claims/\(id)/\(what)", as: "ed", json: #"{"publicText":"We look again."}"#)
            #expect(reply.status == 201, "\(reply.text)")
        }
        try await live.work()
    }
}
