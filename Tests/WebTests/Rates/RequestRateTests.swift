import Domain
import Logging
import TestSupport
import Testing
import Workflow

@testable import Web

@Suite(.database(migrations: Schema.migrations))
struct RequestRateTests {
    private static func asked(
        _ live: LiveServer, _ path: String, from source: String, _ headers: [String: String]
    ) async throws -> Reply {
        let connection = try Connection(port: live.client.port, from: source)
        try await connection.send(Client.head("GET", path, headers, length: nil))
        return try await connection.reply()
    }

    @Test func wrongKeysAreToldSoUpToARateAndRightOnesAlwaysOpen() async throws {
        try await LiveServer.run(tuned: { $0.rates = RateLimits(failures: 20) }) { live in
            let line = try Connection(port: live.client.port, from: "127.0.0.9")
            var counts: [Int: Int] = [:]
            for number in 0..<300 {
                try await line.send(
                    Client.head("GET", "/v1/me", ["Authorization": "Bearer cd_wrong\(number)"], length: nil))
                let reply = try await line.reply()
                counts[reply.status, default: 0] += 1
                if reply.status == 429 {
                    #expect(reply.problem == "too-many-requests")
                    #expect(reply.headers["retry-after"].flatMap { Int($0) } ?? 0 >= 1)
                }
            }
            #expect((counts[401] ?? 0) >= 20 && (counts[401] ?? 0) < 60, "\(counts)")
            #expect(counts.keys.sorted() == [401, 429])
            let key = try #require(live.client.keys["ana"])
            // The same address, another key: it opens. Another address, a wrong key: it hears why not.
            #expect(
                try await Self.asked(live, "/v1/me", from: "127.0.0.9", ["Authorization": "Bearer \(key)"]).status
                    == 200)
            #expect(
                try await Self.asked(live, "/v1/me", from: "127.0.0.10", ["Authorization": "Bearer cd_x"]).status == 401
            )
            #expect(live.log.lines.allSatisfy { $0.level < .warning })
        }
    }

    @Test func searchesWithoutAKeyAreCountedByAddressAndPagesAreNot() async throws {
        try await LiveServer.run(tuned: { $0.rates = RateLimits(searches: 60) }) { live in
            var statuses: [Int] = []
            for _ in 0..<15 {
                statuses.append(try await Self.asked(live, "/desk/demo?q=wall", from: "127.0.0.9", [:]).status)
            }
            #expect(statuses.prefix(10).allSatisfy { $0 == 200 } && statuses.contains(429), "\(statuses)")
            let page = try await Self.asked(live, "/desk/demo?q=wall", from: "127.0.0.9", ["Accept": "text/html"])
            if page.status == 429 {
                #expect(page.headers["content-type"] == "text/html; charset=utf-8")
                #expect(page.headers["retry-after"] != nil && page.headers["cache-control"] == "no-store")
            }
            for query in ["", "?q=", "?utm_source=mail"] {
                #expect(try await Self.asked(live, "/desk/demo\(query)", from: "127.0.0.9", [:]).status == 200)
            }
            #expect(try await Self.asked(live, "/desk/demo?rating=false", from: "127.0.0.10", [:]).status == 200)
        }
    }

    @Test func behindATrustedProxyTheReaderIsCountedAndNotTheProxy() async throws {
        try await LiveServer.run(tuned: {
            $0.rates = RateLimits(searches: 6)
            $0.proxies = TrustedProxies("127.0.0.9") ?? TrustedProxies()
        }) { live in
            func search(from source: String, for reader: String) async throws -> Int {
                try await Self.asked(live, "/desk/demo?q=wall", from: source, ["X-Forwarded-For": reader]).status
            }
            let (first, second) = (
                try await search(from: "127.0.0.9", for: "203.0.113.1"),
                try await search(from: "127.0.0.9", for: "203.0.113.1")
            )
            #expect(first == 200 && second == 429)
            #expect(try await search(from: "127.0.0.9", for: "203.0.113.2") == 200)
            // Whoever is no proxy gets no second bucket by another name.
            #expect(try await search(from: "127.0.0.10", for: "203.0.113.3") == 200)
            #expect(try await search(from: "127.0.0.10", for: "203.0.113.4") == 429)
        }
    }

    @Test func changesAreCountedByKey() async throws {
        try await LiveServer.run(tuned: { $0.rates = RateLimits(writes: 5) }) { live in
            func write(_ member: String) async throws -> Int {
                try await live.client.send("POST", "/v1/queue/take", as: member, json: "{}").status
            }
            for _ in 0..<5 {
                let status = try await write("ana")
                #expect(status == 200)
            }
            #expect(try await write("ana") == 429)
            #expect(try await write("ben") == 200)
            #expect(try await live.client.get("/v1/desk", as: "ana").status == 200)
        }
    }
}
