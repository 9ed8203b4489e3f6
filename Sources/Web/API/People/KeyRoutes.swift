import Domain
import HTTPTypes
import Hummingbird
import Workflow

/// Access keys: administrators see and make everybody's, others their own.
enum KeyRoutes {
    static let all = [
        Route(
            .get,
            "/v1/keys",
            .act(.seeKeys),
            "List access keys, without their secrets: your own, or the desk's as an administrator or auditor.",
            query: ["memberId"] + Route.paging,
            handler: list
        ),
        Route(
            .post,
            "/v1/keys",
            .act(.createKey),
            "Make an access key, for yourself or, as an administrator, for any member; its secret is shown this once.",
            body: KeyBody.self,
            handler: create
        ),
        Route(
            .post,
            "/v1/keys/{id}/rotation",
            .act(.rotateKey),
            "Replace an access key by one with a new secret; both are good for a while.",
            body: RotationBody.self,
            handler: rotate
        ),
        Route(.post, "/v1/keys/{id}/revocation", .act(.revokeKey), "Revoke an access key at once.", handler: revoke),
    ]

    private static func list(_ call: Call) async throws -> Response {
        let member = try call.query.id("memberId", of: Member.self)
        return .json(try await call.desk.keys(of: member, try call.query.page(), for: try call.principal).json(\.json))
    }

    private static func create(_ call: Call) async throws -> Response {
        let body = try call.read(KeyBody.self)
        return try await call.change {
            try await call.desk.createKey(
                for: body.memberID,
                name: body.name,
                roles: body.roles,
                expiresAt: body.expiresAt,
                by: $0
            )
        } answer: {
            .json($0.json, status: .created)
        }
    }

    /// The body may be left out.
    private static func rotate(_ call: Call) async throws -> Response {
        let id = try call.id("key", of: AccessKey.self)
        let body = call.body.isEmpty ? RotationBody() : try call.read(RotationBody.self)
        return try await call.change {
            try await call.desk.rotateKey(
                id,
                overlapSeconds: body.overlapSeconds,
                expiresAt: body.expiresAt,
                by: $0
            )
        } answer: {
            .json($0.json, status: .created)
        }
    }

    private static func revoke(_ call: Call) async throws -> Response {
        let id = try call.id("key", of: AccessKey.self)
        return try await call.change {
            try await call.desk.revokeKey(id, by: $0)
        } answer: {
            .json($0.json)
        }
    }
}
