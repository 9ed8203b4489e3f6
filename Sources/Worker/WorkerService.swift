import Domain
import Foundation
package import Logging
import ServiceLifecycle
import Synchronization
import Telemetry
package import Workflow

/// Takes jobs from the queue and does them, until it is asked to stop.
///
/// It never ends by itself: while the database cannot be reached it tries again, ever more slowly. A graceful shutdown
/// stops fetching, gives back what is only being read, lets the other jobs finish for `Configuration.grace`, and then gives
/// back those that are left.
package final class WorkerService: Service {
    private struct State {
        var workload: Workload
        /// The runs of jobs. Tasks of their own, because each must be cancellable by itself.
        var runs: [Job.ID: Task<Void, Never>] = [:]
        var isStopping = false

        /// The job's run is over; its task goes on with the next job, unless it was cancelled.
        ///
        /// - Returns: the next job, and whether there is room for others.
        mutating func end(_ job: Job, _ ending: JobRun.Ending, after took: Duration) -> (next: Job?, isHungry: Bool) {
            let run = runs.removeValue(forKey: job.id)
            let interruption = workload.end(job, isToAcknowledge: ending.isToAcknowledge, after: took)
            guard interruption == nil, !isStopping, let next = workload.begin() else { return (nil, true) }
            runs[next.id] = run
            return (next, workload.room > 0)
        }
    }

    /// What one who fetches remembers.
    private struct Queue {
        /// By this name jobs are leased: each who fetches has another one, and so knows what it was given and never heard of.
        let worker: String
        var pace: Pace
        var lines = Lines()
        private var promoted: ContinuousClock.Instant?

        init(worker: String, poll: Duration) {
            self.worker = worker
            pace = Pace(poll: poll)
        }

        /// Whether to look now for jobs whose time has come: each poll.
        mutating func promotes(at now: ContinuousClock.Instant) -> Bool {
            if let promoted, now - promoted < pace.poll { return false }
            promoted = now
            return true
        }

        func pause(room: Int) -> Duration {
            let pause = pace.pause(room: room, random: .random(in: 0..<1))
            let wait = lines.wait(at: .now)
            return wait > .zero ? min(pause, wait) : pause
        }
    }

    package let identity: WorkerIdentity
    let desk: Desk
    let configuration: Configuration
    let logger: Logger
    /// Where articles are read.
    let room: ReadingRoom
    private let state: Mutex<State>
    /// A bell for each of those who fetch. With two of them one batch is fetched while the commit of another is waited for, and
    /// a server with more than one processor works on both.
    private let bells = [Bell(), Bell()]

    /// - Parameter room: where articles are read; nil for one of the desk's with the configuration's limit.
    package init(
        desk: Desk,
        configuration: Configuration = Configuration(),
        room: ReadingRoom? = nil,
        identity: WorkerIdentity = WorkerIdentity(),
        logger: Logger
    ) {
        self.desk = desk.inBackground
        self.configuration = configuration
        self.identity = identity
        self.logger = logger
        self.room = room ?? desk.readingRoom(limit: configuration.reading)
        state = Mutex(
            State(workload: Workload(concurrency: configuration.concurrency, lease: configuration.lease)))
    }

    /// Works until graceful shutdown or cancellation; throws nothing of its own.
    package func run() async {
        logger.info(
            "worker started",
            metadata: ["worker": "\(identity)", "concurrency": .stringConvertible(configuration.concurrency)]
        )
        await withTaskCancellationOrGracefulShutdownHandler {
            await withDiscardingTaskGroup { upkeep in
                upkeep.addTask { await self.listen() }
                upkeep.addTask { await self.renewLeases() }
                upkeep.addTask { await self.maintain() }
                upkeep.addTask { await self.seal() }
                await withDiscardingTaskGroup { fetchers in
                    for number in self.bells.indices {
                        fetchers.addTask { await self.fetchUntilStopped(as: number) }
                    }
                }
                await self.finish()
                upkeep.cancelAll()
            }
        } onCancelOrGracefulShutdown: {
            self.state.withLock { $0.isStopping = true }
            self.wake()
        }
        logger.info("worker stopped", metadata: ["worker": "\(identity)"])
    }

    private func fetchUntilStopped(as number: Int) async {
        let name = number == 0 ? identity.description : "\(identity)/\(number + 1)"
        var queue = Queue(worker: name, poll: configuration.poll)
        while !isStopping {
            do {
                try await exchange(&queue)
                state.withLock { state in
                    while let job = state.workload.begin() { state.runs[job.id] = Task { await self.run(job) } }
                }
            } catch  where !isStopping {
                queue.pace.failed()
                logger.warning(
                    "jobs not fetched",
                    metadata: [
                        "error": "\(operatorWords(for: error))",
                        "failures": .stringConvertible(queue.pace.failures),
                    ])
            } catch {
                return
            }
            let pause = queue.pause(room: state.withLock { $0.workload.room })
            if pause > .zero { await bells[number].wait(atMost: pause) }
        }
    }

    /// Gives back what has waited here for too long, tells what is done, and takes as many jobs as there is room for.
    private func exchange(_ queue: inout Queue) async throws {
        let now = ContinuousClock.now
        let (late, asked, free) = state.withLock { state in
            (state.workload.takeLate(at: now), state.workload.ask(), state.workload.free)
        }
        do {
            if !late.isEmpty { try await desk.returnJobs(late) }
            // After a failure nobody knows whether jobs were given: the answer may be what was lost.
            if queue.pace.failures > 0 { try await desk.returnStrayJobs(worker: queue.worker, known: jobs) }
            let jobs = try await self.jobs(for: asked.room, beginning: free, done: asked.done, &queue, at: now)
            state.withLock { $0.workload.arrive(jobs, for: asked.room, acknowledging: asked.done, at: .now) }
        } catch {
            state.withLock { $0.workload.fail(asked.room, done: asked.done) }
            throw error
        }
    }

    private func jobs(
        for room: Int, beginning free: Int, done: [Job], _ queue: inout Queue, at now: ContinuousClock.Instant
    ) async throws -> [Job] {
        guard room > 0, let look = queue.lines.look(at: now) else {
            if !done.isEmpty { try await desk.acknowledgeJobs(done) }
            queue.pace.fetched(mayHaveMore: room == 0 && queue.pace.mayHaveMore)
            return []
        }
        let batch = try await desk.exchangeJobs(
            done, for: JobRequest(limit: room, retries: max(1, free), look: look), worker: queue.worker,
            lease: configuration.lease, promoting: queue.promotes(at: now))
        queue.pace.fetched(mayHaveMore: batch.mayHaveMore)
        queue.lines.found(batch, by: look, from: now, to: .now)
        return batch.jobs
    }

    /// Does a job, and then the next ones that wait here.
    private func run(_ first: Job) async {
        var job = first
        while true {
            let begun = ContinuousClock.now
            let ending = await JobRun(job: job, worker: self).ending()
            let took = begun.duration(to: .now)
            log(job, ending, after: took)
            let (next, isHungry) = state.withLock { $0.end(job, ending, after: took) }
            if isHungry {
                wake()
                // Whoever fetches needs a thread, and runs that wait for nothing give none away.
                await Task.yield()
            }
            guard let next else { return }
            job = next
        }
    }

    /// Lets running jobs finish; cancels and gives back what still runs when the grace period is over, or at once
    /// when the worker itself was cancelled.
    private func finish() async {
        // What is only being read is soon read again elsewhere; what is being stored is nearly done.
        room.close()
        await giveBack(state.withLock { $0.workload.takeWaiting() })
        let deadline = ContinuousClock.now + configuration.grace
        while !state.withLock({ $0.workload.isIdle }), ContinuousClock.now < deadline, !Task.isCancelled {
            await bells[0].wait(atMost: ContinuousClock.now.duration(to: deadline))
        }
        await giveBack(interrupt(jobs.map(\.id), .stopping))
    }

    /// Acknowledges what is done, and gives back what is left.
    private func giveBack(_ rest: [Job]) async {
        let done = state.withLock { $0.workload.takeDone() }
        if rest.isEmpty, done.isEmpty { return }
        // In a task of its own: in a cancelled one no statement would run any more.
        await Task {
            do {
                try await desk.acknowledgeJobs(done)
                state.withLock { $0.workload.arrive([], acknowledging: done, at: .now) }
                if rest.isEmpty { return }
                try await desk.returnJobs(rest)
                logger.info("jobs given back", metadata: ["count": .stringConvertible(rest.count)])
            } catch {
                logger.warning(
                    "jobs not given back",
                    metadata: ["count": .stringConvertible(rest.count), "error": "\(operatorWords(for: error))"])
            }
        }.value
    }
}

