import Domain
import Testing

@testable import Web

/// Sends requests to a running server, and holds every JSON answer against openapi.json.
struct Client: Sendable {
    let port: Int
    /// Secrets by member.
    let keys: [String: String]

    /// - Parameters:
    ///   - member: whose key is sent; nil sends none.
    ///   - body: sent as application/json unless the headers say otherwise.
    func send(
        _ method: String, _ path: String, as member: String? = nil, headers: [String: String] = [:],
        body: [UInt8]? = nil, sourceLocation: SourceLocation = #_sourceLocation
    ) async throws -> Reply {
        var all = headers
        if let member { all["Authorization"] = "Bearer \(try #require(keys[member]))" }
        if body != nil, all["Content-Type"] == nil { all["Content-Type"] = "application/json" }
        let connection = try Connection(port: port)
        try await connection.send(Self.head(method, path, all, length: body?.count) + (body ?? []))
        let reply = try await connection.reply(toHead: method == "HEAD")
        if method != "HEAD" { Contract.check(reply, to: method, path, sourceLocation) }
        return reply
    }

    func send(
        _ method: String, _ path: String, as member: String? = nil, headers: [String: String] = [:], json: String,
        sourceLocation: SourceLocation = #_sourceLocation
    ) async throws -> Reply {
        try await send(
            method, path, as: member, headers: headers, body: Array(json.utf8), sourceLocation: sourceLocation)
    }

    func get(
        _ path: String, as member: String? = nil, headers: [String: String] = [:],
        sourceLocation: SourceLocation = #_sourceLocation
    ) async throws -> Reply {
        try await send("GET", path, as: member, headers: headers, sourceLocation: sourceLocation)
    }

    static func head(_ method: String, _ path: String, _ headers: [String: String], length: Int?) -> [UInt8] {
        var text = "\(method) \(path) HTTP/1.1\r\nHost: desk.test\r\n"
        for (name, value) in headers { text += "\(name): \(value)\r\n" }
        if let length { text += "Content-Length: \(length)\r\n" }
        return Array((text + "\r\n").utf8)
    }
}
