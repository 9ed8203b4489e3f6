import Domain
import HTTPTypes
import Hummingbird
import Workflow

/// Evidence beside that of the reviews.
enum EvidenceRoutes {
    static let all = [
        Route(.get, "/v1/claims/{id}/evidence", .act(.seeEvidence), "List a claim's evidence.", handler: list),
        Route(
            .post, "/v1/claims/{id}/evidence", .act(.addEvidence), "Add an item of evidence.",
            body: EvidenceInput.self, handler: add),
        Route(
            .put, "/v1/evidence/{id}", .act(.changeEvidence), "Change an item that no verdict cites yet.",
            body: EvidenceInput.self, handler: change),
        Route(
            .delete, "/v1/evidence/{id}", .act(.removeEvidence), "Remove an item that no verdict cites yet.",
            handler: remove),
    ]

    private static func list(_ call: Call) async throws -> Response {
        let id = try call.id("claim", of: Claim.self)
        let evidence = try await call.desk.evidence(of: id, for: try call.principal)
        return .json(["items": JSON(evidence.map(\.json)), "next": nil])
    }

    private static func add(_ call: Call) async throws -> Response {
        let id = try call.id("claim", of: Claim.self)
        let added = try await call.desk.addEvidence(try call.read(), to: id, by: call.caller)
        return .json(added.evidence.json, status: added.isNew ? .created : .ok)
    }

    private static func change(_ call: Call) async throws -> Response {
        let id = try call.id("evidence", of: Evidence.self)
        return .json(try await call.desk.changeEvidence(id, to: try call.read(), by: call.caller).json)
    }

    private static func remove(_ call: Call) async throws -> Response {
        try await call.desk.removeEvidence(try call.id("evidence", of: Evidence.self), by: call.caller)
        return Response(status: .noContent)
    }
}
