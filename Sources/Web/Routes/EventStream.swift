import Domain
import Hummingbird
import NIOCore
import ServiceLifecycle
import Synchronization
import Workflow

/// Writes one stream of events. Nothing is queued for a client: what it has not taken yet is read when it has.
struct EventStream: Sendable {
    /// The pause after which the line is kept warm, so that proxies and clients see that it lives.
    static let heartbeat = Duration.seconds(15)
    /// How long a client may leave a piece unread before its connection is closed.
    static let patience = TimeAmount.seconds(30)
    /// When a client should connect again, milliseconds.
    static let retry = 2000

    let view: EventView
    /// The client's connection; nil where a test asks without one.
    let channel: (any Channel)?

    /// Writes until the client goes away, its key ends or the server is to stop; returns where the answer can be ended.
    func run(_ opened: EventReader, _ writer: inout any ResponseBodyWriter) async throws {
        var reader = opened
        let departure = Departure()
        channel?.closeFuture.whenComplete { _ in departure.leave() }
        if reader.isReset {
            let data: JSON = ["reason": "The Last-Event-ID is none of this database: read anew what matters."]
            try await write(ServerSentEvent(event: "reset", data: data.text()), to: &writer)
        }
        try await write(
            ServerSentEvent(id: reader.cursor.description, retry: Self.retry, comment: "following"), to: &writer)
        while true {
            let step: Step
            do {
                step = try await next(reader, unless: departure)
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
    private func next(_ reader: EventReader, unless departure: Departure) async throws -> Step {
        try await cancelWhenGracefulShutdown {
            try await withThrowingTaskGroup(of: Step?.self) { group in
                group.addTask {
                    var reader = reader
                    let events = try await reader.next(atMost: Self.heartbeat)
                    return Step(reader: reader, events: events)
                }
                group.addTask {
                    await departure.wait()
                    return nil
                }
                defer { group.cancelAll() }
                guard let step = try await group.next() ?? nil else { throw CancellationError() }
                return step
            }
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

    /// The writer waits for a client that does not read, so that nothing piles up; one that never does is dropped.
    private func write(_ text: String, to writer: inout any ResponseBodyWriter) async throws {
        let closing = channel.map { channel in
            channel.eventLoop.scheduleTask(in: Self.patience) { channel.close(mode: .all, promise: nil) }
        }
        defer { closing?.cancel() }
        try await writer.write(ByteBuffer(string: text))
    }
}

/// Tells that a client has gone.
private final class Departure: Sendable {
    private struct State {
        var hasLeft = false
        var waiter: AsyncStream<Void>.Continuation?
    }

    private let state = Mutex(State())

    func leave() {
        let waiter = state.withLock { state in
            state.hasLeft = true
            return state.waiter
        }
        waiter?.finish()
    }

    /// Returns when the client goes or the task is cancelled. One caller at a time; each wait has a stream of its own,
    /// because cancelling one wait on a stream ends it.
    func wait() async {
        let (stream, continuation) = AsyncStream.makeStream(of: Void.self)
        let hasLeft = state.withLock { state in
            state.waiter = continuation
            return state.hasLeft
        }
        if hasLeft { return }
        for await _ in stream {}
    }
}
