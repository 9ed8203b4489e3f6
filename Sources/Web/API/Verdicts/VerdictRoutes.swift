import Domain
import HTTPTypes
import Hummingbird
import Workflow

/// Verdicts: what editors decide and publish.
enum VerdictRoutes {
    static let all = [
        Route(
            .get,
            "/v1/disputes",
            .act(.seeDisputes),
            "List the claims on which the reviews disagree.",
            query: Route.paging,
            reading: .together,
            handler: disputes
        ),
        Route(
            .post,
            "/v1/claims/{id}/verdict",
            .act(.decide),
            "Decide a claim.",
            body: VerdictInput.self,
            handler: decide
        ),
        Route(
            .post,
            "/v1/claims/{id}/publication",
            .act(.publish),
            "Publish a claim's verdict.",
            body: PublicationBody.self,
            handler: publish
        ),
    ]

    private static func disputes(_ call: Call) async throws -> Response {
        .json(try await call.desk.disputes(try call.query.page(), for: try call.principal)) { $0.json(\.json) }
    }

    private static func decide(_ call: Call) async throws -> Response {
        let id = try call.id("claim", of: Claim.self)
        let input = try call.read(VerdictInput.self)
        return try await call.change {
            try await call.desk.decide(id, input, by: $0)
        } answer: {
            .json($0.json(of: .decided), status: .created, headers: [.location: "/v1/claims/\(id)"])
        }
    }

    /// The body may be left out: most publications need no word.
    private static func publish(_ call: Call) async throws -> Response {
        let id = try call.id("claim", of: Claim.self)
        let body = call.body.isEmpty ? nil : try call.read(PublicationBody.self)
        return try await call.change {
            try await call.desk.publish(
                id,
                overrideReason: body?.overrideReason,
                gateReasons: body?.gateReasons ?? [:],
                by: $0
            )
        } answer: {
            .json($0.json, status: .created, headers: [.location: "/v1/claims/\(id)"])
        }
    }
}
