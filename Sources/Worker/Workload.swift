package import Domain

/// The jobs that a worker holds: those that run, those that wait here for their turn, and those that are done and not yet
/// acknowledged. Says how many more it may take. Pure.
///
/// A worker takes more jobs than it runs where they are short, so that the next ones are here when these are over; never more
/// than can be begun within a fraction of the lease, since what waits here is kept from other workers.
package struct Workload: Sendable {
    /// Why a run was broken off by the worker itself.
    package enum Interruption: Sendable, Hashable {
        /// Somebody else has the job, or it was cancelled.
        case leaseLost
        /// The worker stops, and the job goes back to the queue.
        case stopping
    }

    private struct Waiting {
        let job: Job
        let since: ContinuousClock.Instant
    }

    /// Jobs that wait here at most.
    package static let mostWaiting = 3 * batch
    /// Jobs that are asked for at a time at most: a commit, some milliseconds on a busy disk, is then that of two hundred
    /// and more.
    package static let batch = 256

    package let concurrency: Int
    /// Within which a job that waits here should be begun: a sixtieth of the lease, half a second of thirty.
    private let horizon: Duration
    private var held: [Job.ID: Job] = [:]
    private var running: Set<Job.ID> = []
    private var waiting: ArraySlice<Waiting> = []
    /// Jobs that somebody is asking for.
    private var asked = 0
    private var interrupted: [Job.ID: Interruption] = [:]
    /// Jobs whose end is still to be stored.
    package private(set) var done: [Job] = []
    /// How long a run takes: rises at once and falls slowly, so that short jobs among long ones do not fill the worker.
    private var usual: Duration?

    package init(concurrency: Int, lease: Duration) {
        self.concurrency = max(1, concurrency)
        horizon = lease / 60
    }

    /// How many jobs may be begun now.
    package var free: Int { max(0, concurrency - running.count) }

    /// How many jobs are to be asked for now: none while it would be few, unless there are runs to begin and nothing comes.
    package var room: Int {
        let coming = waiting.count + asked
        let room = free + depth - coming
        guard free > coming || room >= min(Self.batch, (depth + 1) / 2) else { return 0 }
        return min(max(0, room), Self.batch)
    }

    /// How many jobs may wait here.
    private var depth: Int {
        guard let usual else { return 0 }
        return Int(min(Double(Self.mostWaiting), Double(concurrency) * (horizon / max(usual, .microseconds(1)))))
    }

    package var isIdle: Bool { running.isEmpty }

    /// All jobs that are held, in a stable order.
    package var jobs: [Job] {
        held.values.map { ($0.id.description, $0) }.sorted { $0.0 < $1.0 }.map(\.1)
    }

    /// Somebody goes to ask for as many jobs as there is room for, and to tell what is done; where there is no room and another
    /// one is under way, that one's next way does for both.
    package mutating func ask() -> (room: Int, done: [Job]) {
        let room = room
        if room == 0, asked > 0 { return (0, []) }
        asked += room
        return (room, takeDone())
    }

    /// The jobs whose end is still to be stored. They are held until it is.
    package mutating func takeDone() -> [Job] {
        defer { done = [] }
        return done
    }

    /// The one who asked comes back with nothing: what is done is still to be told.
    package mutating func fail(_ room: Int, done: [Job]) {
        asked -= room
        self.done = done + self.done
    }

    /// Jobs came, in the order in which to begin them, for as many as were asked for; the ends of those that were done are
    /// stored.
    package mutating func arrive(
        _ jobs: [Job], for room: Int = 0, acknowledging done: [Job] = [], at now: ContinuousClock.Instant
    ) {
        asked -= room
        for job in done { held[job.id] = nil }
        for job in jobs {
            held[job.id] = job
            interrupted[job.id] = nil
        }
        waiting += jobs.map { Waiting(job: $0, since: now) }
    }

    /// The next job to begin; nil when none waits or none can be begun.
    package mutating func begin() -> Job? {
        guard free > 0, let next = waiting.popFirst() else { return nil }
        running.insert(next.job.id)
        return next.job
    }

    /// The job's run is over.
    ///
    /// - Parameters:
    ///   - isToAcknowledge: its end is still to be stored; until then it is held.
    ///   - took: how long the run took.
    /// - Returns: why the worker broke it off; nil when it came to its own end.
    package mutating func end(_ job: Job, isToAcknowledge: Bool = false, after took: Duration) -> Interruption? {
        running.remove(job.id)
        usual = max(took, usual.map { $0 + (took - $0) / 8 } ?? took)
        let interruption = interrupted.removeValue(forKey: job.id)
        if isToAcknowledge, interruption == nil {
            done.append(job)
        } else {
            held[job.id] = nil
        }
        return interruption
    }

    /// Jobs that have waited here for longer than a tenth of the lease, because those before them take longer than was
    /// thought: they are to go back to the queue. Until a run is over, nothing waits here any more.
    package mutating func takeLate(at now: ContinuousClock.Instant) -> [Job] {
        guard let first = waiting.first, now - first.since > horizon * 6 else { return [] }
        usual = horizon * 60
        return takeWaiting()
    }

    /// Jobs that wait here; they are held no more.
    package mutating func takeWaiting() -> [Job] {
        let jobs = waiting.map(\.job)
        waiting = []
        for job in jobs { held[job.id] = nil }
        return jobs
    }

    /// Marks runs as broken off, where the first reason stays, and lets go of jobs that were not begun.
    ///
    /// - Returns: the jobs among them that still run and were not marked before: their runs are to be cancelled.
    package mutating func interrupt(_ ids: some Sequence<Job.ID>, _ reason: Interruption) -> [Job] {
        let ids = Set(ids)
        let unbegun = waiting.filter { ids.contains($0.job.id) }
        if !unbegun.isEmpty { waiting.removeAll { ids.contains($0.job.id) } }
        for waiting in unbegun { held[waiting.job.id] = nil }
        return ids.compactMap { id in
            guard running.contains(id), let job = held[id], interrupted[id] == nil else { return nil }
            interrupted[id] = reason
            return job
        }
    }

    /// Why the worker broke the job's run off; nil when it did not.
    package func interruption(of job: Job) -> Interruption? { interrupted[job.id] }
}
