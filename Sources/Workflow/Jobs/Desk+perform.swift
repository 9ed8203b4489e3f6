package import Domain
import Foundation
import Postgres
import Store

// How a job is done, and what becomes of one that cannot be.
extension Desk {
    /// Does a job to its end, as `perform(_:in:)` does, in a room of its own.
    package func perform(_ job: Job) async throws {
        if try await perform(job, in: readingRoom()) == .nothing { try await acknowledgeJobs([job]) }
    }

    /// Does a job. What it stores and its end are one transaction; where it stores nothing, its end is the caller's to
    /// store. Articles are read in the room.
    ///
    /// - Throws: `JobError.leaseLost` when it was given to another worker, `JobError.hopeless` when trying again cannot
    ///   help, `ReadingRoom.Closed`, and whatever else went wrong.
    package func perform(_ job: Job, in room: ReadingRoom) async throws -> JobResult {
        guard let kind = Job.Kind(rawValue: job.kind) else {
            throw JobError.hopeless("this program knows no job of the kind \(job.kind)")
        }
        do {
            switch kind {
            case .extractArticle: return try await extractArticle(Self.payload(of: job), for: job, in: room)
            case .makeExport: return try await makeExport(Self.payload(of: job), for: job)
            case .probe: return .nothing
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

    func discard(_ job: Job, _ error: String, told: String? = nil, in session: Session) throws {
        try job.finish(.discarded, error: error, in: session)
        try giveUp(job, because: .failed(told: told), in: session)
    }

    /// Why a job's result will not come.
    enum GivingUp {
        /// With what is told to those who wait for it; nil for the usual words.
        case failed(told: String?)
        case cancelled
    }

    /// Tells those who wait for a job's result that there will be none.
    func giveUp(_ job: Job, because: GivingUp, in session: Session) throws {
        switch Job.Kind(rawValue: job.kind) {
        case .extractArticle:
            if let order: ExtractionOrder = Self.order(of: job) {
                try giveUp(order, of: job, because: because, in: session)
            }
        case .makeExport:
            if let task: ExportTask = Self.order(of: job) {
                try giveUp(task, of: job, because: because, in: session)
            }
        case .probe, nil: break
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
