import Domain
import HTTPTypes
package import Hummingbird
package import Workflow

/// What every request passes on its way to its route, in this order: key, act, query, media type, size.
package struct Gate: Sendable {
    private let desk: Desk
    private let bodies: BodyReader

    package init(desk: Desk, bodyLimit: Int) {
        self.desk = desk
        bodies = BodyReader(limit: bodyLimit)
    }

    /// - Throws: `AccessError`, `InputError` or `Problem` for whatever keeps the request out.
    package func admit(_ request: Request, to route: Route, _ context: DeskContext) async throws -> Call {
        let principal: Principal?
        let query: Query
        do {
            principal = try await self.principal(of: request, for: route.access, context)
            // Also where nothing is changed, and the key is for nothing.
            if route.method != .get, let key = request.headers[.idempotencyKey] { try IdempotencyKey.validate(key) }
            query =
                try route.forgivesQuery
                ? Query(forgiving: request.uri.query, known: route.query)
                : Query(request.uri.query, known: route.query)
        } catch {
            try await bodies.discard(request)
            throw error
        }
        var request = request
        let body = route.body == nil ? [] : try await bodies.read(&request, context)
        return Call(desk: desk, request: request, context: context, query: query, body: body, principal: principal)
    }

    private func principal(
        of request: Request, for access: Route.Access, _ context: DeskContext
    ) async throws -> Principal? {
        guard case .act(let act) = access else { return nil }
        let principal = try await desk.authenticate(secret: try Self.secret(request.headers[.authorization]))
        context.seen.principal = principal
        // The verb asks again; asked here, the body of a request that is refused is not read.
        try principal.require(act)
        return principal
    }

    /// The key in `Bearer cd_…`; the scheme in any case (RFC 9110 §11.1).
    private static func secret(_ header: String?) throws(AccessError) -> String {
        let parts = (header ?? "").split(separator: " ")
        guard parts.count == 2, parts[0].lowercased() == "bearer", parts[1].hasPrefix("cd_") else { throw .missing }
        return String(parts[1])
    }
}
