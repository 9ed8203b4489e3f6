import Domain
import Foundation
import Logging
import TestSupport
import Testing
import Workflow

@testable import Web

/// Clients that take their time are cut, and the others do not feel them.
@Suite(.database(migrations: Schema.migrations))
struct SlowClientTests {
    private static func impatient(_ settings: inout ServerSettings) {
        settings.limits = ConnectionLimits(patience: .milliseconds(300), linger: .milliseconds(200))
    }

    private static func cuts(_ live: LiveServer) -> [String] {
        live.log.lines.filter { $0.message == "connection cut" }.compactMap { $0.metadata["reason"]?.description }
    }

    /// Sends a byte now and then until the server has had enough.
    private static func trickle(_ connection: Connection) async throws {
        try await eventually("the connection is cut") {
            do {
                try await connection.send([UInt8(ascii: "x")])
                return false
            } catch is Connection.Failure {
                return true
            }
        }
    }

    @Test func aHeadThatTricklesInIsCut() async throws {
        try await LiveServer.run(tuned: Self.impatient) { live in
            let connection = try Connection(port: live.client.port)
            try await connection.send(Array("GET / HTTP/1.1\r\nX-Long: ".utf8))
            try await Self.trickle(connection)
            #expect(Self.cuts(live) == ["the head of a request took too long"])
        }
    }

    @Test func aConnectionThatSendsNothingIsCut() async throws {
        try await LiveServer.run(tuned: Self.impatient) { live in
            let connection = try Connection(port: live.client.port)
            #expect(try await connection.isClosedByServer())
        }
    }

    @Test func aBodyThatTricklesInIsCutThoughTheKeyIsGood() async throws {
        try await LiveServer.run(tuned: Self.impatient) { live in
            let connection = try Connection(port: live.client.port)
            let head = [
                "Authorization": "Bearer \(try #require(live.client.keys["submitter"]))",
                "Content-Type": "application/json",
            ]
            try await connection.send(Client.head("POST", "/v1/articles", head, length: 1_000_000))
            try await Self.trickle(connection)
            #expect(Self.cuts(live) == ["the body of a request took too long"])
        }
    }

    @Test func behindARefusalTheBodyIsNotWaitedFor() async throws {
        try await LiveServer.run(tuned: Self.impatient) { live in
            let connection = try Connection(port: live.client.port)
            try await connection.send(Client.head("POST", "/v1/articles", [:], length: 1_000_000))
            let reply = try await connection.reply()
            #expect(reply.status == 401 && reply.headers["connection"] == "close")
            try await Self.trickle(connection)
        }
    }

    @Test func aRefusalWithTheBodyInKeepsTheConnection() async throws {
        try await LiveServer.run { live in
            let connection = try Connection(port: live.client.port)
            let body = Array("{}".utf8)
            for _ in 0..<2 {
                try await connection.send(Client.head("POST", "/v1/articles", [:], length: body.count) + body)
                let reply = try await connection.reply()
                #expect(reply.status == 401 && reply.headers["connection"] == nil)
            }
        }
    }

    @Test func anAnswerThatIsNotReadIsCutAndLetGo() async throws {
        try await LiveServer.run(tuned: Self.impatient) { live in
            let text = String(repeating: "The harbour wall is 412 metres long. ", count: 60_000)
            let json: JSON = ["title": "Long", "body": .string(text)]
            let sent = try await live.client.send("POST", "/v1/articles", as: "submitter", json: json.text())
            let id = try #require(try sent.json["id"]?.string)
            let connection = try Connection(port: live.client.port, receiveBuffer: 4096)
            let key = try #require(live.client.keys["submitter"])
            try await connection.send(
                Client.head(
                    "GET", "/v1/articles/\(id)?include=text", ["Authorization": "Bearer \(key)"], length: nil))
            try await eventually("the client is cut") {
                Self.cuts(live).contains("nothing of the answer was read")
            }
            // Another one, who reads, has it whole.
            let read = try await live.client.get("/v1/articles/\(id)?include=text", as: "submitter")
            #expect(read.status == 200 && read.body.count > text.utf8.count)
        }
    }

