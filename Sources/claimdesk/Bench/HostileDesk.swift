import Domain
import ExtractionLab
import Foundation
import Postgres
import Workflow

/// A desk of a benchmark's own whose two workers get articles that are made to hurt, with ordinary ones behind them.
struct HostileDesk: Sendable {
    /// What came of one round.
    struct Round: Sendable {
        /// Seconds from the first submission until each hostile article was read or had failed.
        var hostile: [Double] = []
        /// How the hostile articles ended.
        var endings: [ArticleVersion.Status] = []
        /// Seconds from the last ending of a hostile article until each ordinary one was ready; negative before it.
        var ordinaryAfter: [Double] = []
        /// The longest that the lease of a running job was not renewed, seconds.
        var oldestHeartbeat = 0.0
    }

    private static let hostile = ["two periods", "three periods", "ellipses", "hours"]
    private static let ordinary = 5

    private let installation: Installation
    private let submitter: Caller
    private let connection: String
    /// The longest that reading one article may take, seconds; nil for the usual.
    private let limit: Int?

    /// Runs something on a desk with a private Postgres, as durable as any; everything goes when it returns.
    static func run<Value: Sendable>(
        _ settings: Settings, _ progress: ProgressLine, limit: Int?,
        _ body: @escaping @Sendable (HostileDesk) async throws -> Value
    ) async throws -> Value {
        let stop = StopSignals()
        let folder = FileManager.default.temporaryDirectory.appending(path: "claimdesk-bench-\(getpid())")
        let cluster = LocalCluster(directory: folder)
        progress.step("Starting a desk")
        let result: Result<Value, any Error>
        do {
            let connection = try await cluster.start()
            let installation = Installation(connectionString: connection, settings: settings)
            _ = try await installation.migrate(progress)
            let newsroom = try Seeds.newsroom()
            _ = try await installation.desk.setUp(newsroom)
            let keys = try await installation.desk.devKeys(
                kept: nil, onDesk: newsroom.desk.slug, for: newsroom.members)
            guard let key = keys.keys.secrets[.submitter]?.first else { throw Failure("nobody may submit articles") }
            let desk = HostileDesk(
                installation: installation,
                submitter: Caller(try await installation.desk.authenticate(secret: key)), connection: connection,
                limit: limit)
            result = .success(try await stop.cancelling { try await body(desk) })
            await installation.database.close()
        } catch {
            result = .failure(error)
        }
        await cluster.stop()
        do { try FileManager.default.removeItem(at: folder) } catch {
            StandardError.write("\(folder.path) was not removed: \(error.localizedDescription)")
        }
        return try result.get()
    }

    /// Runs something while two workers work, each in a process of its own, and stops them.
    func working<Value>(_ body: (_ workers: [Process]) async throws -> Value) async throws -> Value {
        let workers = try [startWorker(), startWorker()]
        let result: Result<Value, any Error>
        do { result = .success(try await body(workers)) } catch { result = .failure(error) }
        for worker in workers where worker.isRunning { worker.terminate() }
        for worker in workers { worker.waitUntilExit() }
        return try result.get()
    }

    /// Sends four hostile articles and ordinary ones behind them, and waits for all.
    ///
    /// - Parameters:
    ///   - bytes: the length of a hostile article.
    ///   - number: of the round; an article that came before is not read again.
    func round(_ number: Int, bytes: Int) async throws -> Round {
        try await waitForOne("before round \(number)")
        let begun = ContinuousClock.now
        let hostile = try await submitHostile(number, bytes: bytes)
        var ordinary: [Article.ID] = []
        for index in 0..<Self.ordinary { ordinary.append(try await submitOrdinary("\(number), \(index)")) }
        var round = Round()
        var ends: [Article.ID: ContinuousClock.Instant] = [:]
        while ends.count < hostile.count + ordinary.count {
            for id in hostile + ordinary where ends[id] == nil {
                let status = try await status(id)
                guard status == .ready || status == .failed else { continue }
                ends[id] = .now
                if hostile.contains(id) { round.endings.append(status) }
            }
            round.oldestHeartbeat = max(round.oldestHeartbeat, try await oldestHeartbeat())
            try await Task.sleep(for: .milliseconds(10))
        }
        let last = hostile.compactMap { ends[$0] }.max() ?? begun
        round.hostile = hostile.compactMap { ends[$0] }.map { begun.duration(to: $0) / .seconds(1) }
        round.ordinaryAfter = ordinary.compactMap { ends[$0] }.map { last.duration(to: $0) / .seconds(1) }
        return round
    }

