import Domain
import HTTPTypes
import Workflow

extension Problem {
    /// The problem that an error becomes. What is not known becomes `internal-error`, and says nothing of itself.
    package init(_ error: any Error) {
        switch error {
        case let error as Problem: self = error
        case let error as InputError: self.init(error)
        case let error as NotFound: self.init(.notFound, "There is no such \(error.what) on this desk.")
        case let error as AccessError: self.init(error)
        case let error as LeaseError: self.init(error)
        case let error as ClaimError: self.init(error)
        case let error as VerdictError: self.init(error)
        case let error as IdempotencyKeyReused:
            self.init(
                .idempotencyKeyReused,
                "The key \(error.key) was used before: with another method, path or body, or for an answer that is not kept.",
                field: "Idempotency-Key"
            )
        case let error as EventError: self.init(error)
        case is WebhookError: self.init(.webhookInactive, "Nothing is sent to a webhook that is not active.")
        case is Unavailable:
            self.init(
                .unavailable,
                "The database cannot be reached or is busy; try again in a moment.",
                headers: [.retryAfter: "1"]
            )
        case is CancellationError:
            self.init(
                .unavailable,
                "The request was given up before it was done, as the server is shutting down.",
                headers: [.retryAfter: "1"]
            )
        default:
            self.init(.internalError, "The request could not be carried out; it is in the log under its instance.")
        }
    }

    private init(_ error: InputError) {
        self.init(.invalidField, "\(error.field) \(error.problem).", field: error.field)
    }

    private init(_ error: AccessError) {
        func challenge(_ rest: String = "") -> HTTPFields { [.wwwAuthenticate: "Bearer realm=\"claimdesk\"\(rest)"] }
        let invalid = challenge(", error=\"invalid_token\"")
        switch error {
        case .missing:
            self.init(
                .keyMissing,
                "Send the header “Authorization: Bearer cd_…” with an access key of the desk.",
                headers: challenge()
            )
        case .unknown:
            self.init(.keyUnknown, "There is no such key, or its member has left the desk.", headers: invalid)
        case .revoked:
            self.init(.keyRevoked, "This key was revoked.", headers: invalid)
        case .expired(let date):
            self.init(.keyExpired, "This key expired at \(Timestamp.text(date)).", headers: invalid)
        case .forbidden(let roles):
            let names = roles.map(\.rawValue)
            self.init(
                .forbidden,
                "This needs the role \(names.joined(separator: " or ")), which the key does not have.",
                more: [JSON.Member("needs", JSON(names))]
            )
        }
    }

    private init(_ error: EventError) {
        switch error {
        case .tooManyStreams(let limit):
            self.init(
                .tooManyStreams, "\(limit) streams of events are open, as many as are served.",
                headers: [.retryAfter: "5"])
        case .rolesChanged:
            self.init(.forbidden, "The roles of the key have changed; connect again.")
        }
    }

    private init(_ error: LeaseError) {
        switch error {
        case .lost(let ending, let draftKept):
            let why =
                switch ending {
                case .submitted: "Its review was submitted already."
                case .released: "It was released."
                case .skipped: "It was skipped."
                case .withdrawn: "The claim was withdrawn."
                case .expired, nil: "Its time has passed, or the token is not its own."
                }
            let kept = draftKept ? " What was written is kept as a draft." : ""
            self.init(
                .leaseLost,
                "This lease is not live. \(why)\(kept)",
                more: [JSON.Member("ending", JSON(ending)), JSON.Member("draftKept", .bool(draftKept))]
            )
        case .tooManyLive(let limit):
            self.init(.tooManyLeases, "The desk allows \(limit) live leases at once.")
        }
    }

    private init(_ error: ClaimError) {
        switch error {
        case .wrongState(let status, let wanted):
            self.init(
                .wrongState,
                "The claim is \(status.rawValue) and cannot become \(wanted.rawValue).",
                more: [JSON.Member("claimStatus", JSON(status))]
            )
        case .notEditable(let status):
            self.init(
                .notEditable,
                "The claim is \(status.rawValue) and can no longer be edited.",
                more: [JSON.Member("claimStatus", JSON(status))]
            )
        case .changedMeanwhile(let revision):
            self.init(
                .changedMeanwhile,
                "The claim was changed since it was read: its ETag is now \"\(revision)\".",
                field: "If-Match",
                headers: [.eTag: "\"\(revision)\""]
            )
        case .reviewsAlreadyGiven(let count):
            self.init(
                .reviewsAlreadyGiven, "There are \(count) reviews given or taken already.", field: "requiredReviews"
            )
        }
    }

    private init(_ error: VerdictError) {
        switch error {
        case .ownReview:
            self.init(
                .ownReview,
                "It would rest on your own review alone. Another editor may do it, or overrideReason allow it.",
                field: "overrideReason"
            )
        case .reviewsMissing(let given, let required):
            self.init(.reviewsMissing, "\(given) of \(required) required reviews are in.")
        case .evidenceMissing(let given, let required):
            self.init(.evidenceMissing, "The verdict cites \(given) of at least \(required) items of evidence.")
        }
    }
}
