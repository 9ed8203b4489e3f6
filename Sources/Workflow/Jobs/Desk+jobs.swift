package import Domain
package import Foundation
import Postgres
import Store

// What the worker does.
extension Desk {
    /// Up to `limit` jobs, leased to this worker. `worker` is another one for each process start.
    package func fetchJobs(limit: Int, worker: String, lease: Duration) async throws -> [Job] {
        try await writeAsDesk { try Job.fetch(limit: limit, worker: worker, leaseSeconds: lease.seconds, in: $0) }
    }

    /// Prolongs the leases of running jobs.
    ///
    /// - Returns: the jobs that are not this worker's any more: stop working on them.
    package func renewJobs(_ jobs: [Job], lease: Duration) async throws -> Set<Job.ID> {
        let kept = try await writeAsDesk { try Job.renew(jobs, leaseSeconds: lease.seconds, in: $0) }
        return Set(jobs.map(\.id)).subtracting(kept)
    }

    /// Does a job as `perform(_:in:)` does, in a room of its own.
    package func perform(_ job: Job) async throws { try await perform(job, in: readingRoom()) }

    /// Does a job: its result and its completion are one transaction. Articles are read in the room.
    ///
    /// - Throws: `JobError.leaseLost` when it was given to another worker, `JobError.hopeless` when trying again cannot
    ///   help, `ReadingRoom.Closed`, and whatever else went wrong.
    package func perform(_ job: Job, in room: ReadingRoom) async throws {
        guard let kind = Job.Kind(rawValue: job.kind) else {
            throw JobError.hopeless("this program knows no job of the kind \(job.kind)")
        }
        do {
            switch kind {
            case .extractArticle: try await extractArticle(Self.payload(of: job), for: job, in: room)
            case .makeExport: try await makeExport(Self.payload(of: job), for: job)
            }
        } catch let error as PostgresError where Self.isForGood(error) {
            throw JobError.hopeless(String(reflecting: error))
        }
    }

    /// True for what the database will say of the same rows whenever it is asked: that a value is too large or of no such
    /// form, or breaks a rule of the schema.
    private static func isForGood(_ error: PostgresError) -> Bool {
        ["22", "23", "54"].contains(error.sqlState.errorClass)
    }

    /// Writes down what went wrong and lets the job wait for another try; discards it after the last one.
    ///
    /// - Parameters:
    ///   - hopeless: another try cannot help.
    ///   - told: to those who wait for the result, if there is none; nil for the usual words.
    ///   - random: 0 ..< 1, for the backoff's jitter.
    /// - Throws: `JobError.leaseLost` when the job is not this worker's any more.
    package func failJob(_ job: Job, _ error: String, hopeless: Bool, told: String? = nil, random: Double) async throws
        -> Job.State
    {
        defer { signals.announce(job.deskID) }
        return try await writeAsDesk { session in
            try job.logError(error, in: session)
            guard hopeless || job.attempt >= job.maxAttempts else {
                let seconds = Backoff.seconds(afterAttempt: job.attempt, random: random)
                try job.retry(afterSeconds: seconds, error: error, in: session)
                return .retryable
            }
            try discard(job, error, told: told, in: session)
            return .discarded
        }
    }

    /// Gives jobs back untouched, as when the worker is asked to stop.
    package func returnJobs(_ jobs: [Job]) async throws {
        try await writeAsDesk { try Job.giveBack(jobs, in: $0) }
    }

    /// Frees the jobs of workers that died, and discards those that have no try left.
    ///
    /// - Returns: how many.
    package func rescueJobs(worker: String) async throws -> Int {
        try await writeAsDesk { session in
            let freed = try Job.rescue(in: session)
            let hopeless = try Job.takeHopeless(worker: worker, leaseSeconds: 60, in: session)
            for job in hopeless { try discard(job, "the worker stopped without a word", in: session) }
            return freed + hopeless.count
        }
    }

    /// Deletes idempotency keys of yesterday, jobs of last week, webhook deliveries of last month, and exports whose time
    /// is over.
    ///
    /// - Returns: how many rows.
    package func prune() async throws -> Int {
        try await writeAsDesk { try RecordedAnswer.prune(in: $0) + Job.prune(in: $0) + WebhookDelivery.prune(in: $0) }
            + pruneExports()
    }

    /// Yields whenever jobs may be waiting. A hint: the worker polls besides.
    package func jobWakeups() -> AsyncStream<Void> { signals.wakeups(.jobs) }

    private func discard(_ job: Job, _ error: String, told: String? = nil, in session: Session) throws {
        try job.finish(.discarded, error: error, in: session)
        try giveUp(job, because: .failed(told: told), in: session)
    }

    /// Why a job's result will not come.
    private enum GivingUp {
        /// With what is told to those who wait for it; nil for the usual words.
        case failed(told: String?)
        case cancelled
    }

    /// Tells those who wait for a job's result that there will be none.
    private func giveUp(_ job: Job, because: GivingUp, in session: Session) throws {
        switch Job.Kind(rawValue: job.kind) {
        case .extractArticle:
            if let order: ExtractionOrder = Self.order(of: job) {
                try giveUp(order, of: job, because: because, in: session)
            }
        case .makeExport:
            if let task: ExportTask = Self.order(of: job) {
                try giveUp(task, of: job, because: because, in: session)
            }
        case nil: break
        }
    }

    private func giveUp(
        _ order: ExtractionOrder, of job: Job, because: GivingUp, in session: Session
    ) throws {
        let status = try ArticleVersion.status(of: order.versionID, on: job.deskID, in: session, lock: true)
        guard status == .received || status == .extracting else { return }
        let reason =
            switch because {
            case .failed(let told): told ?? "The text could not be read. An administrator can try again."
            case .cancelled: "The reading was cancelled. An administrator can try again."
            }
        try ArticleVersion.setStatus(
            .failed, of: order.versionID, error: reason, on: job.deskID, in: session)
        try log(
            .articleFailed, "article", order.articleID.rawValue,
            ["version": order.versionID.description, "job": job.id.description], on: job.deskID, in: session)
    }

    private func giveUp(_ task: ExportTask, of job: Job, because: GivingUp, in session: Session) throws {
        let export = try Export.lock(task.exportID, on: job.deskID, in: session).export
        guard export.state.isUnderWay else { return }
        let reason =
            switch because {
            case .failed: "The file could not be made. Ask for it again; the operator finds the reason with the job."
            case .cancelled: "The operator cancelled it."
            }
        try Export.end(export.id, .failed, error: reason, on: job.deskID, in: session)
        try log(
            .exportFailed, "export", export.id.rawValue, ["job": job.id.description], on: job.deskID, in: session)
    }

    /// What the job is about; nil when that cannot be told.
    private static func order<Payload: Decodable>(of job: Job) -> Payload? {
        do { return try payload(of: job) } catch { return nil }
    }

    private static func payload<Payload: Decodable>(of job: Job) throws -> Payload {
        do {
            return try JSONDecoder().decode(Payload.self, from: Data(job.payload.utf8))
        } catch {
            throw JobError.hopeless("the job's payload cannot be read")
        }
    }
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
    /// - Throws: `NotFound`, `JobError.wrongState` when it is running or was completed.
    package func retryJob(_ id: Job.ID) async throws -> Job {
        try await writeAsDesk { session in
            let job = try Job.get(id, in: session)
            guard try Job.runNow(id, in: session) else { throw JobError.wrongState(job.state) }
            return try Job.get(id, in: session)
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
