import Domain
import Foundation
import Logging
import Postgres
import Rendering
import Replication
import TestSupport
import Testing
import Workflow

@testable import Web

/// What happens on the connection and around the routes.
@Suite(.database(migrations: Schema.migrations))
struct ServerTests {
    @Test func anAnnouncedBodyThatIsTooLargeIsRefusedUnread() async throws {
        try await LiveServer.run { live in
            let connection = try Connection(port: live.client.port)
            let head = [
                "Authorization": "Bearer \(try #require(live.client.keys["submitter"]))",
                "Content-Type": "application/json",
            ]
            // Not a byte of the body is sent.
            try await connection.send(Client.head("POST", "/v1/articles", head, length: 100_000_000))
            let reply = try await connection.reply()
            #expect(reply.status == 413 && reply.problem == "body-too-large")
            #expect(reply.headers["connection"] == "close")
        }
    }

    @Test(arguments: ["keep-alive", "close"])
    func aHundredMegabytesAreAnsweredAlsoToThoseWhoSendThemAll(connection: String) async throws {
        try await LiveServer.run { live in
            let body = [UInt8](repeating: UInt8(ascii: "x"), count: 100_000_000)
            let reply = try await live.client.send(
                "POST", "/v1/articles", as: "submitter", headers: ["Connection": connection], body: body)
            #expect(reply.status == 413)
            #expect(try await live.count("articles") == 0)
        }
    }

    @Test func aRefusedRequestIsAnsweredAlsoToThoseWhoSendItAllFirst() async throws {
        try await LiveServer.run { live in
            let body = [UInt8](repeating: UInt8(ascii: "x"), count: 20_000_000)
            let reply = try await live.client.send(
                "POST", "/v1/articles", headers: ["Connection": "close"], body: body)
            #expect(reply.status == 401)
        }
    }

    @Test func aStreamedBodyThatIsTooLargeIsRefused() async throws {
        try await LiveServer.run(bodyLimit: 1000) { live in
            let connection = try Connection(port: live.client.port)
            let head = [
                "Authorization": "Bearer \(try #require(live.client.keys["submitter"]))",
                "Content-Type": "application/json", "Transfer-Encoding": "chunked",
            ]
            let chunk = "3e8\r\n" + String(repeating: " ", count: 1000) + "\r\n"
            try await connection.send(
                Client.head("POST", "/v1/articles", head, length: nil) + Array((chunk + chunk).utf8))
            #expect(try await connection.reply().status == 413)
        }
    }

    @Test func aBodyOfExactlyTheLimitIsRead() async throws {
        let json = #"{"title":"t","body":"The wall is 412 metres long."}"#
        try await LiveServer.run(bodyLimit: json.utf8.count) { live in
            let fits = try await live.client.send("POST", "/v1/articles", as: "submitter", json: json)
            #expect(fits.status == 202)
            let exceeds = try await live.client.send("POST", "/v1/articles", as: "submitter", json: json + " ")
            #expect(exceeds.status == 413)
        }
    }

    @Test func aConnectionServesManyRequests() async throws {
        try await LiveServer.run { live in
            let connection = try Connection(port: live.client.port)
            let request = Client.head("GET", "/healthz", [:], length: nil)
            try await connection.send(request + request)
            #expect(try await connection.reply().status == 200)
            try await connection.send(request)
            #expect(try await connection.reply().status == 200)
        }
    }

    @Test func whatIsNotHTTPIsRefused() async throws {
        try await LiveServer.run { live in
            let connection = try Connection(port: live.client.port)
            try await connection.send(Array("HELO desk\r\n\r\n".utf8))
            #expect(try await connection.reply().status == 400)
            #expect(try await connection.isClosedByServer())
        }
    }

    @Test func unknownPathsAndMethodsAreProblems() async throws {
        try await LiveServer.run { live in
            let unknown = try await live.client.get("/v1/nothing")
            #expect(unknown.status == 404 && unknown.problem == "not-found")
            let method = try await live.client.send("DELETE", "/v1/articles")
            #expect(method.status == 405 && method.problem == "method-not-allowed")
            #expect(method.headers["allow"] == "GET, HEAD, POST")
            let odd = try await live.client.send("PURGE", "/v1/queue")
            #expect(odd.status == 405)
        }
    }

    @Test func headAnswersWithoutABody() async throws {
        try await LiveServer.run { live in
            let get = try await live.client.get("/v1/desk", as: "ana")
            let head = try await live.client.send("HEAD", "/v1/desk", as: "ana")
            #expect(head.status == 200 && head.body.isEmpty)
            #expect(head.headers["content-length"] == get.headers["content-length"])
        }
    }

    @Test func answersCarryTheirHeaders() async throws {
        try await LiveServer.run { live in
            let reply = try await live.client.get("/v1/desk", as: "ana", headers: ["X-Request-Id": "trace-7"])
            #expect(reply.headers["x-request-id"] == "trace-7")
            #expect(reply.headers["x-content-type-options"] == "nosniff")
            #expect(reply.headers["referrer-policy"] == "no-referrer")
            #expect(reply.headers["cache-control"] == "no-store")
            #expect(reply.headers["content-security-policy"] == "default-src 'none'; frame-ancestors 'none'")
            let odd = try await live.client.get("/healthz", headers: ["X-Request-Id": "a b"])
            #expect(UUID(uuidString: odd.headers["x-request-id"] ?? "") != nil)
            let problem = try await live.client.get("/v1/desk", headers: ["X-Request-Id": "trace-8"])
            #expect(try problem.json["instance"] == "trace-8")
        }
    }

