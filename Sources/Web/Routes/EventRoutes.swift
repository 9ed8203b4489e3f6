import Domain
import HTTPTypes
import Hummingbird
import Workflow

/// The desk's changes as they happen.
enum EventRoutes {
    static let all = [
        Route(
            .get, "/v1/events", .member, "Follow the desk's changes as they happen (text/event-stream).",
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
        let stream = EventStream(view: EventView(principal), channel: call.context.channel)
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
        var filter = EventFilter(articleID: try id("articleId", query), claimID: try id("claimId", query))
        if let text = try query.text("kinds") {
            filter.kinds = Set(
                try text.split(separator: ",", omittingEmptySubsequences: false).map { word in
                    guard let kind = EventKind(rawValue: String(word)) else {
                        let known = EventKind.allCases.map(\.rawValue).joined(separator: ", ")
                        throw InputError("kinds", "must be some of \(known), with commas between them")
                    }
                    return kind
                })
        }
        return filter
    }

    private static func id<Subject>(_ name: String, _ query: Query) throws(InputError) -> Identifier<Subject>? {
        guard let text = try query.text(name) else { return nil }
        guard let id = Identifier<Subject>(text) else { throw InputError(name, "must be an id: a UUID") }
        return id
    }

    /// The header goes before the parameter: a browser that connects again sends the address as it was, and the header.
    private static func cursor(_ call: Call) throws -> EventCursor? {
        let header = call.request.headers[.lastEventID].flatMap { $0.isEmpty ? nil : $0 }
        guard let text = try header ?? call.query.text("since") else { return nil }
        guard let cursor = EventCursor(text) else {
            throw InputError(
                header == nil ? "since" : "Last-Event-ID", "must be the id of an event, such as 81200-415, unchanged")
        }
        return cursor
    }
}
