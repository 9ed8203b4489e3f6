import Domain
import Hummingbird
import Workflow

/// The audit log and the head of its seals.
enum AuditRoutes {
    static let all = [
        Route(
            .get,
            "/v1/audit",
            .act(.seeAudit),
            "List the desk's audit events, the newest first.",
            query: ["subject", "subjectId", "actor", "action", "since", "until"] + Route.paging,
            handler: list
        ),
        Route(
            .get,
            "/v1/audit/head",
            .act(.seeAuditHead),
            "Read where the chain of sealed audit events ends; note its hash elsewhere.",
            handler: head
        ),
    ]

    private static func list(_ call: Call) async throws -> Response {
        let page = try await call.desk.audit(
            try call.query.auditFilter(), try call.query.page(), for: try call.principal)
        return .json(page.json(\.json))
    }

    private static func head(_ call: Call) async throws -> Response {
        .json(try await call.desk.auditHead(for: try call.principal).json)
    }
}
