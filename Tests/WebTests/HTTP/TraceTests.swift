import Domain
import Logging
import Postgres
import Telemetry
import TestSupport
import Testing
import Workflow

@testable import Web

/// What a trace tells of a request: where its time went, and nothing of what was in it.
@Suite(.database(migrations: Schema.migrations))
struct TraceTests {
    private static let traceparent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"

    private static func traced(_ body: @escaping @Sendable (LiveServer, Meters) async throws -> Void) async throws {
        let meters = Meters(tracingOneIn: 1)
        var configuration = TestDatabase.current.database.configuration
        configuration.observer = meters.database
        let database = Database(configuration)
        try await LiveServer.run(database: database, meters: meters) { live in
            try await live.article()
            _ = meters.spans.take(.max)
            try await body(live, meters)
        }
        await database.close()
    }

    @Test func aRequestIsSeenDownToItsStatements() async throws {
        try await Self.traced { live, meters in
            let reply = try await live.client.send(
                "POST", "/v1/queue/take", as: "ana", headers: ["traceparent": Self.traceparent], json: "{}")
            #expect(reply.status == 200)
            let spans = meters.spans.take(.max)
            let request = try #require(spans.first { $0.name == "POST /v1/queue/take" })
            #expect("\(request.traceID)" == "4bf92f3577b34da6a3ce929d0e0e4736")
            #expect(request.parentID == 0x00f0_67aa_0ba9_02b7 && !request.failed)
            #expect(
                request.attributes == [
                    "http.request.method": .text("POST"), "http.route": .text("/v1/queue/take"),
                    "http.response.status_code": .number(200),
                ])
            #expect(spans.allSatisfy { $0.traceID == request.traceID })
            let transactions = spans.filter { $0.name == "transaction" && $0.parentID == request.spanID }
            let within = spans.filter { span in transactions.contains { $0.spanID == span.parentID } }.map(\.name)
            #expect(within.contains("wait for a connection") && within.contains("Connection.commit"))
            #expect(within.count > 4)
            // Every span but the request stands in another of this trace.
            let known = Set(spans.map(\.spanID))
            #expect(spans.allSatisfy { $0.spanID == request.spanID || $0.parentID.map(known.contains) == true })
            #expect(
                live.log.lines.contains { $0.metadata["trace.id"] == "4bf92f3577b34da6a3ce929d0e0e4736" })
        }
    }

    @Test func aTraceHoldsNobodysWords() async throws {
        try await Self.traced { live, meters in
            let taken = try await live.take(as: "ana")
            let review = APIJobTests.review(taken.token)
            _ = try await live.client.send("POST", "/v1/leases/\(taken.lease)/review", as: "ana", json: review)
            _ = try await live.client.get("/v1/claims?q=harbour+wall", as: "ed")
            _ = try await live.client.get("/v1/desk", headers: ["Authorization": "Bearer cd_wrong"])
            _ = try await live.client.get("/no/such/path?secret=hunter2", headers: ["traceparent": "nonsense"])
            let spans = meters.spans.take(.max)
            #expect(spans.contains { $0.name == "GET (unknown)" } && spans.contains { $0.name == "GET /v1/claims" })
            let text = SpanReport(process: "test", version: "0", instance: "i").json(spans)
            let words = [
                "harbour", "Port Sable", "crowns", "ana@", "example.org", "cd_", "hunter2", "SELECT", taken.lease,
                taken.claim, try #require(live.client.keys["ana"]), "no/such",
            ]
            for word in words { #expect(!text.contains(word), "\(word)") }
        }
    }

    @Test func whatFailsIsMarkedAndWhatIsNotWantedIsNotTraced() async throws {
        try await Self.traced { live, meters in
            let unwanted = Self.traceparent.dropLast(1) + "0"
            _ = try await live.client.get("/v1/desk", as: "ana", headers: ["traceparent": String(unwanted)])
            #expect(meters.spans.take(.max).isEmpty)
            #expect(!live.log.lines.contains { $0.metadata["trace.id"] == "4bf92f3577b34da6a3ce929d0e0e4736" })
        }
        let meters = Meters(tracingOneIn: 1)
        var configuration = Database.Configuration(connectionString: "host=/nowhere dbname=none user=none")
        configuration.acquireTimeout = .milliseconds(50)
        configuration.observer = meters.database
        let database = Database(configuration)
        try await LiveServer.run(database: database, setUp: false, meters: meters) { live in
            let key = "Bearer cd_\(String(repeating: "A", count: 43))"
            let reply = try await live.client.get("/v1/desk", headers: ["Authorization": key])
            #expect(reply.status == 503)
            let spans = meters.spans.take(.max)
            #expect(spans.contains { $0.name == "GET /v1/desk" && $0.failed })
            #expect(spans.contains { $0.name == "wait for a connection" && $0.failed })
        }
        await database.close()
    }
}
