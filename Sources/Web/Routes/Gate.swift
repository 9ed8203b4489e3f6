import Domain
import HTTPTypes
package import Hummingbird
import NIOCore
package import Workflow

/// What every request passes on its way to its route, in this order: key, role, query, media type, size.
package struct Gate: Sendable {
    private let desk: Desk
    private let bodyLimit: Int

    package init(desk: Desk, bodyLimit: Int) {
        self.desk = desk
        self.bodyLimit = bodyLimit
    }

    /// - Throws: `AccessError`, `InputError` or `Problem` for whatever keeps the request out.
    package func admit(_ request: Request, to route: Route, _ context: DeskContext) async throws -> Call {
        let principal = try await principal(of: request, for: route.access, context)
        let query = try Query(request.uri.query, known: route.query)
        var request = request
        let body = route.body == nil ? [] : try await body(of: &request, context)
        return Call(desk: desk, request: request, context: context, query: query, body: body, principal: principal)
    }

    private func principal(
        of request: Request,
        for access: Route.Access,
        _ context: DeskContext
    ) async throws -> Principal? {
        if access == .open { return nil }
        let principal = try await desk.authenticate(secret: try Self.secret(request.headers[.authorization]))
        context.seen.principal = principal
        if case .roles(let allowed) = access { try principal.require(anyOf: allowed) }
        return principal
    }

    /// The key in `Bearer cd_…`; the scheme in any case (RFC 9110 §11.1).
    private static func secret(_ header: String?) throws(AccessError) -> String {
        let parts = (header ?? "").split(separator: " ")
        guard parts.count == 2, parts[0].lowercased() == "bearer", parts[1].hasPrefix("cd_") else { throw .missing }
        return String(parts[1])
    }

    private func body(of request: inout Request, _ context: DeskContext) async throws -> [UInt8] {
        let length = request.headers[.contentLength].flatMap { Int($0) } ?? 0
        var buffer = ByteBuffer()
        var isTooLarge = length > bodyLimit
        // Whoever closes after this request sends all of it before reading (Python's urllib does), and would never see
        // an answer that comes before: to them the rest is read, within reason.
        let patience = request.headers[.connection]?.lowercased() == "close" ? 64 * bodyLimit : 0
        if !isTooLarge || patience > 0 {
            var received = 0
            do {
                for try await part in request.body {
                    received += part.readableBytes
                    isTooLarge = isTooLarge || received > bodyLimit
                    if isTooLarge, received >= patience { break }
                    if !isTooLarge { buffer.writeImmutableBuffer(part) }
                }
            } catch {
                throw BrokenRequest(reason: error)
            }
        }
        if isTooLarge { throw tooLarge(context) }
        request.body = RequestBody(buffer: buffer)
        if buffer.readableBytes > 0 { try Self.requireJSON(request.headers[.contentType]) }
        return Array(buffer.readableBytesView)
    }

    /// The answer goes out at once, while the rest still comes in: the HTTP layer reads on and throws it away, so that
    /// the client sees the answer. The connection is closed in the end: nobody can keep that up for ever.
    private func tooLarge(_ context: DeskContext) -> Problem {
        if let channel = context.channel {
            channel.eventLoop.scheduleTask(in: .seconds(30)) { channel.close(mode: .all, promise: nil) }
        }
        return Problem(.bodyTooLarge, "A body may have \(bodyLimit) bytes at most.", headers: [.connection: "close"])
    }

    private static func requireJSON(_ header: String?) throws(Problem) {
        let parts = (header ?? "").split(separator: ";").map { $0.filter { $0 != " " && $0 != "\t" }.lowercased() }
        let charset = parts.dropFirst().first { $0.hasPrefix("charset=") }?.dropFirst("charset=".count)
        let isUTF8 = charset.map { $0 == "utf-8" || $0 == "\"utf-8\"" } ?? true
        guard parts.first == "application/json", isUTF8 else {
            throw Problem(
                .unsupportedMediaType,
                "The body must be application/json in UTF-8, not \(header.map { "“\($0)”" } ?? "without a Content-Type").",
                field: "Content-Type"
            )
        }
    }
}
