import Domain
import Foundation
import Testing

@testable import Web

/// A connection to the server that a client keeps from request to request. Belongs to one task.
final class Line {
    let port: Int
    private let patience: Patience?
    private var open: Connection?

    /// - Parameter patience: of a client whose server breaks; nil takes what comes first.
    init(port: Int, patience: Patience? = nil) { (self.port, self.patience) = (port, patience) }

    /// Sends a request and holds its answer against openapi.json.
    ///
    /// - Parameters:
    ///   - key: the idempotency key; nil sends none.
    ///   - requestID: of the audit trail; nil makes one.
    func send(
        _ method: String, _ path: String, secret: String, key: String? = nil, body: [UInt8]? = nil,
        requestID: String? = nil
    ) async throws -> Reply {
        let requestID = requestID ?? UUID().uuidString
        guard let patience else {
            return try await once(method, path, secret: secret, key: key, body: body, requestID: requestID)
        }
        return try await patience.answer(to: "\(method) \(Self.withoutIDs(path))") {
            try await once(method, path, secret: secret, key: key, body: body, requestID: requestID)
        }
    }

    private func once(
        _ method: String, _ path: String, secret: String, key: String?, body: [UInt8]?, requestID: String
    ) async throws -> Reply {
        let connection = try open ?? Connection(port: port)
        // The connection is not kept when anything goes wrong: what comes next on it would be another request's answer.
        open = nil
        var headers = ["Authorization": "Bearer \(secret)"]
        headers["Idempotency-Key"] = key
        headers["X-Request-Id"] = requestID
        if body != nil { headers["Content-Type"] = "application/json" }
        try await connection.send(Client.head(method, path, headers, length: body?.count) + (body ?? []))
        let reply = try await connection.reply()
        if reply.headers["connection"] != "close" { open = connection }
        #expect(reply.headers["x-request-id"] == requestID, "the answer to another request: \(reply.text)")
        Contract.check(reply, to: method, path, #_sourceLocation)
        return reply
    }

    private static func withoutIDs(_ path: String) -> String {
        path.split(separator: "/").map { UUID(uuidString: String($0)) == nil ? String($0) : "{id}" }.joined(
            separator: "/")
    }
}
