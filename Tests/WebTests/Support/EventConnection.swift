import Domain
import Foundation
import Testing

@testable import Web

/// A client that follows the desk's events, and reads their frames as a browser does.
final class EventConnection {
    /// One frame; what it does not have is nil.
    struct Frame {
        var id: String?
        var event: String?
        var data: JSON?
    }

    let connection: Connection
    private(set) var head = ""
    /// The last id of any frame.
    private(set) var lastID: String?
    private var buffer = ""

    convenience init(
        _ live: LiveServer, _ path: String = "/v1/events", as member: String, lastID: String? = nil
    ) async throws {
        try await self.init(live, path, secret: try #require(live.client.keys[member]), lastID: lastID)
    }

    init(_ live: LiveServer, _ path: String, secret: String, lastID: String? = nil) async throws {
        connection = try Connection(port: live.client.port)
        var headers = ["Authorization": "Bearer \(secret)"]
        headers["Last-Event-ID"] = lastID
        try await connection.send(Client.head("GET", path, headers, length: nil))
        head = try await text(until: "\n\n")
        // What follows the head is there once the stream is open.
        if head.hasPrefix("HTTP/1.1 200") { _ = try await frame() }
    }

    /// The next event; frames that only keep the line warm are passed over.
    func event() async throws -> Frame {
        while true {
            let frame = try await frame()
            if frame.event != nil { return frame }
        }
    }

    private func frame() async throws -> Frame {
        var frame = Frame()
        for line in try await text(until: "\n\n").split(separator: "\n") {
            let parts = line.split(separator: ": ", maxSplits: 1)
            guard parts.count == 2 else { continue }
            switch parts[0] {
            case "id": frame.id = String(parts[1])
            case "event": frame.event = String(parts[1])
            case "data": frame.data = try JSON(reading: Array(parts[1].utf8))
            default: break
            }
        }
        if let id = frame.id { lastID = id }
        return frame
    }

    /// Chunk sizes stand on lines of their own and are passed over as lines without a colon.
    private func text(until end: String) async throws -> String {
        while true {
            if let range = buffer.range(of: end) {
                defer { buffer = String(buffer[range.upperBound...]) }
                return String(buffer[..<range.lowerBound])
            }
            // Without carriage returns: those of HTTP would be one character with the line break behind them.
            buffer += String(decoding: try await connection.bytes().filter { $0 != 13 }, as: UTF8.self)
        }
    }
}
