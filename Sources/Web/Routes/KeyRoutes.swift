import Domain
import HTTPTypes
import Hummingbird
import Workflow

/// Access keys.
enum KeyRoutes {
    static let all = [
        Route(
            .get,
            "/v1/keys",
            .roles([.admin, .auditor]),
            "List the desk's access keys, without their secrets.",
            query: Route.paging,
            handler: list
        ),
        Route(
            .post,
            "/v1/keys",
            .roles([.admin]),
            "Make an access key for a member; its secret is shown this once.",
            body: KeyBody.self,
            handler: create
        ),
        Route(.post, "/v1/keys/{id}/revocation", .roles([.admin]), "Revoke an access key.", handler: revoke),
    ]

    private static func list(_ call: Call) async throws -> Response {
        .json(try await call.desk.keys(try call.query.page(), for: try call.principal).json(\.json))
    }

    private static func create(_ call: Call) async throws -> Response {
        let body = try call.read(KeyBody.self)
        let key = try await call.desk.createKey(
            for: body.memberID,
            name: body.name,
            roles: body.roles,
            expiresAt: body.expiresAt,
            by: call.caller
        )
        return .json(key.json, status: .created)
    }

    private static func revoke(_ call: Call) async throws -> Response {
        .json(try await call.desk.revokeKey(try call.id("key"), by: call.caller).json)
    }
}
