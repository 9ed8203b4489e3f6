import Domain
import HTTPTypes
import TestSupport
import Testing
import Workflow

@testable import Web

/// All that changes in what one reads who may still be asked, when somebody else's review comes in: the list of what
/// docs/api.md says is told.
@Suite(.database(migrations: Schema.migrations, .server))
struct BlindDifferenceTests {
    /// That the claim's first review came in.
    private static let state: Set<String> = [
        "/v1/articles body items claims in_review", "/v1/articles body items claims queued",
        "/v1/articles/{id} body claims in_review", "/v1/articles/{id} body claims queued",
        "/v1/articles/{id}/claims body items revision", "/v1/articles/{id}/claims body items status",
        "/v1/articles/{id}/report body article claims in_review", "/v1/articles/{id}/report body article claims queued",
        "/v1/articles/{id}/report body claims revision", "/v1/articles/{id}/report body claims status",
        // The list of those that are in review has one more.
        "/v1/claims body items", "/v1/claims body items revision", "/v1/claims body items status",
        "/v1/claims/{id} body revision", "/v1/claims/{id} body status", "/v1/claims/{id} etag",
        "/v1/queue body claims in_review", "/v1/queue body claims queued", "/v1/statistics body backlog byAge claims",
    ]
    /// That a review came in somewhere on the desk.
    private static let counts: Set<String> = [
        "/v1/queue body queue leased", "/v1/statistics body days reviewed", "/v1/statistics body totals reviewed",
    ]
    /// What is another with each request.
    private static let moments: Set<String> = [
        "/v1/articles/{id}/report body generatedAt", "/v1/keys body items lastUsedAt",
        "/v1/queue body oldestOpenSeconds",
        "/v1/statistics body generatedAt", "/v1/triage/balance body since", "/v1/triage/balance body until",
    ]

    @Test func thatAReviewIsInIsAllThatIsTold() async throws {
        try await LiveServer.run { live in
            let walk = try await BlindWalk.make("Max", Set(Domain.Role.allCases), on: live)
            var subjects = try await AccessSubjects.make(on: live)
            let article = try await live.article(requiredReviews: 3, externalID: "other")
            subjects.ids["articles"] = article
            for (member, told) in [("ana", Self.state.union(Self.counts)), ("ben", Self.counts)] {
                let reply = try await live.client.send(
                    "POST", "/v1/queue/take", as: member, json: #"{"articleId":"\#(article)"}"#)
                let lease = try #require(try reply.json["leases"]?.items.first)
                subjects.ids["claims"] = lease["claim"]?["id"]?.string
                let before = try await answers(walk, subjects)
                let token = lease["token"]?.string ?? ""
                let path = "/v1/leases/\(lease["id"]?.string ?? "")/review"
                let review = try await live.client.send("POST", path, as: member, json: APIJobTests.review(token))
                #expect(review.status == 201)
                let after = try await answers(walk, subjects)
                var seen: Set<String> = []
                for (place, answer) in before {
                    let now = try #require(after[place])
                    let route = place.route
                    seen.formUnion(Self.differences(answer, now, at: route))
                }
                #expect(seen.subtracting(Self.moments).subtracting(told).sorted() == [], "\(member)")
                #expect(told.subtracting(seen).sorted() == [], "\(member): no difference")
            }
        }
    }

    private struct Place: Hashable {
        let route: String
        let address: String
        let key: Set<Domain.Role>
    }

    /// With the key of all roles and with an editor's.
    private func answers(_ walk: BlindWalk, _ subjects: AccessSubjects) async throws -> [Place: JSON] {
        let line = Line(port: walk.live.client.port)
        var answers: [Place: JSON] = [:]
        let routes = RouteTable.all(metrics: Metrics(), publicURL: "").routes
        // A stream of bytes is no JSON.
        for route in routes where route.method == .get && route.access != .open && route.path != "/v1/exports/stream" {
            for address in walk.addresses(of: route, subjects.ids) {
                for (key, secret) in walk.secrets where key == [.editor] || key.count == Domain.Role.allCases.count {
                    let reply = try await line.send("GET", address, secret: secret)
                    // What is no JSON says the same in another form.
                    let isJSON = reply.headers["content-type"]?.contains("json") == true
                    answers[Place(route: route.path, address: address, key: key)] = [
                        "status": .int(reply.status), "etag": JSON(isJSON ? reply.headers["etag"] : nil),
                        "body": isJSON && reply.status == 200 ? try reply.json : .null,
                    ]
                }
            }
        }
        return answers
    }

    /// The places in which two answers differ.
    private static func differences(_ old: JSON, _ new: JSON, at path: String) -> Set<String> {
        if old == new { return [] }
        switch (old, new) {
        case (.object, .object) where old.members.map(\.name) == new.members.map(\.name):
            return zip(old.members, new.members).reduce(into: []) { found, pair in
                found.formUnion(differences(pair.0.value, pair.1.value, at: "\(path) \(pair.0.name)"))
            }
        case (.array, .array) where old.items.count == new.items.count:
            return zip(old.items, new.items).reduce(into: []) { $0.formUnion(differences($1.0, $1.1, at: path)) }
        default: return [path]
        }
    }
}