    @Test func whereTheRoomIsTakenALargeAnswerIsA503AndASmallOneIsNot() async throws {
        try await LiveServer.run(tuned: {
            $0.limits = ConnectionLimits(patience: .seconds(600), heldBytes: 3 * 1024 * 1024, stall: .seconds(600))
        }) { live in
            let text = String(repeating: "The harbour wall is 412 metres long. ", count: 60_000)
            let json: JSON = ["title": "Long", "body": .string(text)]
            let sent = try await live.client.send("POST", "/v1/articles", as: "submitter", json: json.text())
            let id = try #require(try sent.json["id"]?.string)
            let key = try #require(live.client.keys["submitter"])
            let stuck = try Connection(port: live.client.port, receiveBuffer: 4096)
            try await stuck.send(
                Client.head(
                    "GET", "/v1/articles/\(id)?include=text", ["Authorization": "Bearer \(key)"], length: nil))
            // Its head is out, and the rest waits.
            #expect(String(decoding: try await stuck.bytes(), as: UTF8.self).hasPrefix("HTTP/1.1 200"))
            let refused = try await live.client.get("/v1/articles/\(id)?include=text", as: "submitter")
            #expect(refused.status == 503 && refused.headers["retry-after"] == "2")
            #expect(try await live.client.get("/v1/desk", as: "submitter").status == 200)
            // Kept open until here: nothing else uses it.
            withExtendedLifetime(stuck) {}
        }
    }

    @Test func noAddressHasAllConnections() async throws {
        try await LiveServer.run(tuned: { $0.limits.perAddress = 2 }) { live in
            let port = live.client.port
            let request = Client.head("GET", "/healthz", [:], length: nil)
            let kept = [try Connection(port: port, from: "127.0.0.9"), try Connection(port: port, from: "127.0.0.9")]
            for connection in kept {
                try await connection.send(request)
                #expect(try await connection.reply().status == 200)
            }
            let third = try Connection(port: port, from: "127.0.0.9")
            #expect(try await third.isClosedByServer())
            let other = try Connection(port: port, from: "127.0.0.10")
            try await other.send(request)
            #expect(try await other.reply().status == 200)
            try await kept[0].send(request)
            #expect(try await kept[0].reply().status == 200)
        }
    }

    @Test func aProxysConnectionsAreNotCounted() async throws {
        try await LiveServer.run(tuned: {
            $0.limits.perAddress = 1
            $0.proxies = TrustedProxies("127.0.0.9") ?? TrustedProxies()
        }) { live in
            let request = Client.head("GET", "/healthz", [:], length: nil)
            var kept: [Connection] = []
            for _ in 0..<5 {
                let connection = try Connection(port: live.client.port, from: "127.0.0.9")
                try await connection.send(request)
                #expect(try await connection.reply().status == 200)
                kept.append(connection)
            }
        }
    }

    @Test func aClientWhoLeftIsNoWarning() async throws {
        try await LiveServer.run { live in
            var connection: Connection? = try Connection(port: live.client.port)
            let key = try #require(live.client.keys["ana"])
            let body = Array(#"{"waitSeconds":30}"#.utf8)
            let head = Client.head(
                "POST", "/v1/queue/take", ["Authorization": "Bearer \(key)", "Content-Type": "application/json"],
                length: body.count)
            try await connection?.send(head + body)
            try await eventually("the take waits") {
                try await live.client.get("/metrics").text.contains("claimdesk_http_requests_in_flight 2")
            }
            connection = nil
            try await eventually("its leaving is noticed") { live.log.lines.contains { $0.message == "client left" } }
            #expect(!live.log.lines.contains { $0.level >= .warning }, "\(live.log.lines)")
        }
    }
}
