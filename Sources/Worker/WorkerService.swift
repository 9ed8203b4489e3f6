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
        /// The runs of the jobs that are held. Tasks of their own, because each must be cancellable by itself.
        var runs: [Job.ID: Task<Void, Never>] = [:]
        var isStopping = false
    }

    package let identity: WorkerIdentity
    let desk: Desk
    let configuration: Configuration
    let logger: Logger
    /// Where articles are read.
    let room: ReadingRoom
    private let state: Mutex<State>
    private let bell = Bell()

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
        state = Mutex(State(workload: Workload(concurrency: configuration.concurrency)))
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
                await self.fetchUntilStopped()
                await self.finish()
                upkeep.cancelAll()
            }
        } onCancelOrGracefulShutdown: {
            self.state.withLock { $0.isStopping = true }
            self.bell.ring()
        }
        logger.info("worker stopped", metadata: ["worker": "\(identity)"])
    }

    private func fetchUntilStopped() async {
        var pace = Pace(poll: configuration.poll)
        while !isStopping {
            let free = free
            if free > 0 {
                do {
                    let jobs = try await desk.fetchJobs(
                        limit: free,
                        worker: identity.description,
                        lease: configuration.lease
                    )
                    pace.fetched(jobs.count, of: free)
                    jobs.forEach(begin)
                } catch  where !isStopping {
                    pace.failed()
                    logger.warning(
                        "jobs not fetched",
                        metadata: [
                            "error": "\(operatorWords(for: error))", "failures": .stringConvertible(pace.failures),
                        ])
                } catch {
                    return
                }
            }
            let pause = pace.pause(free: self.free, random: .random(in: 0..<1))
            if pause > .zero { await bell.wait(atMost: pause) }
        }
    }

    private func begin(_ job: Job) {
        state.withLock { state in
            state.workload.begin(job)
            state.runs[job.id] = Task { await self.run(job) }
        }
    }

    private func run(_ job: Job) async {
        let begun = ContinuousClock.now
        let ending = await JobRun(job: job, worker: self).ending()
        state.withLock { state in
            state.runs[job.id] = nil
            _ = state.workload.end(job)
        }
        log(job, ending, after: begun.duration(to: .now))
        bell.ring()
    }

    /// Lets running jobs finish; cancels and gives back what still runs when the grace period is over, or at once
    /// when the worker itself was cancelled.
    private func finish() async {
        // What is only being read is soon read again elsewhere; what is being stored is nearly done.
        room.close()
        let deadline = ContinuousClock.now + configuration.grace
        while !jobs.isEmpty, ContinuousClock.now < deadline, !Task.isCancelled {
            await bell.wait(atMost: ContinuousClock.now.duration(to: deadline))
        }
        let rest = interrupt(jobs.map(\.id), .stopping)
        if rest.isEmpty { return }
        // In a task of its own: in a cancelled one no statement would run any more.
        await Task {
            do {
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

    /// Jobs that could be begun now.
    var free: Int { state.withLock { $0.workload.free } }

    /// The jobs that run now.
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
    func wake() { bell.ring() }

    /// The one line that each run of a job gets, and its numbers.
    private func log(_ job: Job, _ ending: JobRun.Ending, after duration: Duration) {
        let kind = Job.Kind.label(of: job.kind)
        if let waited = job.secondsWaited(lease: configuration.lease / .seconds(1)) {
            desk.meters.jobWaits.record(kind, seconds: waited)
        }
        desk.meters.jobRuns.record(.init(kind: kind, ending: ending.name), seconds: duration / .seconds(1))
        var metadata: Logger.Metadata = [
            "job.id": "\(job.id)", "job.kind": "\(job.kind)", "job.attempt": .stringConvertible(job.attempt),
            "job.ms": .stringConvertible(Int(duration / .milliseconds(1))), "job.state": "\(ending.name)",
        ]
        // The generic description: details, which may hold text of the article, are kept with the job.
        if let error = ending.error { metadata["error"] = "\(operatorWords(for: error))" }
        logger.log(level: ending.error == nil ? .info : .warning, "job run", metadata: metadata)
    }
}
