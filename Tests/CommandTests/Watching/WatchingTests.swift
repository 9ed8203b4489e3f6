import Domain
import Foundation
import TestSupport
import Testing
import Workflow

@testable import claimdesk

/// Dashboard, alerts and `claimdesk top` against what a server at work really tells.
@Suite(.timeLimit(.minutes(10))) struct WatchingTests {
    /// Labels that Prometheus adds to whatever it scrapes.
    private static let added: Set<String> = ["instance", "job"]

    @Test(.database(migrations: Schema.migrations)) func whatIsWatchedIsThere() async throws {
        try await WatchedDesk.run { watched in
            try await watched.work()
            let scrape = try await watched.scrape()
            for question in try WatchFiles.dashboard() + WatchFiles.alerts() { Self.check(question, against: scrape) }
            // Nobody's words and nobody's name.
            let text = "\(scrape.samples)"
            for secret in ["harbour office", "Mateusz", "mateusz@", "example.org", "cd_", "SELECT"] {
                #expect(!text.contains(secret), "\(secret)")
            }
            try await Self.top(watched)
        }
    }

    private static func check(_ question: WatchFiles.Question, against scrape: Scrape) {
        let place = question.place
        #expect(!question.names.isEmpty, "\(place) asks for nothing")
        #expect(
            question.expression.count { $0 == "(" } == question.expression.count { $0 == ")" },
            "\(place): the brackets of \(question.expression)")
        var labels: Set<String> = added
        for name in question.names {
            let family =
                [name] + ["_bucket", "_sum", "_count"].filter(name.hasSuffix).map { String(name.dropLast($0.count)) }
            let type = family.compactMap { scrape.types[$0] }.first
            #expect(type != nil, "\(place): there is no \(name)")
            if name != family.last { #expect(type == "histogram", "\(place): \(name) of a \(type ?? "?")") }
            labels.formUnion((scrape.samples[name] ?? []).flatMap(\.labels.keys))
        }
        for demand in question.demands where !added.contains(demand.label) {
            let values = Set((scrape.samples[demand.name] ?? []).compactMap { $0.labels[demand.label] })
            #expect(!values.isEmpty, "\(place): \(demand.name) has no label \(demand.label)")
            if demand.comparison == "=" {
                #expect(
                    values.contains(demand.value), "\(place): \(demand.name) has no \(demand.label) \(demand.value)")
            }
        }
        #expect(question.kept.isSubset(of: labels), "\(place) keeps \(question.kept), there are \(labels)")
        // Without `by`, one number is left, and nothing to show beside it.
        #expect(question.shown.isSubset(of: question.kept), "\(place) shows \(question.shown) of \(question.kept)")
    }

    private static func top(_ watched: WatchedDesk) async throws {
        let options = ["top", "--once", "--interval", "0.1", "--server", watched.address]
        let plain = try await Program(options).ending()
        #expect(plain.status == 0 && plain.errors.isEmpty, "\(plain.errors)")
        #expect(!plain.output.contains("\u{1B}"))
        for word in ["requests", "takes", "reviews", "queue of", "demo", "connections", "dead rows", "lag"] {
            #expect(plain.output.contains(word), "\(word) in \(plain.output)")
        }
        let ending = try await Program(options + ["--json"]).ending()
        let json = try JSON(reading: Array(ending.output.utf8))
        #expect(ending.output.split(separator: "\n").count == 1)
        #expect(json["database"]?["up"] == true)
        #expect(json["queues"]?.items.first?["desk"] == "demo")
        // The scrapes themselves are requests.
        if case .double(let perSecond) = json["requests"]?["perSecond"] { #expect(perSecond > 0) }
        #expect(json["statements"] != nil && json["lag"]?["httpP99"] != nil)
    }

    @Test func aServerThatIsNotThereIsToldWithWhatToDo() async throws {
        let ending = try await Program(["top", "--once", "--server", "http://127.0.0.1:9"]).ending()
        #expect(ending.status == 1 && ending.output.isEmpty)
        #expect(ending.errors.contains("127.0.0.1:9") && ending.errors.contains("--server"), "\(ending.errors)")
        for interval in ["0", "4000", "nan"] {
            #expect(try await Program(["top", "--interval", interval]).ending().status == 64)
        }
    }

    @Test(.database(migrations: Schema.migrations)) func aWorkerTellsOperatorsAndNobodyElse() async throws {
        let settings = [
            "CLAIMDESK_DATABASE_URL": TestDatabase.current.connectionString, "CLAIMDESK_WORKER_PORT": "0",
            "CLAIMDESK_LOG_FORMAT": "json",
        ]
        let worker = try Program(["worker"], settings)
        var port: Int?
        try await eventually("the worker has its port") {
            let line = worker.soFar.errors.split(separator: "\n").first { $0.contains("\"telling\"") }
            if case .int(let number) = line.flatMap({ JSON(parsing: String($0)) })?["port"] { port = number }
            return port != nil || !worker.isRunning
        }
        let client = Client(try ServerAddress("http://127.0.0.1:\(try #require(port))"), key: nil, pauses: [])
        let scrape = Scrape(try await client.get(["metrics"], accept: "text/plain").text)
        #expect(scrape.sum("claimdesk_database_up") == 1)
        #expect(
            scrape.samples["claimdesk_database_wait_seconds_count"]?.contains { $0.labels["lane"] == "background" }
                == true)
        #expect(try await client.get(["readyz"]).status == 200)
        for path in [["v1", "queue"], ["desk", "demo"], ["docs"]] {
            await #expect(throws: Problem.self) { _ = try await client.get(path) }
        }
        worker.signal(SIGTERM)
        #expect(try await worker.ending().status == 0)
    }
}
