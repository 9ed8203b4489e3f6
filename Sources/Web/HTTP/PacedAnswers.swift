import HTTPTypes
package import Hummingbird
import NIOCore

/// Has large answers written in pieces, each once the client has read of those before, and counts what they hold.
/// `ConnectionKeeper` cuts a client that reads nothing for too long.
package struct PacedAnswers: RouterMiddleware {
    package typealias Context = DeskContext

    private let held: HeldBytes

    init(held: HeldBytes) { self.held = held }

    package func handle(
        _ request: Request, context: DeskContext, next: (Request, DeskContext) async throws -> Response
    ) async throws -> Response {
        var response = try await next(request, context)
        let length = response.body.contentLength
        if let length, length <= HeldBytes.free { return response }
        let (body, channel, held) = (response.body, context.channel, held)
        // A body of known length is there already; one that is made while it is written is counted by what is written.
        let share = length.flatMap { held.share($0, cut: channel?.cutting) }
        if length != nil, share == nil { throw Problem.noRoom }
        response.body = ResponseBody(contentLength: length) { writer in
            try await body.write(PacedWriter(writer: writer, share: share, held: held, channel: channel))
        }
        return response
    }
}

/// Writes in pieces. Each is a copy: a slice would keep the whole for as long as its last bytes wait for the client. The first is
/// as much as the kernel takes at once.
private struct PacedWriter: ResponseBodyWriter {
    var writer: any ResponseBodyWriter
    /// Of a body that is there as a whole.
    let share: HeldBytes.Share?
    let held: HeldBytes
    let channel: (any Channel)?

    /// Bytes: `ConnectionLimits.sendBuffer`.
    private static let first = 128 * 1024

    mutating func write(_ buffer: ByteBuffer) async throws {
        guard buffer.readableBytes > HeldBytes.free else { return try await writer.write(buffer) }
        guard let share = share ?? held.share(buffer.readableBytes, cut: channel?.cutting) else { throw Problem.noRoom }
        var rest = buffer
        var size = Self.first
        while let piece = rest.readSlice(length: min(rest.readableBytes, size)), piece.readableBytes > 0 {
            size = HeldBytes.free
            try await writer.write(piece.readableBytes == buffer.readableBytes ? buffer : ByteBuffer(buffer: piece))
            // The writer waits once the connection has said that it is full, which it does on its loop: without this step all
            // pieces would be on their way there before it could.
            if let loop = channel?.eventLoop, !loop.inEventLoop { try await loop.submit {}.get() }
            share.moved()
        }
    }

    consuming func finish(_ trailingHeaders: HTTPFields?) async throws { try await writer.finish(trailingHeaders) }
}

extension Problem {
    /// Large bodies and answers have to wait for others to be gone.
    static let noRoom = Problem(
        .unavailable, "Too many large requests and answers are under way; try again in a moment.",
        headers: [.retryAfter: "2"])
}

extension Channel {
    /// Ends the connection at once.
    var cutting: @Sendable () -> Void { { self.close(mode: .all, promise: nil) } }
}
