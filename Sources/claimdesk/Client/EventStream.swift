import Domain
import Foundation
import FoundationNetworking
import Synchronization

/// What happens on a desk, as `GET /v1/events` tells it.
final class EventStream: NSObject, URLSessionDataDelegate, Sendable {
    /// One event, and when it arrived here.
    struct Event: Sendable {
        /// Nil for what only tells where the stream stands; the first of those tells that it is open.
        let name: String?
        let id: String
        /// JSON; empty without a name.
        let data: String
        let arrived: ContinuousClock.Instant
    }

    /// Ends when the desk ends the stream or the one who reads it is cancelled.
    let events: AsyncThrowingStream<Event, any Error>
    private let continuation: AsyncThrowingStream<Event, any Error>.Continuation

    private struct State {
        var status = 0
        var buffer: [UInt8] = []
    }

    private let state = Mutex(State())

    /// - Parameter request: of the stream, with everything that the desk wants to see.
    init(_ request: URLRequest) {
        (events, continuation) = AsyncThrowingStream.makeStream()
        super.init()
        let configuration = URLSessionConfiguration.ephemeral
        // The desk keeps a quiet line warm.
        configuration.timeoutIntervalForRequest = 120
        let session = URLSession(configuration: configuration, delegate: self, delegateQueue: nil)
        let task = session.dataTask(with: request)
        continuation.onTermination = { _ in
            task.cancel()
            session.finishTasksAndInvalidate()
        }
        task.resume()
    }

    func urlSession(
        _ session: URLSession, dataTask: URLSessionDataTask, didReceive response: URLResponse,
        completionHandler: @escaping (URLSession.ResponseDisposition) -> Void
    ) {
        state.withLock { $0.status = (response as? HTTPURLResponse)?.statusCode ?? 0 }
        completionHandler(.allow)
    }

    func urlSession(_ session: URLSession, dataTask: URLSessionDataTask, didReceive data: Data) {
        let arrived = ContinuousClock.now
        let frames = state.withLock { state -> [String] in
            state.buffer += data
            guard state.status == 200 else { return [] }
            var frames: [String] = []
            while let end = state.buffer.firstRange(of: Array("\n\n".utf8)) {
                frames.append(String(decoding: state.buffer[..<end.lowerBound], as: UTF8.self))
                state.buffer.removeSubrange(..<end.upperBound)
            }
            return frames
        }
        for frame in frames {
            if let event = Event(frame, arrived: arrived) { continuation.yield(event) }
        }
    }

    func urlSession(_ session: URLSession, task: URLSessionTask, didCompleteWithError error: (any Error)?) {
        let (status, body) = state.withLock { ($0.status, $0.buffer) }
        if let error {
            continuation.finish(throwing: Failure("the stream of events broke: \(error.localizedDescription)"))
        } else if status == 200 {
            continuation.finish()
        } else {
            continuation.finish(throwing: Problem(status: status, body: Data(body)))
        }
    }
}

extension EventStream.Event {
    /// Reads a frame (WHATWG HTML, §9.2); nil for one that only keeps the line warm.
    init?(_ frame: String, arrived: ContinuousClock.Instant) {
        var fields: [String: String] = [:]
        for line in frame.split(separator: "\n") {
            let parts = line.split(separator: ":", maxSplits: 1)
            guard parts.count == 2 else { continue }
            fields[String(parts[0])] = String(parts[1].drop { $0 == " " })
        }
        guard let id = fields["id"] else { return nil }
        self.init(name: fields["event"], id: id, data: fields["data"] ?? "", arrived: arrived)
    }
}

extension Client {
    /// Follows the desk's events from now on.
    ///
    /// - Throws: `Failure` for an address that cannot be one; what goes wrong later ends the stream.
    func events(_ query: KeyValuePairs<String, String> = [:]) throws -> EventStream {
        var request = URLRequest(url: try address.resource(["v1", "events"], query))
        request.setValue("text/event-stream", forHTTPHeaderField: "Accept")
        request.setValue("claimdesk/\(Claimdesk.version)", forHTTPHeaderField: "User-Agent")
        if let key { request.setValue("Bearer \(key)", forHTTPHeaderField: "Authorization") }
        return EventStream(request)
    }
}
