import Chance
import Domain
import Synchronization
import TestSupport
import Testing

@testable import Web

/// What the clients of a crowd share: the secrets that its members have just now, how many requests they sent, and
/// whether all of them are done.
final class Crowd: Sendable {
    private let secrets: Mutex<[String: String]>
    private let requests = Mutex(0)
    private let over = Mutex(false)

    init(_ people: [String: HistoryDesk.Person]) { secrets = Mutex(people.mapValues(\.secret)) }

    var count: Int { requests.withLock { $0 } }

    func secret(of name: String) -> String {
        requests.withLock { $0 += 1 }
        return secrets.withLock { $0[name] ?? "" }
    }

    var isOver: Bool { over.withLock { $0 } }

    func end() { over.withLock { $0 = true } }

    func give(_ secret: String, to name: String) { secrets.withLock { $0[name] = secret } }
}

/// One of many clients at once: sends what its member wants, now and then twice at the same time under one idempotency
/// key, and takes no for an answer where the desk's rules foresee it.
final class CrowdClient {
    let name: String
    let desk: HistoryDesk
    var random: SplitMix64
    private let window: String
    private let crowd: Crowd
    private let line: Line
    private var sent = 0

    /// - Parameter window: tells the clients of one member apart.
    init(_ name: String, window: String = "", on desk: HistoryDesk, _ crowd: Crowd, _ random: SplitMix64) {
        (self.name, self.window, self.desk, self.crowd, self.random) = (name, window, desk, crowd, random)
        line = Line(port: desk.server.port)
    }

    func roll(_ sides: Int) -> Int { Int.random(in: 0..<sides, using: &random) }

    func pick<Value>(_ values: [Value]) -> Value { values[roll(values.count)] }

    /// - Returns: the answer when it was carried out, nil when it was refused.
    @discardableResult
    func post(_ path: String, _ body: JSON) async throws -> JSON? { try await change("POST", path, body) }

    @discardableResult
    func change(_ method: String, _ path: String, _ body: JSON) async throws -> JSON? {
        let reply = try await answer(method, path, body)
        // A conditional expression would take nil for JSON's null.
        if reply.status < 300 { return try reply.json }
        return nil
    }

    func get(_ path: String) async throws -> JSON? {
        let reply = try await line.send("GET", path, secret: crowd.secret(of: name))
        check(reply, "GET \(path)")
        if reply.status < 300 { return try reply.json }
        return nil
    }

    /// Sends a change, and holds what comes back against what may.
    func answer(_ method: String, _ path: String, _ body: JSON) async throws -> Reply {
        sent += 1
        let key = "\(name)\(window)-\(sent)"
        let bytes = Array(body.text().utf8)
        // Answers with secrets are not kept, so they are not given again.
        let isTwice = roll(8) == 0 && path != "/v1/keys"
        let (port, secret, again) = (line.port, crowd.secret(of: name), crowd.secret(of: name))
        async let other =
            isTwice
            ? Line(port: port).send(method, path, secret: again, key: key, body: bytes, requestID: key) : nil
        let first = try await line.send(method, path, secret: secret, key: key, body: bytes, requestID: key)
        check(first, "\(method) \(path)")
        guard let second = try await other else { return first }
        check(second, "\(method) \(path)")
        guard let done = [first, second].first(where: { $0.status < 300 }) else {
            // One may have been turned away at the door, and the other's words kept.
            return second.isDraftKept ? second : first
        }
        // Whichever was carried out, that is the answer from now on.
        let third = try await line.send(
            method, path, secret: crowd.secret(of: name), key: key, body: bytes, requestID: key)
        for reply in [first, second] where reply.status < 300 {
            #expect(reply.body == done.body, "\(key): \(method) \(path)")
        }
        if third.status != 401, third.status != 403 {
            #expect(third.status == done.status && third.body == done.body, "\(key): \(method) \(path): \(third.text)")
        }
        return done
    }

    /// What the rules of the desk foresee; the rest is a fault.
    private func check(_ reply: Reply, _ what: String) {
        switch reply.status {
        case 200..<300, 401, 403, 404: return
        case 409 where reply.problem != "idempotency-key-reused": return
        case 422:
            // A part that is a claim already, and a rating of another version of the scale.
            if reply.text.contains("\"field\":\"parts[") || reply.text.contains("\"field\":\"rating\"") { return }
            if reply.text.contains("\"field\":\"into\"") { return }
        default: break
        }
        Issue.record("\(desk.id), \(name): \(what): \(reply.status) \(reply.text)")
    }
}