    /// Sends hostile articles, and SIGTERM as soon as all of them are being read.
    ///
    /// - Returns: seconds until both workers have ended, and how many jobs went back without a counted attempt.
    func stop(_ workers: [Process], _ number: Int, bytes: Int) async throws -> (seconds: Double, returned: Int) {
        try await waitForOne("before the stop")
        let hostile = try await submitHostile(number, bytes: bytes)
        while true {
            let statuses = try await statuses(hostile)
            // Where one is done already, the others are being read or stored: late, but as good a moment.
            if statuses.allSatisfy({ $0 != .received }) { break }
            try await Task.sleep(for: .milliseconds(1))
        }
        let begun = ContinuousClock.now
        for worker in workers { worker.terminate() }
        for worker in workers {
            while worker.isRunning { try await Task.sleep(for: .milliseconds(5)) }
        }
        let seconds = begun.duration(to: .now) / .seconds(1)
        let waiting = try await installation.desk.jobs(state: .available, kind: nil, PageRequest()).items
        return (seconds, waiting.count { $0.attempt == 0 })
    }

    /// Sends an article of many claims, and withdraws it when it is read.
    ///
    /// - Returns: the length of its text in bytes, its claims, and the seconds of each of the two.
    func long(claims: Int) async throws -> (bytes: Int, claims: Int, reading: Double, withdrawing: Double) {
        try await waitForOne("before the long one")
        let body = (1...claims).map { "Pier \($0) cost \(1_000 + 7 * $0) million crowns in 2021, Roe said." }
            .joined(separator: "\n")
        var begun = ContinuousClock.now
        let article = try await submit("Piers", body)
        var last = try await status(article)
        while last != .ready {
            guard last != .failed else { throw Failure("the long article was not read") }
            try await Task.sleep(for: .milliseconds(20))
            last = try await status(article)
        }
        let reading = begun.duration(to: .now) / .seconds(1)
        begun = .now
        let gone = try await installation.desk.withdraw(article, reason: "A measurement.", by: submitter)
        let withdrawing = begun.duration(to: .now) / .seconds(1)
        return (body.utf8.count, gone.article.claimCounts.values.reduce(0, +), reading, withdrawing)
    }

    private func startWorker() throws -> Process {
        let worker = Process()
        worker.executableURL = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
        worker.arguments = ["worker"]
        var environment = [
            "CLAIMDESK_DATABASE_URL": connection, "CLAIMDESK_LOG_LEVEL": "error",
            "PATH": "/usr/local/bin:/usr/bin:/bin",
        ]
        if let limit { environment[Setting.readingLimit.name] = String(limit) }
        worker.environment = environment
        try worker.run()
        return worker
    }

    private func submitHostile(_ number: Int, bytes: Int) async throws -> [Article.ID] {
        var articles: [Article.ID] = []
        for name in Self.hostile {
            guard let hostile = HostileText.all.first(where: { $0.name == name }) else {
                throw Failure("there is no text of \(name)")
            }
            let body = "Number \(number). " + hostile.text(bytes: bytes)
            articles.append(try await submit(name, body))
        }
        return articles
    }

    private func submitOrdinary(_ number: String) async throws -> Article.ID {
        guard let sample = try Seeds.articles().first else { throw Failure("the sample article is missing") }
        return try await submit(sample.title, sample.body + "\n\nEdition \(number).")
    }

    private func submit(_ title: String, _ body: String) async throws -> Article.ID {
        try await installation.desk.submit(Submission(title: title, language: "en", body: body), by: submitter)
            .articleID
    }

    /// Until the workers are there and have nothing to do.
    private func waitForOne(_ name: String) async throws {
        let article = try await submitOrdinary(name)
        while try await status(article) != .ready { try await Task.sleep(for: .milliseconds(10)) }
    }

    private func status(_ id: Article.ID) async throws -> ArticleVersion.Status {
        try await installation.desk.article(id, for: submitter.principal).version.status
    }

    private func statuses(_ ids: [Article.ID]) async throws -> [ArticleVersion.Status] {
        var statuses: [ArticleVersion.Status] = []
        for id in ids { statuses.append(try await status(id)) }
        return statuses
    }

    /// How long ago the lease of a running job was renewed, or begun, at the most; the Postgres has this machine's clock. While
    /// a job is stored its row is locked: nobody renews it, and nobody can take it.
    private func oldestHeartbeat() async throws -> Double {
        let running = try await installation.desk.jobs(state: .running, kind: nil, PageRequest()).items
        return running.compactMap(\.leaseExpiresAt).map { 30 - $0.timeIntervalSinceNow }.max() ?? 0
    }
}
