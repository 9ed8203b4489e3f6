import Domain
import Foundation
import HTTPTypes
package import Hummingbird
package import Logging
package import Telemetry
import Tracing
import Workflow

/// Gives each request its id, and writes its log line and its numbers when it is answered.
///
/// Never logged: bodies, queries, keys.
package struct RequestRecord: RouterMiddleware {
    package typealias Context = DeskContext

    private let logger: Logger
    private let metrics: Metrics
    private let tracer: DeskTracer?

    /// - Parameter tracer: nil where nothing is traced.
    package init(logger: Logger, metrics: Metrics, tracer: DeskTracer? = nil) {
        self.logger = logger
        self.metrics = metrics
        self.tracer = tracer
    }

    package func handle(
        _ request: Request, context: DeskContext, next: (Request, DeskContext) async throws -> Response
    ) async throws -> Response {
        guard let tracer else { return try await answer(request, context, nil, next) }
        var outside = InstrumentationContext.topLevel
        tracer.extract(request.headers, into: &outside, using: TraceHeaders())
        return try await tracer.withSpan("request", context: outside, ofKind: .server) { span in
            try await answer(request, context, span, next)
        }
    }

    private func answer(
        _ request: Request, _ context: DeskContext, _ span: DeskSpan?,
        _ next: (Request, DeskContext) async throws -> Response
    ) async throws -> Response {
        var context = context
        context.requestID = Self.id(request.headers[.xRequestID])
        let start = ContinuousClock.now
        metrics.begin()
        // 400 is what the HTTP layer answers when it throws: a request that is not HTTP.
        var status = 400
        var bytes = 0
        defer { record(request, context, span, status: status, bytes: bytes, start.duration(to: .now)) }
        var response = try await next(request, context)
        response.headers[.xRequestID] = context.requestID
        status = response.status.code
        bytes = response.body.contentLength ?? response.headers[.contentLength].flatMap { Int($0) } ?? 0
        return response
    }

    private func record(
        _ request: Request, _ context: DeskContext, _ span: DeskSpan?, status: Int, bytes: Int, _ time: Duration
    ) {
        // Hummingbird names what it does not find with a word; templates begin with a slash.
        let route = context.endpointPath.flatMap { $0.hasPrefix("/") ? $0 : nil } ?? RouteTable.unknownPath
        // Made-up methods would make a series each.
        let method = RouteTable.methods.contains(request.method) ? request.method.rawValue : "other"
        let seconds = time / .seconds(1)
        metrics.end(route: route, method: method, status: status, seconds: seconds)
        if let span, span.isRecording { describe(span, method: method, route: route, status: status) }
        // What nobody reads is not put together.
        guard logger.logLevel <= .info else { return }
        var metadata: Logger.Metadata = [
            "request.id": "\(context.requestID)",
            "method": "\(method)",
            "route": "\(route)",
            "status": .stringConvertible(status),
            "ms": .stringConvertible((seconds * 100_000).rounded() / 100),
            "bytes": .stringConvertible(bytes),
        ]
        if let principal = context.seen.principal {
            metadata["desk.id"] = "\(principal.deskID)"
            metadata["member.id"] = "\(principal.memberID)"
        }
        if let span, span.isRecording { metadata["trace.id"] = "\(span.traceID)" }
        logger.info("request", metadata: metadata)
    }

    /// By the template and never by what stands in its place, and not who asks.
    private func describe(_ span: DeskSpan, method: String, route: String, status: Int) {
        span.operationName = "\(method) \(route)"
        span.attributes = [
            "http.request.method": .string(method), "http.route": .string(route),
            "http.response.status_code": .int64(Int64(status)),
        ]
        if status >= 500 { span.setStatus(SpanStatus(code: .error)) }
    }

    /// The client's own id when it is short and harmless in logs and URLs, else a new one.
    package static func id(_ header: String?) -> String {
        if let header, (1...128).contains(header.utf8.count), header.utf8.allSatisfy(isHarmless) { return header }
        return Desk.timeOrderedID().text
    }

    private static func isHarmless(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: "-._~+/=:@".utf8.contains(byte)
        }
    }
}

/// How the trace that a request belongs to is read from its head.
private struct TraceHeaders: Extractor {
    func extract(key: String, from headers: HTTPFields) -> String? { HTTPField.Name(key).flatMap { headers[$0] } }
}
