import Domain
import HTTPTypes
import Postgres
import TestSupport
import Testing
import Workflow

@testable import Web

/// Nothing that others found out about a claim reaches anybody who may still be asked about it: by no route, with no key.
@Suite(.database(migrations: Schema.migrations, .server))
struct BlindWalkTests {
    private static let routes = RouteTable.all(metrics: Metrics(), publicURL: "").routes
    typealias Stage = BlindDesk.Stage
    private static let everything = Set(Domain.Role.allCases)

    /// Whoever edits or oversees may be asked until the reviews are in; who only reviews, until there is a verdict.
    @Test(arguments: [
        (everything, [Stage.inReview]), (Set<Domain.Role>([.reviewer, .submitter]), Stage.allCases),
    ])
    func noAnswerTellsOfAReview(roles: Set<Domain.Role>, stages: [Stage]) async throws {
        try await LiveServer.run { live in
            let walk = try await BlindWalk.make("Max", roles, on: live)
            let desk = try await BlindDesk.make(on: live)
            let traces = stages.reduce(into: Set<String>()) { $0.formUnion(desk.traces[$1] ?? []) }
            var asked = 0
            for stage in stages {
                for (key, secret) in walk.secrets {
                    let line = Line(port: live.client.port)
                    for route in Self.routes where route.method == .get && (route.access != .open || key == roles) {
                        for address in walk.addresses(of: route, desk.ids(at: stage)) {
                            let text = try await walk.text(route, address, key, secret, on: line)
                            for trace in traces where text.contains(trace) {
                                Issue.record("\(key.sorted()): GET \(address) has \(trace): \(text)")
                            }
                            asked += 1
                        }
                    }
                }
            }
            #expect(asked > 40 * walk.secrets.count)
        }
    }

