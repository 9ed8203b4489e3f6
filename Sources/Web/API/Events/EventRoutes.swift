import Domain
import HTTPTypes
import Hummingbird
import Workflow

/// The desk's changes as they happen.
enum EventRoutes {
    static let all = [
        Route(
            .get, "/v1/events", .act(.followEvents), "Follow the desk's changes as they happen (text/event-stream).",
            query: ["kinds", "articleId", "claimId", "since"], handler: follow)
    ]

    private static func follow(_ call: Call) async throws -> Response {
        let filter = try filter(call.query)
        let headers: HTTPFields = [
            .contentType: "text/event-stream; charset=utf-8", .connection: "close", .xAccelBuffering: "no",
        ]
        // The head alone: no stream is opened, none is counted.
        if call.request.method == .head { return Response(status: .ok, headers: headers) }
        let principal = try call.principal
        let reader = try await call.desk.events(after: try cursor(call), filter, for: principal)
        let stream = EventStream(view: reader.view)
        let request = call.request
        return Response(
            status: .ok, headers: headers,
            body: ResponseBody { writer in
                // Notices at once when the client goes. It reads what the client sends next, hence "connection: close".
                try await request.body.consumeWithCancellationOnInboundClose { _ in
                    try await stream.run(reader, &writer)
                }
                try await writer.finish(nil)
            })
    }

    private static func filter(_ query: Query) throws -> EventFilter {
        EventFilter(
            kinds: try query.words("kinds"), articleID: try query.id("articleId"), claimID: try query.id("claimId"))
    }

    /// The header goes before the parameter: a browser that connects again sends the address as it was, and the header. What the
    /// address says is judged all the same.
    private static func cursor(_ call: Call) throws -> EventCursor? {
        let asked = try call.query.text("since").map { try cursor($0, "since") }
        let header = call.request.headers[.lastEventID].flatMap { $0.isEmpty ? nil : $0 }
        return try header.map { try cursor($0, "Last-Event-ID") } ?? asked
    }

    private static func cursor(_ text: String, _ field: String) throws -> EventCursor {
        guard let cursor = EventCursor(text) else {
            throw InputError(field, "must be the id of an event, such as 81200-415, unchanged")
        }
        return cursor
    }
}
