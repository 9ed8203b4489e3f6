import HTTPTypes
import Hummingbird
import NIOCore

/// Reads the bodies of requests, within a limit.
struct BodyReader: Sendable {
    /// Bytes.
    let limit: Int
    let held: HeldBytes
    private var mediaType = "application/json"

    init(limit: Int, held: HeldBytes) {
        self.limit = limit
        self.held = held
    }

    private init(forms reader: BodyReader) {
        limit = min(reader.limit, Self.formLimit)
        held = reader.held
        mediaType = "application/x-www-form-urlencoded"
    }

    /// What readers type, each byte of it percent-encoded.
    private static let formLimit = 128 << 10

    /// Reads forms as browsers send them.
    var form: BodyReader { BodyReader(forms: self) }

    /// The whole body.
    ///
    /// - Throws: `Problem` when it is too large, packed or not what is read by its media type, or when too many large ones are under
    ///   way; `BrokenRequest` when it breaks off.
    func read(_ request: inout Request, _ context: DeskContext) async throws -> [UInt8] {
        let announced = request.headers[.contentLength].flatMap { Int($0) } ?? 0
        if announced > limit { throw tooLarge }
        try Self.requirePlain(request.headers[values: .contentEncoding])
        Self.askForBody(of: request, context)
        var buffer = ByteBuffer()
        var share: HeldBytes.Share?
        do {
            for try await part in request.body {
                let length = buffer.readableBytes + part.readableBytes
                if length > limit { throw tooLarge }
                if let share {
                    guard share.grow(by: part.readableBytes) else { throw Problem.noRoom }
                } else if length > HeldBytes.free {
                    share = held.share(length, cut: context.channel?.cutting)
                    guard share != nil else { throw Problem.noRoom }
                }
                buffer.writeImmutableBuffer(part)
            }
        } catch let problem as Problem {
            throw problem
        } catch {
            throw BrokenRequest(reason: error)
        }
        request.body = RequestBody(buffer: buffer)
        if buffer.readableBytes > 0 { try requireMediaType(request.headers[.contentType], mediaType) }
        return Array(buffer.readableBytesView)
    }

    /// What a stream of lines holds beside the longest line: those that are gathered, those that are worked on, and what is made
    /// of both.
    private static let heldByLines = 4 << 20

    /// The lines of a body that is read while it comes.
    ///
    /// - Throws: `Problem` when it is packed or not in UTF-8, or when too many large ones are under way.
    func lines(of request: Request, _ context: DeskContext) throws -> RequestLines {
        try Self.requirePlain(request.headers[values: .contentEncoding])
        try requireMediaType(request.headers[.contentType], RequestLines.mediaType)
        guard let share = held.share(Self.heldByLines + limit, cut: context.channel?.cutting) else {
            throw Problem.noRoom
        }
        Self.askForBody(of: request, context)
        return RequestLines(body: request.body, limit: limit, share: share)
    }

    /// Whether a request says that it has one thing a line.
    static func isOfLines(_ request: Request) -> Bool {
        let type = request.headers[.contentType]?.prefix { $0 != ";" }
        return type?.filter { $0 != " " && $0 != "\t" }.lowercased() == RequestLines.mediaType
    }

    private static func askForBody(of request: Request, _ context: DeskContext) {
        if request.headers[.expect]?.lowercased() == "100-continue" {
            context.channel?.triggerUserOutboundEvent(BodyWanted(), promise: nil)
        }
    }

    private var tooLarge: Problem {
        Problem(.bodyTooLarge, "A body may have \(limit) bytes at most.", headers: [.connection: "close"])
    }

    /// A packed body could grow to any size (RFC 9110 §15.5.16 has the answer say what is taken).
    private static func requirePlain(_ codings: [String]) throws(Problem) {
        let packed = codings.joined(separator: ",").split(separator: ",").map { $0.filter { $0 != " " && $0 != "\t" } }
            .filter { !$0.isEmpty && $0.lowercased() != "identity" }
        guard let coding = packed.first else { return }
        throw Problem(
            .unsupportedMediaType, "The body must come as it is, not packed as “\(coding)”.", field: "Content-Encoding",
            headers: [.acceptEncoding: "identity"])
    }

    private func requireMediaType(_ header: String?, _ mediaType: String) throws(Problem) {
        let parts = (header ?? "").split(separator: ";").map { $0.filter { $0 != " " && $0 != "\t" }.lowercased() }
        let charset = parts.dropFirst().first { $0.hasPrefix("charset=") }?.dropFirst("charset=".count)
        let isUTF8 = charset.map { $0 == "utf-8" || $0 == "\"utf-8\"" } ?? true
        guard parts.first == mediaType, isUTF8 else {
            throw Problem(
                .unsupportedMediaType,
                "The body must be \(mediaType) in UTF-8, not \(header.map { "“\($0)”" } ?? "without a Content-Type").",
                field: "Content-Type")
        }
    }
}
