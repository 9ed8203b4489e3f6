import Domain
import Foundation
import Logging
import Postgres
import ServiceLifecycle
import Synchronization
import Volume
import Worker
import Workflow

/// Jobs that do nothing, enqueued in bulk and done by one worker, with what Postgres itself does of the kind beside them.
struct JobsRun: Sendable {
    /// One round, all of it within a minute.
    struct Round: Sendable {
        /// Rows a second: enqueued, and copied into the same table.
        let enqueued: Double
        let copied: Double
        /// Jobs a second.
        let worked: Double
        /// Jobs a second, each by the best number of connections.
        let references: [JobReference: Double]
        /// Where something failed in the middle.
        let broken: String?

        func rate(of reference: JobReference) -> Double { references[reference] ?? 0 }
    }

    static let slug = "bench"
    /// Jobs that are enqueued in one statement.
    private static let bulk = 10_000

    let server: BenchServer
    let jobs: Int
    let concurrency: Int
    let breakage: Breakage?

    /// Sets up a desk.
    static func prepare(
        jobs: Int, concurrency: Int, breaking breakage: Breakage?, on server: BenchServer
    ) async throws -> JobsRun {
        _ = try await server.installation.desk.setUp(
            Newsroom(
                desk: Newsroom.Profile(slug: slug, name: "A desk to measure"), members: [],
                scale: Seeds.newsroom().scale))
        return JobsRun(server: server, jobs: jobs, concurrency: concurrency, breakage: breakage)
    }

    func round() async throws -> Round {
        let database = server.installation.database
        try await database.forgetJobs()
        let copied = try await rate {
            try await database.copyProbes(jobs, onDesk: Self.slug, makeID: Desk.timeOrderedID)
        }
        try await database.forgetJobs()
        let enqueued = try await rate {
            for start in stride(from: 0, to: jobs, by: Self.bulk) {
                try await server.installation.desk.enqueueProbes(min(Self.bulk, jobs - start), onDesk: Self.slug)
            }
        }
        try await database.analyzeJobs()
        let (worked, broken) = try await work()
        var references: [JobReference: Double] = [:]
        for reference in JobReference.allCases { references[reference] = try await rate(of: reference) }
        return Round(enqueued: enqueued, copied: copied, worked: worked, references: references, broken: broken)
    }

    private func rate(_ body: () async throws -> Void) async throws -> Double {
        let clock = ContinuousClock()
        return Double(jobs) / (try await clock.measure(body) / .seconds(1))
    }

    /// Lets a worker do everything that is enqueued.
    ///
    /// - Returns: jobs a second, and what became of a fault in the middle.
    /// - Throws: `Failure` where one was lost or done twice.
    private func work() async throws -> (rate: Double, broken: String?) {
        let database = server.installation.database
        let jobs = jobs
        try await WorkerProcess.run(on: server, concurrency: concurrency) { worker in
            try await server.breaking(breakage, worker) {
                try await database.jobsCompleted().all * 2 >= jobs
            } _: {
                while try await database.hasJobs() {
                    guard worker.isRunning else { throw Failure("the worker has ended") }
                    try await Task.sleep(for: .milliseconds(100))
                }
            }
        }
        let completed = try await database.jobsCompleted()
        // What a worker that was killed had in hand is begun again; each is completed once all the same.
        guard completed.all == jobs, completed.once == jobs || breakage != nil else {
            throw Failure("\(jobs) jobs: \(completed.all) completed, \(completed.once) of them begun once")
        }
        let broken = breakage.map {
            "\($0.text) in the middle: \(jobs) jobs enqueued, \(completed.all) completed, each once, "
                + "\(jobs - completed.once) of them begun again"
        }
        return (try await database.jobsEndedPerSecond(), broken)
    }

    private func rate(of reference: JobReference) async throws -> Double {
        let pgbench = PgBench(
            connection: server.connection,
            script: PgBench.Script(
                tables: reference.tables(jobs), transactions: reference.exchange, taken: JobReference.batch,
                variables: reference.variables),
            rows: jobs)
        var best = 0.0
        for connections in [1, 2, 4, 8] {
            best = max(best, try await pgbench.runThrough(connections: connections).rate * Double(JobReference.batch))
        }
        return best
    }

    /// Enqueues one job after the other on an idle queue; this process is the worker.
    ///
    /// - Returns: milliseconds from the moment before a job was enqueued, and from that at which its commit was known (0
    ///   where the job had begun by then), until its run was over.
    func latencies(_ count: Int, _ settings: Settings) async throws -> (asked: [Double], committed: [Double]) {
        try await server.installation.database.forgetJobs()
        let installation = Installation(connectionString: server.connection, settings: settings)
        let ends = RunEnds()
        let worker = WorkerService(desk: installation.desk, logger: Logger(label: "bench") { _ in ends })
        let quiet = Logger(label: "bench") { _ in SwiftLogNoOpLogHandler() }
        let result = try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { await worker.run() }
            for listener in installation.listeners(logger: quiet) { group.addTask { try await listener.run() } }
            var (asked, committed): ([Double], [Double]) = ([], [])
            // The first ones are not counted: connections are opened, statements prepared.
            for number in -20..<count {
                // At no fixed distance from the worker's own looks.
                try await Task.sleep(for: .milliseconds(Int.random(in: 20...60)))
                let begun = ContinuousClock.now
                try await installation.desk.enqueueProbes(1, onDesk: Self.slug)
                let known = ContinuousClock.now
                let ended = try await ends.next()
                guard number >= 0 else { continue }
                asked.append(begun.duration(to: ended) / .milliseconds(1))
                committed.append(max(0, known.duration(to: ended) / .milliseconds(1)))
            }
            group.cancelAll()
            return (asked, committed)
        }
        await installation.close()
        return result
    }
}

/// A log that keeps when jobs were done: a worker writes a line for each.
private struct RunEnds: LogHandler {
    private final class Times: Sendable {
        let ended = Mutex<[ContinuousClock.Instant]>([])
    }

    var metadata: Logger.Metadata = [:]
    var logLevel = Logger.Level.info
    private let times = Times()

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        if event.message == "job run" { times.ended.withLock { $0.append(.now) } }
    }

    /// When the next job was done.
    func next() async throws -> ContinuousClock.Instant {
        for _ in 0..<10_000 {
            let first = times.ended.withLock { $0.isEmpty ? nil : $0.removeFirst() }
            if let first { return first }
            try await Task.sleep(for: .milliseconds(1))
        }
        throw Failure("a job was not done within ten seconds")
    }
}
