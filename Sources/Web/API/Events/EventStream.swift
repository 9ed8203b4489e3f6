import Domain
import Hummingbird
import NIOCore
import ServiceLifecycle
import Workflow

/// Writes one stream of events. Nothing is queued for a client: what it has not taken yet is read when it has.
struct EventStream: Sendable {
    /// The pause after which the line is kept warm, so that proxies and clients see that it lives.
    static let heartbeat = Duration.seconds(15)
    /// When a client should connect again, milliseconds.
    static let retry = 2000

    let view: EventView

    /// Writes until its task is cancelled, the key ends or the server is to stop; returns where the answer can be ended.
    func run(_ opened: EventReader, _ writer: inout any ResponseBodyWriter) async throws {
        var reader = opened
        if reader.isReset {
            let data: JSON = ["reason": "The Last-Event-ID is none of this database: read anew what matters."]
            try await write(ServerSentEvent(event: "reset", data: data.text()), to: &writer)
        }
        try await write(
            ServerSentEvent(id: reader.cursor.description, retry: Self.retry, comment: "following"), to: &writer)
        while true {
            let step: Step
            do {
                step = try await next(reader)
            } catch is CancellationError {
                return
            } catch {
                // The reason, in the words of the API; then the end, so that the client connects again and is told so.
                let problem = Problem(error)
                let data = problem.json(publicURL: "", requestID: "")
                return try await write(ServerSentEvent(event: "end", data: data.text()), to: &writer)
            }
            reader = step.reader
            try await write(step.events, at: reader.cursor, to: &writer)
        }
    }

    private struct Step: Sendable {
        let reader: EventReader
        let events: [DeskEvent]
    }

    /// - Throws: `CancellationError` when the client has gone or the server is to stop.
    private func next(_ reader: EventReader) async throws -> Step {
        try await cancelWhenGracefulShutdown {
            var reader = reader
            let events = try await reader.next(atMost: Self.heartbeat)
            return Step(reader: reader, events: events)
        }
    }

    private func write(
        _ events: [DeskEvent], at cursor: EventCursor, to writer: inout any ResponseBodyWriter
    ) async throws {
        var text = ""
        for event in events {
            text +=
                ServerSentEvent(
                    id: event.cursor.description, event: event.kind.rawValue, data: view.json(event).text()
                ).text
        }
        // The id moves past what the client did not want, so that it is not looked through again.
        if events.isEmpty { text = ServerSentEvent(id: cursor.description, comment: "still here").text }
        try await write(text, to: &writer)
    }

    private func write(_ event: ServerSentEvent, to writer: inout any ResponseBodyWriter) async throws {
        try await write(event.text, to: &writer)
    }

    /// The writer waits for a client that does not read, so that nothing piles up; `ConnectionKeeper` cuts one that never does.
    private func write(_ text: String, to writer: inout any ResponseBodyWriter) async throws {
        try await writer.write(ByteBuffer(string: text))
    }
}
