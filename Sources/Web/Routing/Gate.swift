import Domain
import HTTPTypes
package import Hummingbird
import Workflow

/// What every request passes on its way to its route, in this order: key, act, rate, query, media type, size.
package struct Gate: Sendable {
    private let desk: Desk
    private let bodies: BodyReader
    private let rates: RequestRates
    private let proxies: TrustedProxies
    private let turns = Turns<Holder>(all: 12, each: 4)
    /// For what is read once for many: who waits for another's reading takes no room.
    private let sharedTurns = Turns<Holder>(all: .max, each: 4)

    /// Whose turn it is.
    private enum Holder: Hashable {
        case key(Member.ID, AccessKey.ID?)
        case address(ClientAddress)
    }

    init(desk: Desk, bodies: BodyReader, rates: RequestRates, proxies: TrustedProxies) {
        self.desk = desk
        self.bodies = bodies
        self.rates = rates
        self.proxies = proxies
    }

    /// - Throws: `AccessError`, `InputError` or `Problem` for whatever keeps the request out.
    package func admit(_ request: Request, to route: Route, _ context: DeskContext) async throws -> Call {
        let principal = try await self.principal(of: request, for: route.access, context)
        // Also where nothing is changed, and the key is for nothing.
        if route.method != .get, let key = request.headers[.idempotencyKey] { try IdempotencyKey.validate(key) }
        if let principal, request.method != .get, request.method != .head { try rates.wrote(principal) }
        let query =
            try route.forgivesQuery
            ? Query(forgiving: request.uri.query, known: route.query)
            : Query(request.uri.query, known: route.query)
        if principal == nil, Self.searches(query, route) {
            try rates.searched(from: proxies.client(of: request, context))
        }
        if route.takesForm { try rates.asked(from: proxies.client(of: request, context)) }
        var request = request
        if route.lines != nil, BodyReader.isOfLines(request) {
            let lines = try bodies.lines(of: request, context)
            return Call(
                desk: desk, request: request, context: context, query: query, body: [], lines: lines,
                principal: principal)
        }
        let body =
            route.takesForm
            ? try await bodies.form.read(&request, context)
            : route.body == nil ? [] : try await bodies.read(&request, context)
        return Call(desk: desk, request: request, context: context, query: query, body: body, principal: principal)
    }

    /// Has an admitted request carried out; one that reads, when it is its turn.
    func carryOut(_ call: Call, by route: Route) async throws -> Response {
        if let lines = call.lines, let take = route.lines { return try await take(call, lines) }
        guard route.takesTurns else { return try await route.handler(call) }
        let holder: Holder =
            if let principal = call.context.seen.principal {
                .key(principal.memberID, principal.keyID)
            } else {
                .address(proxies.client(of: call.request, call.context).household)
            }
        let turns = route.reading == .together && !Self.searches(call.query, route) ? sharedTurns : turns
        return try await turns.run(for: holder, on: call.context.channel?.eventLoop) { try await route.handler(call) }
    }

    private static func searches(_ query: Query, _ route: Route) -> Bool {
        route.searchedBy.contains { query.asSent($0)?.isEmpty == false }
    }

    private func principal(
        of request: Request, for access: Route.Access, _ context: DeskContext
    ) async throws -> Principal? {
        guard case .act(let act) = access else { return nil }
        let principal = try await authenticated(try Self.secret(request.headers[.authorization]), request, context)
        context.seen.principal = principal
        // The verb asks again; asked here, the body of a request that is refused is not read.
        try principal.require(act)
        return principal
    }

    /// A wrong key is told so, up to a rate; a right one is let in however many wrong ones came before it, or whoever sends
    /// those could keep everybody behind the same address out.
    private func authenticated(
        _ secret: String, _ request: Request, _ context: DeskContext
    ) async throws -> Principal {
        do {
            return try await desk.authenticate(secret: secret)
        } catch let error as AccessError {
            try rates.failed(from: proxies.client(of: request, context))
            throw error
        }
    }

    /// The key in `Bearer cd_…`; the scheme in any case (RFC 9110 §11.1).
    private static func secret(_ header: String?) throws(AccessError) -> String {
        let parts = (header ?? "").split(separator: " ")
        guard parts.count == 2, parts[0].lowercased() == "bearer", parts[1].hasPrefix("cd_") else { throw .missing }
        return String(parts[1])
    }
}
