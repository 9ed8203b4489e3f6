import HTTPTypes
package import Hummingbird

/// Refuses requests that others on their way could read otherwise than this server: proxies and caches go by the host, the
/// path and the length of a request, and what they and we understand differently is a way past them.
package struct RequestForm: RouterMiddleware {
    package typealias Context = DeskContext

    package init() {}

    package func handle(
        _ request: Request, context: DeskContext, next: (Request, DeskContext) async throws -> Response
    ) async throws -> Response {
        try Self.checkHost(request)
        try Self.checkCoding(request)
        // Routes would pass over an empty part, rules for paths in front of us would not.
        if Self.hasEmptyPart(request.uri.path) {
            throw Problem(.notFound, "There is nothing at this path: a part of it is empty.")
        }
        return try await next(request, context)
    }

    private static func hasEmptyPart(_ path: some StringProtocol) -> Bool {
        let slash = UInt8(ascii: "/")
        return zip(path.utf8, path.utf8.dropFirst()).contains { $0 == slash && $1 == slash }
    }

    /// One, and a valid one (RFC 9112 §3.2). The library takes the first as the authority and leaves others as they are;
    /// HTTP/1.0 may do without, and then `ConnectionKeeper` has put one in.
    private static func checkHost(_ request: Request) throws(Problem) {
        guard let host = request.head.authority else {
            throw Problem(.invalidHost, "The Host header is missing.", field: "Host")
        }
        guard request.headers[values: .furtherHost].isEmpty else {
            throw Problem(.invalidHost, "There is more than one Host header.", field: "Host")
        }
        guard HostHeader.isValid(host) else {
            throw Problem(
                .invalidHost, "The Host header must be a name or an address, and perhaps a port.", field: "Host")
        }
    }

    /// The library reads whatever ends in `chunked` as that alone.
    private static func checkCoding(_ request: Request) throws(Problem) {
        let codings = request.headers[values: .transferEncoding].joined(separator: ",")
        if codings.isEmpty || codings.lowercased() == "chunked" { return }
        throw Problem(
            .transferCodingUnsupported, "A body may come in chunks; no other transfer coding is understood.",
            field: "Transfer-Encoding", headers: [.connection: "close"])
    }
}
