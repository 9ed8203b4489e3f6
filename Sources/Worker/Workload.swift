package import Domain

/// The jobs that a worker holds, and how many more it may take. Pure.
package struct Workload: Sendable {
    /// Why a run was broken off by the worker itself.
    package enum Interruption: Sendable, Hashable {
        /// Somebody else has the job, or it was cancelled.
        case leaseLost
        /// The worker stops, and the job goes back to the queue.
        case stopping
    }

    package let concurrency: Int
    private var held: [Job.ID: Job] = [:]
    private var interrupted: [Job.ID: Interruption] = [:]

    package init(concurrency: Int) { self.concurrency = max(1, concurrency) }

    /// How many jobs may be begun now.
    package var free: Int { max(0, concurrency - held.count) }

    package var isEmpty: Bool { held.isEmpty }

    /// All jobs that run, in a stable order.
    package var jobs: [Job] { held.values.sorted { $0.id.description < $1.id.description } }

    package mutating func begin(_ job: Job) {
        held[job.id] = job
        interrupted[job.id] = nil
    }

    /// The job's run is over.
    ///
    /// - Returns: why the worker broke it off; nil when it came to its own end.
    package mutating func end(_ job: Job) -> Interruption? {
        held[job.id] = nil
        return interrupted.removeValue(forKey: job.id)
    }

    /// Marks runs as broken off; the first reason stays.
    ///
    /// - Returns: the jobs among them that still run and were not marked before: their runs are to be cancelled.
    package mutating func interrupt(_ ids: some Sequence<Job.ID>, _ reason: Interruption) -> [Job] {
        ids.compactMap { id in
            guard let job = held[id], interrupted[id] == nil else { return nil }
            interrupted[id] = reason
            return job
        }
    }

    /// Why the worker broke the job's run off; nil when it did not.
    package func interruption(of job: Job) -> Interruption? { interrupted[job.id] }
}
