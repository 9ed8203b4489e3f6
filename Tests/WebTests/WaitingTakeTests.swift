import Domain
import Logging
import TestSupport
import Testing
import Workflow

@testable import Web

/// Takes that are held open, and what ends them early.
@Suite(.database(migrations: Schema.migrations))
struct WaitingTakeTests {
    @Test func aWaitingTakeIsAnsweredWhenAClaimComes() async throws {
        try await LiveServer.run { live in
            async let taken = live.client.send(
                "POST", "/v1/queue/take", as: "ana", json: #"{"waitSeconds":30}"#)
            try await live.untilTaking()
            try await live.article()
            let reply = try await taken
            #expect(reply.status == 200)
            #expect(try reply.json["leases"]?.items.count == 1)
            #expect(reply.headers["connection"] == "close")
        }
    }

    @Test func anEmptyTakeComesBackAfterItsTime() async throws {
        try await LiveServer.run { live in
            let reply = try await live.client.send("POST", "/v1/queue/take", as: "ana", json: #"{"waitSeconds":1}"#)
            #expect(try reply.json["emptyBecause"]?["reason"] == "Nothing is waiting for review.")
        }
    }

    @Test func aClientThatGoesAwayTakesNothing() async throws {
        try await LiveServer.run { live in
            var connection: Connection? = try Connection(port: live.client.port)
            let body = Array(#"{"waitSeconds":30}"#.utf8)
            let head = [
                "Authorization": "Bearer \(try #require(live.client.keys["ana"]))",
                "Content-Type": "application/json",
            ]
            try await connection?.send(Client.head("POST", "/v1/queue/take", head, length: body.count) + body)
            try await live.untilTaking()
            connection = nil
            try await live.until("the take was given up") {
                live.log.lines.contains { $0.metadata["route"] == "/v1/queue/take" }
            }
            try await live.article()
            #expect(try await live.count("leases") == 0)
        }
    }

    @Test func aShutdownEndsWaitingTakesAndFinishesTheRest() async throws {
        try await LiveServer.run { live in
            let clock = ContinuousClock()
            let start = clock.now
            async let waiting = live.client.send(
                "POST", "/v1/queue/take", as: "ana", json: #"{"waitSeconds":30}"#)
            try await live.untilTaking()
            await live.shutDown()
            let reply = try await waiting
            #expect(reply.status == 503 && reply.headers["retry-after"] == "1")
            #expect(clock.now - start < .seconds(20))
        }
    }
}

extension LiveServer {
    /// Returns once a take is being answered, as the server's own numbers tell.
    func untilTaking() async throws {
        try await until("a take is in flight") {
            // The scrape is a request itself.
            try await client.get("/metrics").text.contains("claimdesk_http_requests_in_flight 2\n")
        }
    }

    /// Asks until it is so; there is no signal to wait for from outside the server.
    func until(_ what: String, _ isSo: () async throws -> Bool) async throws {
        for _ in 0..<1000 {
            if try await isSo() { return }
            try await Task.sleep(for: .milliseconds(10))
        }
        Issue.record("it never came: \(what)")
    }
}
