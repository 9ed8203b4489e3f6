import Domain
import Foundation
import Logging
import Postgres
import ServiceLifecycle
import TestSupport
import Testing
import Workflow

@testable import claimdesk

/// A server and a worker in this process, on the test's own database, as `claimdesk dev` runs them, with work done on them.
struct WatchedDesk: Sendable {
    let address: String
    let desk: Desk
    private let client: Client

    /// Runs while the body does.
    static func run(
        settings: [String: String] = [:], _ body: @escaping @Sendable (WatchedDesk) async throws -> Void
    ) async throws {
        let (url, settings) = (TestDatabase.current.connectionString, try Settings(environment: settings))
        // A replica that is none: what is told of replicas is told all the same.
        let installation = Installation(connectionString: url, replicaURL: url, settings: settings)
        let (addresses, found) = AsyncStream.makeStream(of: String.self)
        let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        let services = try LocalDesk.services(on: installation, settings: settings, port: 0, logger: logger) {
            found.yield($0)
        }
        let group = ServiceGroup(configuration: .init(services: services, logger: logger))
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            let address = try #require(await addresses.first { _ in true })
            let result: Result<Void, any Error>
            do {
                try await body(try await WatchedDesk(at: address, on: installation))
                result = .success(())
            } catch {
                result = .failure(error)
            }
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
            try result.get()
        }
        await installation.close()
    }

    private init(at address: String, on installation: Installation) async throws {
        self.address = address
        desk = installation.desk
        _ = try await desk.setUp(try Seeds.newsroom())
        client = Client(try ServerAddress(address), key: nil)
    }

    /// An article is read, one of its claims reviewed, another left lying, and a job fails that is tried again.
    func work() async throws {
        let submitter = try await secret("ifeoma@harbour-desk.example")
        let reviewer = Client(try ServerAddress(address), key: try await secret("mateusz@harbour-desk.example"))
        _ = try await desk.submit(Array(try Seeds.articles().prefix(1)), secret: submitter)
        try await eventually("a claim can be taken") {
            let take = try JSON(reading: Array(try await reviewer.post(["v1", "queue", "take"], [:]).body))
            guard let lease = take["leases"]?.items.first else { return false }
            let scale = take["scales"]?.items.first?["ratings"]?.items ?? []
            _ = try await reviewer.post(
                ["v1", "leases", try #require(lease["id"]?.string), "review"],
                [
                    "token": lease["token"] ?? .null, "rating": scale.first?["key"] ?? .null,
                    "rationale": "The harbour office's register says so.",
                    "evidence": [["url": "https://example.org/register", "stance": "supports"]],
                ])
            return true
        }
        try await TestDatabase.current.database.write { session in
            try session.execute(
                """
                INSERT INTO jobs (id, desk_id, kind, payload, state)
                SELECT gen_random_uuid(), id, 'make_export', jsonb_build_object('exportID', gen_random_uuid()), 'available'
                FROM desks
                """)
        }
        try await eventually("everything that is counted was seen once") {
            let scrape = try await scrape()
            return scrape.sum("claimdesk_job_run_seconds_count", ["ending": "retryable"]) != nil
                && scrape.sum("claimdesk_job_run_seconds_count", ["ending": "completed"]) != nil
                && Set(scrape.sums("claimdesk_lag_seconds_count", by: "loop").keys) == ["http", "tasks"]
        }
    }

    func scrape() async throws -> Scrape { Scrape(try await client.get(["metrics"], accept: "text/plain").text) }

    private func secret(_ email: String) async throws -> String {
        try await desk.createKey(onDesk: "demo", for: email, name: "test", roles: nil, expiresAt: nil).secret
    }
}