// MARK: What the parts of the worker share

extension WorkerService {
    var isStopping: Bool { state.withLock { $0.isStopping } }

    /// The jobs that are held now.
    var jobs: [Job] { state.withLock { $0.workload.jobs } }

    /// Why the worker broke the job's run off; nil when it did not.
    func interruption(of job: Job) -> Workload.Interruption? {
        state.withLock { $0.workload.interruption(of: job) }
    }

    /// Cancels the runs of those jobs that still run; returns them.
    @discardableResult
    func interrupt(_ ids: some Sequence<Job.ID>, _ reason: Workload.Interruption) -> [Job] {
        let (jobs, runs) = state.withLock { state in
            let jobs = state.workload.interrupt(ids, reason)
            return (jobs, jobs.compactMap { state.runs[$0.id] })
        }
        for run in runs { run.cancel() }
        return jobs
    }

    /// Makes the worker look for jobs.
    func wake() { for bell in bells { bell.ring() } }

    /// The one line that each run of a job gets, and its numbers.
    private func log(_ job: Job, _ ending: JobRun.Ending, after duration: Duration) {
        let kind = Job.Kind.label(of: job.kind)
        if let waited = job.secondsWaited(lease: configuration.lease / .seconds(1)) {
            desk.meters.jobWaits.record(kind, seconds: waited)
        }
        desk.meters.jobRuns.record(.init(kind: kind, ending: ending.name), seconds: duration / .seconds(1))
        let level: Logger.Level = ending.error == nil ? .info : .warning
        if logger.logLevel > level { return }
        var metadata: Logger.Metadata = [
            "job.id": "\(job.id)", "job.kind": "\(job.kind)", "job.attempt": .stringConvertible(job.attempt),
            "job.ms": .stringConvertible(Int(duration / .milliseconds(1))), "job.state": "\(ending.name)",
        ]
        // The generic description: details, which may hold text of the article, are kept with the job.
        if let error = ending.error { metadata["error"] = "\(operatorWords(for: error))" }
        logger.log(level: level, "job run", metadata: metadata)
    }
}
