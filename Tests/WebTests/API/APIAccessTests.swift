import Domain
import Foundation
import Postgres
import Rendering
import TestSupport
import Testing
import Workflow

@testable import Web

/// Who may do what, and to which desk's rows.
@Suite(.database(migrations: Schema.migrations))
struct APIAccessTests {
    private static let id = "01890a5d-ac96-774b-bcce-b302099a8057"

    @Test func everyRouteKeepsOutEveryRoleThatItDoesNotTake() async throws {
        // openapi.json is compared with the table of routes elsewhere; here the server is compared with the document.
        try await LiveServer.run { live in
            for path in OpenAPI.document["paths"]?.members ?? [] {
                for operation in path.value.members where path.name.hasPrefix("/v1/") {
                    let target = path.name.replacing(/\{[a-zA-Z]+\}/, with: Self.id)
                    let method = operation.name.uppercased()
                    let allowed = operation.value["x-roles"]?.items.compactMap(\.string) ?? []
                    for (member, roles) in LiveServer.members {
                        let may = allowed == ["any"] || roles.contains { allowed.contains($0.rawValue) }
                        let reply = try await live.client.send(
                            method, target, as: member, body: method == "GET" ? nil : [])
                        #expect((reply.status == 403) == !may, "\(member) \(method) \(target): \(reply.status)")
                        if !may { #expect(try reply.json["needs"]?.items.compactMap(\.string) == allowed) }
                    }
                    let stranger = try await live.client.send(method, target, body: method == "GET" ? nil : [])
                    #expect(stranger.status == 401 && stranger.problem == "key-missing", "\(method) \(target)")
                    #expect(stranger.headers["www-authenticate"]?.hasPrefix("Bearer") == true)
                }
            }
        }
    }

    @Test func keysThatDoNotOpenAreTold() async throws {
        try await LiveServer.run { live in
            try await live.database.write { session in
                try session.execute(
                    """
                    UPDATE keys SET expires_at = now() - interval '1 hour', created_at = now() - interval '1 day'
                    WHERE member_id = (SELECT id FROM members WHERE name = 'ana')
                    """)
            }
            let bad: [(header: String, problem: String)] = [
                ("", "key-missing"), ("Basic dXNlcjpwYXNz", "key-missing"), ("Bearer", "key-missing"),
                ("Bearer token", "key-missing"), ("Bearer cd_a b", "key-missing"), ("Bearer cd_", "key-unknown"),
                ("Bearer cd_\(String(repeating: "A", count: 43))", "key-unknown"),
                ("Bearer cd_\(String(repeating: "A", count: 9000))", "key-unknown"),
                ("Bearer \(live.client.keys["ana"] ?? "")", "key-expired"),
            ]
            for (header, problem) in bad {
                let reply = try await live.client.get("/v1/desk", headers: ["Authorization": header])
                #expect(reply.status == 401 && reply.problem == problem, "\(header.prefix(30)): \(reply.text)")
            }
        }
    }

    @Test func anotherDesksRowsDoNotExist() async throws {
        try await LiveServer.run { live in
            let article = try await live.article()
            let taken = try await live.take(as: "ana")
            let theirs = Client(
                port: live.client.port, keys: try await LiveServer.makeKeys(on: live.desk, slug: "other"))
            let token = #"{"token":"\#(taken.token)"}"#
            let requests: [(method: String, path: String, member: String, body: String?)] = [
                ("GET", "/v1/articles/\(article)", "ed", nil), ("GET", "/v1/articles/\(article)/claims", "ed", nil),
                ("GET", "/v1/articles/\(article)/report", "ed", nil), ("GET", "/v1/claims/\(taken.claim)", "ed", nil),
                ("PATCH", "/v1/claims/\(taken.claim)", "ed", #"{"priority":1}"#),
                ("POST", "/v1/claims/\(taken.claim)/triage", "ed", #"{"decision":"dismiss","reason":"r"}"#),
                ("POST", "/v1/claims/\(taken.claim)/verdict", "ed", #"{"rating":"false","rationale":"r"}"#),
                ("POST", "/v1/claims/\(taken.claim)/publication", "ed", "{}"),
                ("POST", "/v1/leases/\(taken.lease)/renew", "ana", token),
                ("POST", "/v1/leases/\(taken.lease)/release", "ana", token),
                ("POST", "/v1/leases/\(taken.lease)/skip", "ana", token),
                ("PUT", "/v1/leases/\(taken.lease)/draft", "ana", token),
                ("POST", "/v1/leases/\(taken.lease)/review", "ana", APIJobTests.review(taken.token)),
            ]
            for (method, path, member, body) in requests {
                let reply = try await theirs.send(method, path, as: member, body: body.map { Array($0.utf8) })
                #expect(reply.status == 404 && reply.problem == "not-found", "\(method) \(path): \(reply.text)")
            }
            for path in ["/v1/articles", "/v1/claims"] {
                #expect(try await theirs.get(path, as: "ed").json["items"]?.items.isEmpty == true)
            }
            let keys = try await live.client.get("/v1/keys", as: "admin").json
            let key = try #require(keys["items"]?.items.first?["id"]?.string)
            #expect(try await theirs.send("POST", "/v1/keys/\(key)/revocation", as: "admin").status == 404)
            // Nobody lost anything by it.
            let renewed = try await live.client.send(
                "POST", "/v1/leases/\(taken.lease)/renew", as: "ana", json: token)
            #expect(renewed.status == 200)
        }
    }

    @Test func reviewersDoNotSeeEachOther() async throws {
        try await LiveServer.run { live in
            try await live.article(requiredReviews: 2)
            let taken = try await live.take(as: "ana")
            _ = try await live.client.send(
                "POST", "/v1/leases/\(taken.lease)/review", as: "ana", json: APIJobTests.review(taken.token))
            let seen = try await live.client.get("/v1/claims/\(taken.claim)", as: "ben").json
            #expect(seen["reviews"]?.items.isEmpty == true)
            let own = try await live.client.get("/v1/claims/\(taken.claim)", as: "ana").json
            #expect(own["reviews"]?.items.count == 1)
        }
    }

    @Test func nobodyPublishesOnTheirOwnReviewAlone() async throws {
        try await LiveServer.run { live in
            try await live.article(requiredReviews: 1)
            let taken = try await live.take(as: "eva")
            _ = try await live.client.send(
                "POST", "/v1/leases/\(taken.lease)/review", as: "eva", json: APIJobTests.review(taken.token))
            let path = "/v1/claims/\(taken.claim)/publication"
            let refused = try await live.client.send("POST", path, as: "eva", json: "{}")
            #expect(refused.status == 409 && refused.problem == "own-review")
            let blank = try await live.client.send("POST", path, as: "eva", json: #"{"overrideReason":" "}"#)
            #expect(blank.status == 422)
            let overridden = try await live.client.send(
                "POST", path, as: "eva", json: #"{"overrideReason":"Night shift, nobody else is here."}"#)
            #expect(overridden.status == 201)
        }
    }
}
