import Domain
import TestSupport
import Testing
import Workflow

@testable import Web

/// A publication rehearsed over HTTP.
@Suite(.database(migrations: Schema.migrations))
struct PreviewRouteTests {
    private static let server = "https://facts.example.org"

    private func text(_ page: String) throws -> String {
        page.replacing(try Regex(#"\d{4}-\d\d-\d\dT[\d:.]+Z|\d\d:\d\d UTC"#), with: "then")
    }

    @Test func thePagesAreThoseThatAreServedAfterwards() async throws {
        try await LiveServer.run(publicURL: Self.server) { live in
            let article = try await live.article()
            let taken = try await live.take(as: "ana")
            let publication = "/v1/claims/\(taken.claim)/publication"
            func preview() async throws -> JSON {
                let reply = try await live.client.send("POST", "\(publication)/preview", as: "ed", body: [])
                #expect(reply.status == 200, "\(reply.text)")
                return try reply.json
            }
            let early = try await preview()
            #expect(early["refused"] == true && early["forms"] == .null && early["gates"]?.items.isEmpty == true)
            let objection = try #require(early["objections"]?.items.first)
            #expect(
                objection["type"] == .string("\(Self.server)/problems/reviews-missing") && objection["status"] == 409)

            _ = try await live.client.send(
                "POST", "/v1/leases/\(taken.lease)/review", as: "ana", json: APIJobTests.review(taken.token, "mostly"))
            let shown = try await preview()
            #expect(shown["refused"] == false && shown["objections"]?.items.isEmpty == true)
            #expect(shown["gates"]?.items.map { $0["state"] } == ["open", "off", "off", "off", "off"])
            let forms = try #require(shown["forms"])
            #expect(forms["claimReview"]?["url"] == .string("\(Self.server)/desk/demo/claims/\(taken.claim)"))
            #expect(forms["markdown"]?.string?.contains("**Rating: Mostly accurate**") == true)
            let pages = [("page", "claims/\(taken.claim)"), ("articlePage", "articles/\(article)")]
            for (_, path) in pages {
                #expect(try await live.client.send("GET", "/desk/demo/\(path)").status == 404)
            }

            #expect(try await live.client.send("POST", publication, as: "ed", body: []).status == 201)
            for (name, path) in pages {
                let served = try await live.client.send("GET", "/desk/demo/\(path)").text
                #expect(try text(forms[name]?.string ?? "") == text(served), "\(name)")
            }
            let entry = try text(forms["feedEntry"]?.string ?? "none")
            #expect(try text(await live.client.send("GET", "/desk/demo/feed.atom").text).contains(entry))
        }
    }
}
