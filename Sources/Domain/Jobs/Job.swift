package import Foundation

/// A piece of work for the worker.
package struct Job: Sendable, Hashable {
    package typealias ID = Identifier<Job>

    /// What kinds of work there are; names are stored, so they are never changed or used again.
    package enum Kind: String, CaseIterable, Sendable {
        case extractArticle = "extract_article"
        case makeExport = "make_export"
        /// Does nothing: with these a queue is measured.
        case probe

        /// What a stored kind is called where jobs are counted: those that this program does not know are all one.
        package static func label(of kind: String) -> String { Kind(rawValue: kind)?.rawValue ?? "other" }
    }

    /// `scheduled → available → running → completed | retryable → available → … → discarded`, and `cancelled`.
    package enum State: String, CaseIterable, Sendable {
        case scheduled, available, running, retryable, completed, discarded, cancelled

        /// The states that may follow this one; drawn in docs/lifecycles.md.
        package var next: Set<State> {
            switch self {
            case .scheduled, .retryable: [.available, .cancelled]
            case .available: [.running, .cancelled]
            case .running: [.completed, .retryable, .available, .discarded, .cancelled]
            case .completed: []
            case .discarded, .cancelled: [.available]
            }
        }

        /// True for jobs that have come to their end and left the hot table.
        package var isFinished: Bool { self == .completed || self == .discarded || self == .cancelled }
    }

    package let id: ID
    package let deskID: DeskProfile.ID
    /// The stored name; a worker older than the job may not know it.
    package let kind: String
    /// JSON, by kind.
    package let payload: String
    package let state: State
    package let priority: Int
    package let runAt: Date
    /// The number of times that the job was begun.
    package let attempt: Int
    package let maxAttempts: Int
    /// The fencing token of the worker that runs it; nil when none does.
    package let token: Int?
    package let worker: String?
    package let leaseExpiresAt: Date?
    package let lastError: String?
    package let createdAt: Date
    package let finishedAt: Date?

    package init(
        id: ID, deskID: DeskProfile.ID, kind: String, payload: String, state: State, priority: Int, runAt: Date,
        attempt: Int, maxAttempts: Int, token: Int?, worker: String?, leaseExpiresAt: Date?, lastError: String?,
        createdAt: Date, finishedAt: Date?
    ) {
        self.id = id
        self.deskID = deskID
        self.kind = kind
        self.payload = payload
        self.state = state
        self.priority = priority
        self.runAt = runAt
        self.attempt = attempt
        self.maxAttempts = maxAttempts
        self.token = token
        self.worker = worker
        self.leaseExpiresAt = leaseExpiresAt
        self.lastError = lastError
        self.createdAt = createdAt
        self.finishedAt = finishedAt
    }
}

extension Job {
    /// How long a job that was just fetched had waited since it could be begun, seconds, by the database's clock; nil for one
    /// that nobody has.
    ///
    /// - Parameter lease: how long its lease was made for, seconds.
    package func secondsWaited(lease: Double) -> Double? {
        leaseExpiresAt.map { max(0, $0.timeIntervalSince(runAt) - lease) }
    }
}

/// The payload of an `extract_article` job.
package struct ExtractionOrder: Sendable, Codable, Hashable {
    package let articleID: Article.ID
    package let versionID: ArticleVersion.ID

    package init(articleID: Article.ID, versionID: ArticleVersion.ID) {
        self.articleID = articleID
        self.versionID = versionID
    }
}

/// The payload of a `make_export` job.
package struct ExportTask: Sendable, Codable, Hashable {
    package let exportID: Export.ID

    package init(exportID: Export.ID) { self.exportID = exportID }
}

/// Why a worker's word about a job no longer counts.
package enum JobError: Error, Hashable, Sendable {
    /// The job was rescued, cancelled or finished by someone else meanwhile; the worker's transaction is undone.
    case leaseLost
    /// The job is not in a state from which this can be done.
    case wrongState(Job.State)
    /// Another job with the same key is not at its end: two would do the same.
    case keyTaken(by: Job.ID)
    /// Trying again cannot help: the job is discarded at once, with this text. `told` is for those who wait for its result.
    case hopeless(String, told: String? = nil)
}
