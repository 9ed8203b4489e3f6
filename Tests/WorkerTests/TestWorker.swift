import Domain
import Extraction
import Foundation
import Logging
import Postgres
import ServiceLifecycle
import Telemetry
import TestSupport
import Testing
import Worker

@testable import Workflow

/// A worker that hurries, with a desk and a submitter to give it work.
struct TestWorker: Sendable {
    let desk: Desk
    let database: Database
    let signals: Signals
    let submitter: Principal
    let configuration: WorkerService.Configuration
    var room: ReadingRoom?

    static func make(
        on database: Database = TestDatabase.current.database, concurrency: Int = 2, grace: Duration = .seconds(20),
        room: ReadingRoom? = nil, meters: Meters = Meters()
    ) async throws -> TestWorker {
        let signals = Signals()
        let desk = Desk(database: database, extractor: Extractor(), signals: signals, meters: meters)
        let ratings = [
            Rating(key: "true", label: "True", value: 2, offScale: false, colour: nil),
            Rating(key: "false", label: "False", value: 1, offScale: false, colour: nil),
        ]
        _ = try await desk.setUp(
            Newsroom(
                desk: .init(slug: "d", name: "D"), members: [.init(name: "Sam", email: nil, roles: [.submitter])],
                scale: .init(name: "S", ratings: ratings)))
        let key = try await desk.createKey(onDesk: "d", for: "Sam", name: "test", roles: nil, expiresAt: nil)
        return TestWorker(
            desk: desk, database: database, signals: signals,
            submitter: try await desk.authenticate(secret: key.secret),
            configuration: .init(
                concurrency: concurrency, heartbeat: .milliseconds(50), poll: .milliseconds(50),
                rescue: .milliseconds(100), seal: .milliseconds(50), grace: grace), room: room)
    }

    func submit(_ title: String) async throws -> Article.ID {
        let body = "Turnout in the harbour district rose to 62 percent in 2023, the commission said."
        return try await desk.submit(Submission(title: title, body: body), by: Caller(submitter)).articleID
    }

    func status(_ article: Article.ID) async throws -> ArticleVersion.Status {
        try await desk.article(article, for: submitter).version.status
    }

    func waitUntil(_ wanted: ArticleVersion.Status, _ article: Article.ID) async throws {
        try await eventually("the article is \(wanted.rawValue)") { try await status(article) == wanted }
    }

    /// How many rows there are of a table.
    func count(_ rows: String) async throws -> Int {
        try await database.read { session in
            try session.first("SELECT count(*) AS count FROM \(unescaped: rows)") { try $0["count"] } ?? 0
        }
    }

    /// How many events of the article are sealed.
    func seals(of article: Article.ID) async throws -> Int {
        try await database.read { session in
            try session.first(
                """
                SELECT count(*) AS count FROM audit_events e
                JOIN audit_leaves l ON l.desk_id = e.desk_id AND l.sequence = e.sequence
                WHERE e.subject_id = \(article.rawValue)
                """
            ) { try $0["count"] as Int } ?? 0
        }
    }

    /// Tries again while the database is not available, as a client does that gets a 503.
    func patiently<Value>(_ body: () async throws -> Value) async throws -> Value {
        var value: Value?
        try await eventually("the database is available") {
            do { value = try await body() } catch is Unavailable { return false }
            return true
        }
        return try #require(value)
    }

    func run(_ sql: SQL) async throws { try await database.write { _ = try $0.execute(sql) } }

    /// Runs something while a worker works, then stops the worker as the service group does.
    func working(_ body: @escaping @Sendable (ServiceGroup) async throws -> Void) async throws {
        let worker = WorkerService(
            desk: desk, configuration: configuration, room: room,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        let group = ServiceGroup(
            configuration: .init(services: [worker], logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }))
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            try await body(group)
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
        }
    }

    /// Ends every session of this database but the one that asks.
    func endEveryOtherConnection() async throws {
        try await database.read { session in
            _ = try session.execute(
                """
                SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                WHERE datname = current_database() AND pid <> pg_backend_pid()
                """)
        }
    }

    /// Takes the article's row, so that the run that reads it cannot go on until it is released.
    func hold(_ article: Article.ID) async throws -> Task<Void, any Error> {
        let (held, continuation) = AsyncStream.makeStream(of: Void.self)
        let holder = Task {
            try await database.write { session in
                _ = try session.execute("SELECT id FROM articles WHERE id = \(article.rawValue) FOR UPDATE")
                continuation.finish()
                _ = try session.execute("SELECT pg_sleep(60)")
            }
        }
        for await _ in held {}
        return holder
    }

    /// Returns once a statement of this database waits for a lock.
    func untilARunWaits() async throws {
        try await eventually("a run waits for a lock") { try await waiting() > 0 }
    }

    private func waiting() async throws -> Int {
        try await database.read { session in
            try session.first(
                """
                SELECT count(*) AS count FROM pg_stat_activity
                WHERE datname = current_database() AND wait_event_type = 'Lock'
                """
            ) { try $0["count"] as Int } ?? 0
        }
    }
}
