import Domain
import Foundation
import Logging
import NIOCore
import NIOHTTP1

/// What is not HTTP: the library ends it before any route, log line or problem document.
struct BrokenRequests: Sendable {
    let publicURL: String
    let metrics: Metrics
    let logger: Logger

    /// One line and one count, as every request has.
    func log(_ error: HTTPParserError) {
        metrics.begin()
        metrics.end(route: RouteTable.unknownPath, method: "other", status: 400, seconds: 0)
        logger.info(
            "request",
            metadata: [
                "route": "\(RouteTable.unknownPath)", "method": "other", "status": .stringConvertible(400),
                "error": "\(error)",
            ])
    }

    /// The problem document, and the headers that go with it.
    func answer(_ headers: inout HTTPHeaders) -> ByteBuffer {
        let id = UUID().text
        let problem = Problem(
            .malformedRequest, "What came is not a request of HTTP/1.1 or 1.0, or its head is too large.")
        let body = ByteBuffer(string: problem.json(publicURL: publicURL, requestID: id).text() + "\n")
        headers.replaceOrAdd(name: "Content-Type", value: "application/problem+json")
        headers.replaceOrAdd(name: "Content-Length", value: String(body.readableBytes))
        headers.replaceOrAdd(name: "Cache-Control", value: "no-store")
        headers.replaceOrAdd(name: "X-Request-Id", value: id)
        return body
    }
}
