import HTTPTypes
import Hummingbird
import NIOCore

/// Reads the bodies of requests, within a limit.
struct BodyReader: Sendable {
    /// Bytes.
    let limit: Int

    /// The whole body.
    ///
    /// - Throws: `Problem` when it is too large or not JSON by its media type, `BrokenRequest` when it breaks off.
    func read(_ request: inout Request, _ context: DeskContext) async throws -> [UInt8] {
        let announced = request.headers[.contentLength].flatMap { Int($0) } ?? 0
        if announced > limit { throw try await tooLarge(request.body.makeAsyncIterator(), request, context) }
        var buffer = ByteBuffer()
        var parts = request.body.makeAsyncIterator()
        while let part = try await next(&parts) {
            if buffer.readableBytes + part.readableBytes > limit { throw try await tooLarge(parts, request, context) }
            buffer.writeImmutableBuffer(part)
        }
        request.body = RequestBody(buffer: buffer)
        if buffer.readableBytes > 0 { try Self.requireJSON(request.headers[.contentType]) }
        return Array(buffer.readableBytesView)
    }

    /// Reads a body away that nobody wants, for clients that close after this request: they send all of it before they
    /// read (Python's urllib does), and would never see an answer that comes before. The others' bodies are read away by
    /// the HTTP layer while the answer is on its way.
    func discard(_ request: Request) async throws {
        try await discard(request.body.makeAsyncIterator(), request)
    }

    private func discard(_ rest: RequestBody.AsyncIterator, _ request: Request) async throws {
        guard request.headers[.connection]?.lowercased() == "close" else { return }
        var rest = rest
        var patience = 64 * limit
        while patience > 0, let part = try await next(&rest) { patience -= part.readableBytes }
    }

    private func next(_ parts: inout RequestBody.AsyncIterator) async throws -> ByteBuffer? {
        do {
            return try await parts.next()
        } catch {
            throw BrokenRequest(reason: error)
        }
    }

    /// The connection is closed in the end, so that nobody can keep sending for ever.
    private func tooLarge(
        _ rest: RequestBody.AsyncIterator, _ request: Request, _ context: DeskContext
    ) async throws -> Problem {
        try await discard(rest, request)
        if let channel = context.channel {
            channel.eventLoop.scheduleTask(in: .seconds(30)) { channel.close(mode: .all, promise: nil) }
        }
        return Problem(.bodyTooLarge, "A body may have \(limit) bytes at most.", headers: [.connection: "close"])
    }

    private static func requireJSON(_ header: String?) throws(Problem) {
        let parts = (header ?? "").split(separator: ";").map { $0.filter { $0 != " " && $0 != "\t" }.lowercased() }
        let charset = parts.dropFirst().first { $0.hasPrefix("charset=") }?.dropFirst("charset=".count)
        let isUTF8 = charset.map { $0 == "utf-8" || $0 == "\"utf-8\"" } ?? true
        guard parts.first == "application/json", isUTF8 else {
            throw Problem(
                .unsupportedMediaType,
                "The body must be application/json in UTF-8, not \(header.map { "“\($0)”" } ?? "without a Content-Type").",
                field: "Content-Type")
        }
    }
}
