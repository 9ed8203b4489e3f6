package import Domain
package import Foundation
import Postgres
import Store

// What the worker asks of the queue.
extension Desk {
    /// Up to `limit` jobs to be begun at once, leased to this worker. `worker` is another one for each process start.
    package func fetchJobs(limit: Int, worker: String, lease: Duration) async throws -> [Job] {
        let request = JobRequest(limit: limit, retries: limit, look: .everywhere(after: nil))
        return try await exchangeJobs([], for: request, worker: worker, lease: lease).jobs
    }

    /// Ends jobs whose runs stored nothing, and leases others to this worker.
    ///
    /// - Parameters:
    ///   - done: theirs is the result `nothing`; those that are not this worker's any more are left alone.
    ///   - promoting: also look for jobs whose time has come.
    package func exchangeJobs(
        _ done: [Job], for request: JobRequest, worker: String, lease: Duration, promoting: Bool = true
    ) async throws -> JobBatch {
        try await writeAsDesk { session in
            if promoting { try Job.promote(in: session) }
            return try Job.exchange(
                done, for: request, worker: worker, leaseSeconds: lease.seconds, in: session)
        }
    }

    /// Ends jobs whose runs stored nothing; those that are not this worker's any more are left alone.
    package func acknowledgeJobs(_ done: [Job]) async throws {
        _ = try await writeAsDesk { try Job.acknowledge(done, in: $0) }
    }

    /// Prolongs the leases of running jobs.
    ///
    /// - Returns: the jobs that are not this worker's any more: stop working on them.
    package func renewJobs(_ jobs: [Job], lease: Duration) async throws -> Set<Job.ID> {
        let kept = try await writeAsDesk { try Job.renew(jobs, leaseSeconds: lease.seconds, in: $0) }
        return Set(jobs.map(\.id)).subtracting(kept)
    }

    /// Gives jobs back untouched, as when the worker is asked to stop.
    package func returnJobs(_ jobs: [Job]) async throws {
        try await writeAsDesk { try Job.giveBack(jobs, in: $0) }
    }

    /// Gives back, uncounted, jobs that are leased to this worker and that it does not know of: the connection broke before
    /// it heard what it had got.
    ///
    /// - Parameter known: the jobs that it holds. Nothing of it may be asking for others meanwhile.
    package func returnStrayJobs(worker: String, known: [Job]) async throws {
        try await writeAsDesk { try Job.giveBackStrays(of: worker, otherThan: known.map(\.id), in: $0) }
    }

    /// Yields whenever jobs may be waiting. A hint: the worker polls besides.
    package func jobWakeups() -> AsyncStream<Void> { signals.wakeups(.jobs) }
}

// What operators do with jobs.
extension Desk {
    /// The newest first, over all desks.
    package func jobs(state: Job.State?, kind: String?, _ page: PageRequest) async throws -> Page<Job> {
        try await readAsDesk { try Job.page(page, state: state, kind: kind, in: $0) }
    }

    /// A job and every error that it met, oldest first.
    ///
    /// - Throws: `NotFound` when there is no such job.
    package func job(_ id: Job.ID) async throws -> (job: Job, errors: [(attempt: Int, at: Date, error: String)]) {
        try await readAsDesk { (job: try Job.get(id, in: $0), errors: try Job.errors(of: id, in: $0)) }
    }

    /// Lets a waiting job run now, or brings a discarded or cancelled one back.
    ///
    /// - Throws: `NotFound`, `JobError.wrongState` when it is running or was completed, `JobError.keyTaken` when another one has
    ///   its key by now.
    package func retryJob(_ id: Job.ID) async throws -> Job {
        try await writeAsDesk { session in
            let job = try Job.get(id, in: session)
            if let other = try Job.twin(of: id, in: session) { throw JobError.keyTaken(by: other) }
            guard try Job.runNow(id, in: session) else { throw JobError.wrongState(job.state) }
            return try Job.get(id, in: session)
        }
    }

    /// Enqueues jobs that do nothing, with one notification: with them a queue and its workers are measured.
    ///
    /// - Throws: `NotFound` when there is no desk of this slug.
    package func enqueueProbes(_ count: Int, onDesk slug: String) async throws {
        try await writeAsDesk { session in
            guard let desk = try DeskProfile.find(slug: slug, in: session) else { throw NotFound("desk \(slug)") }
            try Job.enqueue(
                (0..<count).map { _ in Job.Order(id: newID(), payload: JSONText("{}")) }, .probe, on: desk.id,
                in: session)
        }
    }

    /// Cancels a job; a worker that is running it loses it, and its result is not stored.
    ///
    /// - Throws: `NotFound`, `JobError.wrongState` when it has come to its end.
    package func cancelJob(_ id: Job.ID) async throws -> Job {
        try await writeAsDesk { session in
            let job = try Job.get(id, in: session)
            guard try Job.cancel(id, in: session) else { throw JobError.wrongState(job.state) }
            try giveUp(job, because: .cancelled, in: session)
            return try Job.get(id, in: session)
        }
    }
}

extension Duration {
    /// In seconds.
    var seconds: Double { Double(components.seconds) + Double(components.attoseconds) / 1e18 }
}
