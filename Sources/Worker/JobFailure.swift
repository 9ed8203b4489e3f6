package import Domain
import Workflow

/// What an error of a job's run means for the job. Pure.
package enum JobFailure: Sendable, Hashable {
    /// The job is somebody else's, or was cancelled: nothing is left to record.
    case leaseLost
    /// The database went away, or the worker stops: no fault of the job, which goes back untouched.
    case unavailable
    /// The job failed, with the text to keep; `hopeless` when trying again cannot help, `told` for those who wait for it.
    case failed(String, hopeless: Bool, told: String? = nil)

    /// The longest error text that is kept, characters.
    package static let textLimit = 4000

    package init(_ error: any Error) {
        switch error {
        case JobError.leaseLost: self = .leaseLost
        case JobError.hopeless(let text, let told):
            self = .failed(String(text.prefix(Self.textLimit)), hopeless: true, told: told)
        case is ReadingRoom.Closed: self = .unavailable
        // One that took too long counts: given back untouched, it would be begun again for ever.
        case let error as Unavailable where error.cause == .away: self = .unavailable
        // Reflecting: this text is for operators, who need the details that a description leaves out.
        default: self = .failed(String(String(reflecting: error).prefix(Self.textLimit)), hopeless: false)
        }
    }

    /// The error of a job whose kind this version does not know.
    package static func unknownKind(_ kind: String) -> JobError {
        let known = Job.Kind.allCases.map(\.rawValue).sorted().joined(separator: ", ")
        return .hopeless(
            "This worker does not know jobs of the kind \"\(kind)\"; it knows \(known). "
                + "Run a newer worker, then: claimdesk jobs retry"
        )
    }
}