    @Test func eachRequestIsOneLineWithoutSecrets() async throws {
        try await LiveServer.run { live in
            let secret = try #require(live.client.keys["submitter"])
            _ = try await live.client.send(
                "POST", "/v1/articles", as: "submitter", headers: ["X-Request-Id": "line-1"],
                json: #"{"title":"hush","body":"The hushed wall is 412 metres long."}"#)
            _ = try await live.client.get("/v1/claims?q=hush", as: "ana", headers: ["X-Request-Id": "line-2"])
            _ = try await live.client.get("/nowhere", headers: ["X-Request-Id": "line-3"])
            let requests = live.log.lines.filter { $0.message == "request" }
            let byID = Dictionary(grouping: requests) { $0.metadata["request.id"]?.description ?? "" }
            let first = try #require(byID["line-1"]?.first)
            #expect(byID["line-1"]?.count == 1)
            #expect(first.metadata["route"] == "/v1/articles" && first.metadata["method"] == "POST")
            #expect(first.metadata["status"]?.description == "202" && first.metadata["member.id"] != nil)
            #expect(first.metadata["ms"].flatMap { Double($0.description) } != nil)
            #expect(byID["line-2"]?.first?.metadata["route"] == "/v1/claims")
            #expect(byID["line-3"]?.first?.metadata["route"] == "(unknown)")
            let all = live.log.lines.map { "\($0.message) \($0.metadata)" }.joined()
            #expect(!all.contains(secret) && !all.contains("hush"))
        }
    }

    @Test func pagesAndNumbersNeedNoKey() async throws {
        try await LiveServer.run { live in
            #expect(try await live.client.get("/healthz").json == ["alive": true])
            let ready = try await live.client.get("/readyz")
            #expect(ready.status == 200)
            let home = try await live.client.get("/")
            #expect(home.status == 303 && home.headers["location"] == "/docs")
            let docs = try await live.client.get("/docs")
            #expect(docs.headers["content-type"] == "text/html; charset=utf-8")
            #expect(docs.headers["content-security-policy"]?.contains("style-src 'unsafe-inline'") == true)
            #expect(try await live.client.get("/openapi.json").json["openapi"] == "3.1.0")
            #expect(try await live.client.get("/problems/lease-lost").text.contains("The lease is lost"))
            #expect(try await live.client.get("/problems/nonsense").status == 404)
            let metrics = try await live.client.get("/metrics")
            #expect(metrics.headers["content-type"] == "text/plain; version=0.0.4; charset=utf-8")
            #expect(
                metrics.text.contains(#"claimdesk_http_requests_total{route="/healthz",method="GET",status="200"} 1"#))
            #expect(metrics.text.contains("claimdesk_database_up 1"))
        }
    }

    @Test func aReplicaIsToldOfAndDoesNotMakeADeskUnready() async throws {
        let database = TestDatabase.current.database
        let replica = Replica(
            .init(connectionString: "host=/nowhere dbname=none user=none"), of: database,
            migrations: Schema.migrations, lagLimit: .seconds(1))
        try await LiveServer.run(replica: replica) { live in
            let watching = Task { await replica.run { _, _ in } }
            try await eventually("it was looked for") { replica.report.state == .unreachable }
            let ready = try await live.client.get("/readyz")
            #expect(ready.status == 200)
            #expect(
                try ready.json["checks"] == [
                    "database": "reachable", "schema": "current", "home": "confirmed", "replica": "unreachable",
                ])
            // What it would answer the primary does.
            #expect(try await live.client.get("/desk/demo", headers: ["Accept": "text/html"]).status == 200)
            let metrics = try await live.client.get("/metrics").text
            #expect(metrics.contains("claimdesk_replica_in_use 0\n"))
            #expect(metrics.contains("claimdesk_replica_reads_total{from=\"primary\"} 1\n"))
            watching.cancel()
            await watching.value
        }
        await replica.close()
    }

    @Test func everyStateOfAReplicaIsInTheDescription() {
        let schema = JSON(parsing: OpenAPI.text)?["components"]?["schemas"]?["Checks"]?["properties"]?["replica"]
        let described = schema?["enum"]?.items.compactMap(\.string) ?? []
        #expect(Set(described) == Set(ReplicaState.allCases.map(\.rawValue)))
    }

    @Test func withoutADatabaseRequestsFailCleanly() async throws {
        var configuration = Database.Configuration(connectionString: "host=/nowhere dbname=none user=none")
        configuration.acquireTimeout = .milliseconds(300)
        let database = Database(configuration)
        try await LiveServer.run(database: database, setUp: false) { live in
            let header = ["Authorization": "Bearer cd_\(String(repeating: "A", count: 43))"]
            let reply = try await live.client.get("/v1/desk", headers: header)
            #expect(reply.status == 503 && reply.problem == "unavailable")
            #expect(reply.headers["retry-after"] == "1")
            #expect(!reply.text.contains("nowhere"))
            #expect(live.log.lines.contains { $0.message == "request turned away" })
            let ready = try await live.client.get("/readyz")
            #expect(ready.status == 503)
            #expect(try ready.json["checks"] == ["database": "unreachable", "schema": "unknown"])
            #expect(try await live.client.get("/healthz").status == 200)
            let metrics = try await live.client.get("/metrics")
            #expect(metrics.status == 200 && metrics.text.contains("claimdesk_database_up 0"))
        }
        await database.close()
    }
}
