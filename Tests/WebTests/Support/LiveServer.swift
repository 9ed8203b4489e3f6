import Domain
import Extraction
import Foundation
import Logging
import Postgres
import Replication
import ServiceLifecycle
import Synchronization
import Telemetry
import TestSupport
import Testing

@testable import Web
@testable import Workflow

/// A server on a free port, over the test's own database, with a desk of eight members.
struct LiveServer: Sendable {
    static let members: [(name: String, roles: [Domain.Role])] = [
        ("submitter", [.submitter]), ("ana", [.reviewer]), ("ben", [.reviewer]), ("chi", [.reviewer]),
        ("ed", [.editor]), ("eva", [.editor, .reviewer]), ("audrey", [.auditor]), ("admin", [.admin]),
    ]

    let desk: Desk
    let database: Database
    let client: Client
    let log: LogRecorder
    private let group: ServiceGroup

    /// Serves while the body runs.
    static func run(
        bodyLimit: Int = 4 * 1024 * 1024, publicURL: String = "",
        database: Database = TestDatabase.current.database, replica: Replica? = nil, setUp: Bool = true,
        meters: Meters = Meters(),
        logLevel: Logger.Level = .debug, tuned: (inout ServerSettings) -> Void = { _ in },
        _ body: @Sendable @escaping (LiveServer) async throws -> Void
    ) async throws {
        let desk = Desk(
            database: database, replica: replica, extractor: Extractor(), signals: Signals(), meters: meters)
        let keys = setUp ? try await makeKeys(on: desk, slug: "demo") : [:]
        let log = LogRecorder(from: logLevel)
        let logger = Logger(label: "test") { _ in log }
        var settings = ServerSettings(port: 0, publicURL: publicURL, bodyLimit: bodyLimit)
        tuned(&settings)
        let server = Server(desk: desk, settings: settings, logger: logger)
        let (ports, found) = AsyncStream.makeStream(of: Int.self)
        let group = ServiceGroup(
            configuration: .init(services: [server.application { found.yield($0) }], logger: logger))
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            let port = try #require(await ports.first { _ in true })
            let live = LiveServer(
                desk: desk, database: database, client: Client(port: port, keys: keys), log: log, group: group)
            do {
                try await body(live)
            } catch {
                await group.triggerGracefulShutdown()
                throw error
            }
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
        }
    }

    /// For histories.
    var histories: HistoryServer { HistoryServer(database: database, desk: desk, port: client.port) }

    /// Begins a graceful shutdown, as SIGTERM does.
    func shutDown() async { await group.triggerGracefulShutdown() }

    /// Sets up a desk and gives each of its members a key.
    static func makeKeys(on desk: Desk, slug: String) async throws -> [String: String] {
        let newsroom = Newsroom(
            desk: .init(slug: slug, name: "The \(slug) desk", publicNotes: true),
            members: members.map { .init(name: $0.name, email: "\($0.name)@example.org", roles: $0.roles) },
            scale: .init(name: "Truth", ratings: ratings))
        #expect(try await desk.setUp(newsroom))
        var keys: [String: String] = [:]
        for (name, _) in members {
            keys[name] = try await desk.createKey(
                onDesk: slug, for: name, name: "test", roles: nil, expiresAt: nil
            ).secret
        }
        return keys
    }

    /// Does every job that waits, as a worker would.
    func work() async throws {
        while true {
            let jobs = try await desk.fetchJobs(limit: 10, worker: "test", lease: .seconds(30))
            if jobs.isEmpty { return }
            for job in jobs { try await desk.perform(job) }
        }
    }

    /// Submits an article over HTTP and lets it be read.
    ///
    /// - Returns: its id.
    @discardableResult
    func article(requiredReviews: Int = 1, externalID: String = "a1") async throws -> String {
        let json: JSON = [
            "externalId": .string(externalID), "title": "Harbour wall", "body": .string(Self.text),
            "requiredReviews": .int(requiredReviews),
        ]
        let reply = try await client.send("POST", "/v1/articles", as: "submitter", json: json.text())
        #expect(reply.status == 202)
        try await work()
        return try #require(try reply.json["id"]?.string)
    }

    /// Takes one claim over HTTP.
    func take(as member: String) async throws -> (lease: String, token: String, claim: String) {
        let reply = try await client.send("POST", "/v1/queue/take", as: member, json: "{}")
        let taken = try #require(try reply.json["leases"]?.items.first)
        return (
            try #require(taken["id"]?.string), try #require(taken["token"]?.string),
            try #require(taken["claim"]?["id"]?.string)
        )
    }

    /// How many rows a table has.
    func count(_ table: String) async throws -> Int {
        try await database.read { session in
            try session.first("SELECT count(*) AS count FROM \(identifier: table)") { try $0["count"] }
        } ?? -1
    }

    static let ratings = [
        Rating(key: "accurate", label: "Accurate", value: 4, offScale: false, colour: "#1a7f37"),
        Rating(key: "mostly", label: "Mostly accurate", value: 3, offScale: false, colour: nil),
        Rating(key: "misleading", label: "Misleading", value: 2, offScale: false, colour: nil),
        Rating(key: "false", label: "False", value: 1, offScale: false, colour: nil),
        Rating(key: "unverifiable", label: "Unverifiable", value: nil, offScale: true, colour: nil),
    ]

    static let text = """
        The harbour wall of Port Sable is 412 metres long and cost 38 million crowns, the port authority said on Monday.

        Work began in March 2021 and was finished 14 months late. About 60 percent of the stone came from a quarry in \
        the north, according to Mira Oduya, who led the project.

        "We lost two barges in the storm of 2022," Oduya said. The insurance paid 1.9 million crowns.
        """
}

/// Keeps what is logged from a level on.
final class LogRecorder: LogHandler, Sendable {
    struct Line: Sendable {
        let level: Logger.Level
        let message: String
        let metadata: Logger.Metadata
    }

    private let lowest: Logger.Level
    private let state = Mutex<[Line]>([])

    init(from lowest: Logger.Level) { self.lowest = lowest }

    var lines: [Line] { state.withLock { $0 } }
    var metadata: Logger.Metadata {
        get { [:] }
        set {}
    }
    var logLevel: Logger.Level {
        get { lowest }
        set {}
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { nil }
        set {}
    }

    func log(event: LogEvent) {
        let line = Line(level: event.level, message: "\(event.message)", metadata: event.metadata ?? [:])
        state.withLock { $0.append(line) }
    }
}