    /// Changes that would let everybody read the claim's reviews.
    private static let endsReview = ["POST /v1/articles/{id}/withdrawal"]
    private static let bodies: [String: [String]] = [
        "PATCH /v1/claims/{id}": [#"{"requiredReviews":1}"#, #"{"priority":1}"#],
        "POST /v1/claims/{id}/triage": [
            #"{"decision":"dismiss","reason":"r"}"#, #"{"decision":"queue","reason":"r"}"#,
            #"{"decision":"split","reason":"r","parts":[{"start":0,"end":9}]}"#,
        ],
        "POST /v1/triage/dry-run": [
            #"{"rules":[{"name":"n","conditions":{"minScore":0.9},"decision":"queue"}]}"#
        ],
        "POST /v1/claims/{id}/evidence": ["misleading", "ed", "new"].map { BlindDesk.item(.inReview, $0).text() },
    ]

    /// Max edits and administers, and may be asked all the while; then they are, and judge without having seen anything.
    @Test func noAnswerToAChangeTellsOfAReview() async throws {
        try await LiveServer.run { live in
            let walk = try await BlindWalk.make("Max", Self.everything, on: live)
            let desk = try await BlindDesk.make(on: live)
            let (traces, claim) = (desk.traces[.inReview] ?? [], desk.claims[.inReview] ?? "")
            let line = Line(port: live.client.port)
            func send(_ method: String, _ path: String, _ body: [UInt8]?) async throws -> Reply {
                let reply = try await line.send(method, path, secret: walk.all, body: body)
                // What Max sends is no news to them.
                let sent = String(decoding: body ?? [], as: UTF8.self)
                for trace in traces where reply.text.contains(trace) && !sent.contains(trace) {
                    Issue.record("\(method) \(path) has \(trace): \(reply.text)")
                }
                return reply
            }
            let take = #"{"articleId":"\#(desk.articles[.inReview] ?? "")","limit":20}"#
            let taken = try await send("POST", "/v1/queue/take", Array(take.utf8)).json["leases"]?.items ?? []
            let lease = try #require(taken.first { $0["claim"]?["id"]?.string == claim })
            for route in Self.routes where route.method != .get && route.path.hasPrefix("/v1/") {
                let (method, name) = (route.method.rawValue, "\(route.method.rawValue) \(route.path)")
                if Self.endsReview.contains(name) { continue }
                let bodies =
                    Self.bodies[name].map { $0.map { Array($0.utf8) as [UInt8]? } }
                    ?? [RepeatWalkTests.bodies[name].map { Array($0.utf8) } ?? desk.subjects.body(method, route.path)]
                for body in bodies {
                    let reply = try await send(method, desk.subjects.path(method, route.path, for: "admin"), body)
                    #expect(![400, 403, 422].contains(reply.status) && reply.status < 500, "\(name): \(reply.text)")
                }
            }
            let path = "/v1/leases/\(lease["id"]?.string ?? "")"
            let token: JSON = ["token": lease["token"] ?? .null]
            for (method, end) in [("POST", "renew"), ("PUT", "draft")] {
                #expect(try await send(method, "\(path)/\(end)", Array(token.text().utf8)).status == 200)
            }
            let words = token.adding([
                "rating": "accurate", "rationale": "I looked it up.",
                "evidence": [["url": "https://example.org/looked", "stance": "supports"]],
            ])
            let own = try await send("POST", "\(path)/review", Array(words.text().utf8))
            #expect(try own.status == 201 && own.json["sawOthers"] == false, "\(own.text)")
            // With their own review in, they read the others'.
            let reply = try await line.send("GET", "/v1/claims/\(claim)", secret: walk.all)
            #expect(reply.text.contains(Stage.inReview.mark))
        }
    }

    @Test func neitherEventsNorWebhooksTellOfAReview() async throws {
        try await LiveServer.run { live in
            let walk = try await BlindWalk.make("Max", Self.everything, on: live)
            let hook: JSON = ["url": "https://example.org/in", "events": JSON(Webhook.knownEvents)]
            #expect(try await live.client.send("POST", "/v1/webhooks", as: "admin", json: hook.text()).status == 201)
            let desk = try await BlindDesk.make(on: live)
            let traces = Stage.allCases.reduce(into: Set<String>()) { $0.formUnion(desk.traces[$1] ?? []) }
            let last = try await live.article(externalID: "last")
            let keys = [Self.everything] + Domain.Role.allCases.map { [$0] }
            for key in keys {
                let secret = try #require(walk.secrets[key])
                let stream = try await EventConnection(live, "/v1/events?since=0-0", secret: secret)
                var event = try await stream.event()
                while event.data?["articleId"]?.string != last {
                    let text = event.data?.text() ?? ""
                    #expect(event.event != "review" && !traces.contains(where: text.contains), "\(key): \(text)")
                    event = try await stream.event()
                }
            }
            while try await live.desk.dispatchWebhooks() {}
            let bodies = try await live.database.read { session in
                try session.all("SELECT body FROM webhook_deliveries") { try $0["body"] as String }
            }
            #expect(bodies.contains { $0.contains("lease.taken") })
            for body in bodies {
                #expect(!body.contains("review.") && !traces.contains(where: body.contains), "\(body)")
            }
        }
    }

    /// The walk would see what there is to see.
    @Test func whoIsNotAskedIsToldOfReviews() async throws {
        try await LiveServer.run { live in
            let desk = try await BlindDesk.make(on: live)
            let traces = desk.traces[.inReview] ?? []
            #expect(traces.count > 8)
            let roles: Set<Domain.Role> = [.editor, .auditor, .admin]
            let walk = try await BlindWalk.make("Mia", roles, on: live)
            let line = Line(port: live.client.port)
            var told: Set<String> = []
            for route in Self.routes where route.method == .get && route.access != .open {
                for address in walk.addresses(of: route, desk.ids(at: .inReview)) {
                    let text = try await walk.text(route, address, roles, walk.all, on: line)
                    if traces.contains(where: text.contains) { told.insert(route.path) }
                }
            }
            #expect(
                told == [
                    "/v1/articles/{id}/claims", "/v1/claims", "/v1/claims/{id}", "/v1/claims/{id}/reviews",
                    "/v1/claims/{id}/evidence", "/v1/claims/{id}/comments", "/v1/claims/{id}/assignments", "/v1/audit",
                    "/v1/members/{id}/personal-data",
                ])
        }
    }
}
