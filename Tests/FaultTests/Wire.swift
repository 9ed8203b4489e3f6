import Domain
import Foundation
import Postgres
import Synchronization
import TestSupport
import Testing

@testable import WebTests

/// A newsroom that sends articles in while everything breaks, and remembers each that was taken.
final class Wire: Sendable {
    private struct State {
        var sent = 0
        var taken: [String: String] = [:]
    }

    private static let slug = "wire"
    private let server: HistoryServer
    private let secret: String
    private let state = Mutex(State())

    static func make(on server: HistoryServer) async throws -> Wire {
        let keys = try await LiveServer.makeKeys(on: server.desk, slug: slug)
        return Wire(server, secret: try #require(keys["submitter"]))
    }

    private init(_ server: HistoryServer, secret: String) { (self.server, self.secret) = (server, secret) }

    var count: Int { state.withLock { $0.taken.count } }

    /// Sends an article until it is taken.
    ///
    /// - Returns: its id.
    @discardableResult
    func submit(paragraphs: Int = 1) async throws -> String {
        let number = state.withLock { state in
            state.sent += 1
            return state.sent
        }
        let text = (1...paragraphs).map {
            "In \(1900 + $0 % 99) the port of Ostia shipped \(number * 7 + $0) tonnes of salt."
        }
        let body: JSON = [
            "externalId": .string("wire-\(number)"), "title": "Salt", "body": .string(text.joined(separator: "\n\n")),
        ]
        let reply = try await Line(port: server.port, patience: server.patience).send(
            "POST", "/v1/articles", secret: secret, key: "wire-\(number)", body: Array(body.text().utf8))
        #expect(reply.status == 202, "\(reply.text)")
        let id = try #require(try reply.json["id"]?.string)
        state.withLock { $0.taken["wire-\(number)"] = id }
        return id
    }

    /// Whether an article is read.
    func isReady(_ id: String) async throws -> Bool {
        let reply = try await Line(port: server.port, patience: server.patience).send(
            "GET", "/v1/articles/\(id)", secret: secret)
        return try reply.json["status"] == "ready"
    }

    /// Waits until every article that was taken is read.
    ///
    /// - Returns: those that are not there, not there once, or never read.
    func faults() async throws -> [String] {
        let taken = state.withLock { $0.taken }
        // A worker that was killed holds its job until the lease runs out: that is not waited for here. Once only, since a
        // worker that is slow loses its own.
        try await server.write { session in
            try session.execute("UPDATE jobs SET lease_expires_at = clock_timestamp() WHERE state = 'running'")
        }
        try await eventually("every article is read") {
            let waiting = try await server.read { session in
                try session.first(
                    "SELECT count(*) AS n FROM extractions WHERE status IN ('received', 'extracting')"
                ) {
                    try $0["n"] as Int
                } ?? 0
            }
            if waiting > 0 { try await Task.sleep(for: .seconds(1)) }
            return waiting == 0
        }
        let found = try await server.read { session in
            try session.all(
                """
                SELECT a.external_id, a.id::text, a.latest_version, count(v.id) AS versions,
                    count(x.version_id) FILTER (WHERE x.status = 'ready') AS ready
                FROM articles a
                JOIN desks d ON d.id = a.desk_id AND d.slug = \(Self.slug)
                LEFT JOIN article_versions v ON v.desk_id = a.desk_id AND v.article_id = a.id
                LEFT JOIN extractions x ON x.desk_id = v.desk_id AND x.version_id = v.id
                GROUP BY a.desk_id, a.id
                """
            ) { row in
                (
                    name: try row["external_id"] as String, id: try row["id"] as String,
                    isRight: try row["versions"] as Int == 1 && row["ready"] as Int == 1
                )
            }
        }
        var faults = found.filter { !$0.isRight }.map { "\($0.name) is not read once" }
        faults += found.filter { taken[$0.name] != $0.id }.map { "\($0.name) has another id than the one acknowledged" }
        faults += Set(taken.keys).subtracting(found.map(\.name)).map { "\($0) was acknowledged and is lost" }
        if found.count != taken.count { faults.append("\(found.count) articles for \(taken.count) acknowledged") }
        return faults
    }
}
