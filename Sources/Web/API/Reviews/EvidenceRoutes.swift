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
        let item = try call.read(EvidenceInput.self)
        return try await call.change {
            try await call.desk.addEvidence(item, to: id, by: $0)
        } answer: {
            .json($0.evidence.json, status: $0.isNew ? .created : .ok)
        }
    }

    private static func change(_ call: Call) async throws -> Response {
        let id = try call.id("evidence", of: Evidence.self)
        let item = try call.read(EvidenceInput.self)
        return try await call.change {
            try await call.desk.changeEvidence(id, to: item, by: $0)
        } answer: {
            .json($0.json)
        }
    }

    private static func remove(_ call: Call) async throws -> Response {
        let id = try call.id("evidence", of: Evidence.self)
        return try await call.change {
            try await call.desk.removeEvidence(id, by: $0)
        } answer: {
            .noContent
        }
    }
}
