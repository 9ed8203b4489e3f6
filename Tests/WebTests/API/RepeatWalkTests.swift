import Domain
import HTTPTypes
import TestSupport
import Testing
import Workflow

@testable import Web

/// Every change of the API is sent twice under one idempotency key: the second answer is the first, to the byte.
@Suite(.database(migrations: Schema.migrations))
struct RepeatWalkTests {
    /// Their answers hold secrets, so they are not kept.
    private static let secret: Set<Act> = [.createKey, .rotateKey, .createWebhook, .rotateWebhookSecret]

    @Test func everyChangeIsAnsweredAgainAsItWas() async throws {
        let routes = RouteTable.all(metrics: Metrics(), publicURL: "").routes.filter { $0.method != .get }
        try await LiveServer.run { live in
            let subjects = try await AccessSubjects.make(on: live)
            var repeated: Set<String> = []
            for (number, route) in routes.enumerated() {
                guard case .act(let act) = route.access, act != .tryTriageRules, act != .previewPublication else {
                    continue
                }
                let method = route.method.rawValue
                let role = try #require(act.roles.sorted().first)
                let member = role == .reviewer ? "ana" : role == .editor ? "ed" : role.rawValue
                let name = "\(method) \(route.path)"
                let body = Self.bodies[name].map { Array($0.utf8) } ?? subjects.body(method, route.path)
                func send() async throws -> Reply {
                    try await live.client.send(
                        method, subjects.path(method, route.path, for: member), as: member,
                        headers: ["Idempotency-Key": "walk \(number)"], body: body)
                }
                let (first, again) = (try await send(), try await send())
                #expect(first.status != 500 && first.status != 422, "\(name): \(first.text)")
                guard first.status < 300 else { continue }
                repeated.insert(name)
                if Self.secret.contains(act) {
                    #expect(again.status == 409 && again.problem == "idempotency-key-reused", "\(name)")
                } else {
                    #expect(again.status == first.status && again.body == first.body, "\(name): \(again.text)")
                    for header in ["location", "etag", "content-type"] {
                        #expect(again.headers[header] == first.headers[header], "\(name): \(header)")
                    }
                }
            }
            // The others meet a state that forbids them here; histories of the desk send those again.
            #expect(repeated.count >= 25, "\(repeated.sorted())")
        }
    }

    private static let scale = """
        {"name":"S","ratings":[{"key":"true","label":"True","value":2},{"key":"false","label":"False","value":1}]}
        """
    /// Of requests that are about no row.
    static let bodies = [
        "POST /v1/articles": #"{"title":"t","body":"The quay is 98 metres long."}"#,
        "PUT /v1/triage/rules": #"{"rules":[{"name":"n","conditions":{"minScore":0.9},"decision":"queue"}]}"#,
        "POST /v1/queue/take": "{}",
        "POST /v1/scales": scale,
        "PATCH /v1/desk": #"{"name":"Coast"}"#,
        "POST /v1/members": #"{"name":"Nora","roles":["reviewer"]}"#,
        "POST /v1/keys": #"{"name":"n"}"#,
        "POST /v1/personal-data/erasure": #"{"requester":"nobody at all","reason":"r"}"#,
    ]
}
