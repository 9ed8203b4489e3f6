import Dispatch
import Domain
import Logging
import Postgres
import TestSupport
import Testing
import Workflow

@testable import Web

/// Takes that are held open, what ends them early, and what a shutdown does to requests.
@Suite(.database(migrations: Schema.migrations))
struct WaitingTakeTests {
    @Test func aWaitingTakeIsAnsweredWhenAClaimComes() async throws {
        try await LiveServer.run { live in
            async let taken = live.client.send(
                "POST", "/v1/queue/take", as: "ana", json: #"{"waitSeconds":30}"#)
            try await live.untilAnswering()
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
            try await live.untilAnswering()
            connection = nil
            try await eventually("the take was given up") {
                live.log.lines.contains { $0.metadata["route"] == "/v1/queue/take" }
            }
            try await live.article()
            #expect(try await live.count("leases") == 0)
        }
    }

    @Test func aShutdownFinishesTheRequestsInFlight() async throws {
        try await LiveServer.run { live in
            let gate = DispatchSemaphore(value: 0)
            // The request waits in the database until the server has been told to stop.
            async let holding: Void = live.database.write { session in
                try session.execute("LOCK TABLE articles IN ACCESS EXCLUSIVE MODE")
                gate.wait()
            }
            try await eventually("the table is locked") {
                let locks = try await live.database.read { session in
                    try session.first(
                        "SELECT count(*) AS count FROM pg_locks WHERE mode = 'AccessExclusiveLock' AND granted"
                    ) { try $0["count"] as Int }
                }
                return locks ?? 0 > 0
            }
            async let submitted = live.client.send(
                "POST", "/v1/articles", as: "submitter", json: #"{"title":"t","body":"The wall is 412 metres long."}"#)
            try await live.untilAnswering()
            await live.shutDown()
            gate.signal()
            #expect(try await submitted.status == 202)
            try await holding
            #expect(try await live.count("articles") == 1)
        }
    }

    @Test func aShutdownEndsWaitingTakes() async throws {
        try await LiveServer.run { live in
            let clock = ContinuousClock()
            let start = clock.now
            async let waiting = live.client.send(
                "POST", "/v1/queue/take", as: "ana", json: #"{"waitSeconds":30}"#)
            try await live.untilAnswering()
            await live.shutDown()
            let reply = try await waiting
            #expect(reply.status == 503 && reply.headers["retry-after"] == "1")
            #expect(clock.now - start < .seconds(29), "it waited for its time to be over")
        }
    }
}

extension LiveServer {
    /// Returns once one request is being answered, as the server's own numbers tell.
    func untilAnswering() async throws {
        try await eventually("a request is in flight") {
            // The scrape is a request itself.
            try await client.get("/metrics").text.contains("claimdesk_http_requests_in_flight 2\n")
        }
    }
}
