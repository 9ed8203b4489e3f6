import Domain
import Foundation
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
        case let error as AssignmentError: self.init(error)
        case let error as ClaimError: self.init(error)
        case let error as ReviewError: self.init(error)
        case let error as EvidenceError: self.init(error)
        case let error as VerdictError: self.init(error)
        case let error as EmbargoError: self.init(error)
        case let error as LedgerError: self.init(error)
        case is ReplyError:
            self.init(.answered, "This attempt has its answer; record another attempt for another answer.")
        case RemovalError.lifted: self.init(.answered, "This removal was lifted already.")
        case let error as MemberError: self.init(error)
        case let error as KeyError: self.init(error)
        case let error as ChangedMeanwhile:
            self.init(
                .changedMeanwhile,
                "The \(error.what) was changed since it was read: its ETag is now \"\(error.revision)\".",
                field: "If-Match",
                headers: [.eTag: "\"\(error.revision)\""]
            )
        case let error as IdempotencyKeyReused:
            self.init(
                .idempotencyKeyReused,
                "The key \(error.key) was used before: with another method, path or body, or for an answer that is not kept"
                    + " (it held a secret, or an older release gave it).",
                field: "Idempotency-Key"
            )
        case let error as EventError: self.init(error)
        case let error as ExportError: self.init(error)
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

    private init(_ error: ExportError) {
        switch error {
        case .tooMany(let limit):
            self.init(
                .tooManyExports, "\(limit) exports of the desk are under way, as many as may be.",
                headers: [.retryAfter: "10"])
        case .tooManyStreams(let limit):
            self.init(
                .tooManyStreams,
                "\(limit) exports are being streamed, as many as are served; POST makes a file of one.",
                headers: [.retryAfter: "5"])
        case .notReady(let state):
            self.init(
                .exportNotReady, "The export is \(state.rawValue).", more: [JSON.Member("state", JSON(state))],
                headers: [.retryAfter: "2"])
        case .gone(let state):
            self.init(
                .exportGone, "The export is \(state.rawValue): it has no file.",
                more: [JSON.Member("state", JSON(state))])
        case .notStreamed(let format):
            self.init(
                InputError("format", "must be csv, ndjson or json here; POST makes a file of \(format.rawValue)"))
        case .stalled:
            self.init(.unavailable, "Nothing of the answer was read for too long.")
        }
    }

    private init(_ error: LeaseError) {
        switch error {
        case .lost(let ending, let draftKept, let reason):
            self.init(
                .leaseLost,
                Self.sentences(Self.words(ending, reason), draftKept ? "What was written is kept as a draft." : nil),
                more: [JSON.Member("ending", JSON(ending)), JSON.Member("draftKept", .bool(draftKept))]
            )
        case .wrongToken(let date):
            self.init(
                .wrongToken,
                "The lease is live until \(Timestamp.text(date)), and this is not the token that came with it. "
                    + "Nothing was changed or kept; GET /v1/me tells the token.",
                field: "token"
            )
        case .submitted(let review, let draftKept):
            self.init(
                .alreadySubmitted,
                Self.sentences(
                    "The review under this lease is in; it stands in review, and PUT /v1/reviews/{id} replaces it.",
                    draftKept ? "What was written now is kept as a draft." : nil),
                more: [JSON.Member("draftKept", .bool(draftKept)), JSON.Member("review", review.json)]
            )
        case .tooManyLive(let limit):
            self.init(.tooManyLeases, "The desk allows \(limit) live leases at once.")
        }
    }

    /// How a lease ended, for whoever held it.
    private static func words(_ ending: Lease.Ending, _ reason: String?) -> String {
        let why = reason.map { ": “\($0)”." } ?? "."
        return switch ending {
        case .submitted: "The lease ended with its review."
        case .released: "The lease was given back\(why)"
        case .skipped: "The claim was skipped\(why)"
        case .expired: "The lease has run out; the claim may be with somebody else."
        case .withdrawn: reason ?? "The claim left the queue."
        }
    }

    private static func sentences(_ all: String?...) -> String { all.compactMap(\.self).joined(separator: " ") }

    private init(_ error: AssignmentError) {
        switch error {
        case .mayBeAsked:
            self.init(
                .ownReviewMissing,
                "Whoever may be asked for a review of the claim gives it to nobody before their own is in.")
        case .nothingOpen:
            self.init(
                .nothingToAssign,
                "Every review of the claim is given, being written or kept for somebody, or it is not queued.")
        case .ended(let state): self.init(.assignmentEnded, "The assignment has ended: \(state.rawValue).")
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
                "The claim is \(status.rawValue), and this cannot be changed then.",
                more: [JSON.Member("claimStatus", JSON(status))]
            )
        case .wasPublic(let status):
            self.init(
                .notEditable,
                "A verdict on the claim was public: what it says, who says it and its kind are not edited any more. A "
                    + "correction changes statement and claimant, with before and after for the public.",
                more: [JSON.Member("claimStatus", JSON(status))]
            )
        case .changedMeanwhile(let revision):
            self.init(
                .changedMeanwhile,
                "The claim was changed since it was read: its ETag is now \"\(revision)\".",
                field: "If-Match",
                headers: [.eTag: "\"\(revision)\""]
            )
        case .reviewsAlreadyGiven:
            self.init(
                .reviewsAlreadyGiven, "More reviews than that are in or being written.", field: "requiredReviews")
        case .underReview: self.init(.reviewsAlreadyGiven, "Somebody holds the claim or has reviewed it.")
        case .notMergeable(let status, let target):
            let instead = target.map { "; it went into the claim \($0)" } ?? ""
            self.init(
                .wrongState,
                "The claim to merge into is \(status.rawValue) itself\(instead).",
                field: "into",
                more: [JSON.Member("claimStatus", JSON(status)), JSON.Member("mergedInto", JSON(target))]
            )
        case .articleWithdrawn:
            self.init(.wrongState, "The article was withdrawn: nothing of it is checked any more.")
        }
    }

    private init(_ error: EmbargoError) {
        switch error {
        case .embargoed(let until):
            // A hint alone, so this machine's clock will do.
            let seconds = max(1, Int(until.timeIntervalSinceNow.rounded(.up)))
            self.init(
                .embargoed,
                "The article is held back until \(Timestamp.text(until)).",
                more: [JSON.Member("embargoUntil", JSON(until))],
                headers: [.retryAfter: String(seconds)]
            )
        }
    }

    private init(_ error: ReviewError) {
        switch error {
        case .superseded: self.init(.reviewSuperseded, "This review was replaced or withdrawn already.")
        case .own: self.init(.reviewIsOwn, "This is your own review: there is nobody to return it to.")
        case .settled(let status):
            self.init(
                .wrongState,
                "The claim is \(status.rawValue): its reviews stay as they are.",
                more: [JSON.Member("claimStatus", JSON(status))]
            )
        }
    }

    private init(_ error: EvidenceError) {
        switch error {
        case .partOfReview:
            self.init(.evidenceFixed, "This item is part of a review; it changes with a new version of the review.")
        case .cited: self.init(.evidenceFixed, "A verdict cites this item; it stays as it was cited.")
        case .pageIsThere:
            self.init(.invalidField, "url is of a page that another item of this claim is of already.", field: "url")
        case .ownReviewMissing:
            self.init(.ownReviewMissing, "Reviewers add evidence to a claim once their own review of it is in.")
        }
    }

    private init(_ error: LedgerError) {
        switch error {
        case .notPublic(let status):
            self.init(
                .wrongState,
                "The claim is \(status.rawValue): no verdict of it is public.",
                more: [JSON.Member("claimStatus", JSON(status))]
            )
        case .notRetracted(let status):
            self.init(
                .wrongState,
                "The claim is \(status.rawValue): only one whose verdict was retracted is opened again.",
                more: [JSON.Member("claimStatus", JSON(status))]
            )
        case .paused: self.init(.wrongState, "The verdict is paused already.")
        case .notPaused: self.init(.wrongState, "The verdict is not paused.")
        case .answered(let decision):
            self.init(
                .answered,
                "This request was answered already: \(decision.rawValue).",
                field: "requestId"
            )
        case .sameVerdict:
            self.init(.sameVerdict, "The correction says what the verdict says already.", field: "rating")
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
        case .reviewsMissing(let required):
            self.init(
                .reviewsMissing,
                required == 1
                    ? "The required review is not in yet." : "Not all \(required) required reviews are in yet.")
        case .textMissing:
            self.init(
                .textMissing,
                "What reviewers wrote stays with this desk: an editor writes what the public is to read.")
        case .claimChanged:
            self.init(
                .claimChanged,
                "The claim says something else, or somebody else says it, than when the verdict was decided: decide anew."
            )
        case .changedSinceReviews(let reviews):
            self.init(
                .claimChanged,
                "The claim was changed since \(reviews == 1 ? "one review" : "\(reviews) reviews"): it says something else, or "
                    + "somebody else says it. Their reviewers may replace them; an overrideReason says why they hold.",
                field: "overrideReason")
        case .reviewReturned:
            self.init(
                .reviewReturned,
                "A review was returned to its reviewer, who has not replaced or withdrawn it yet. A verdict of your own "
                    + "settles it, and so does an overrideReason.",
                field: "overrideReason")
        case .held(let gates):
            let canPass = gates.allSatisfy(\.gate.canBePassed)
            self.init(
                gates.contains { $0.gate == .minimumEvidence } ? .evidenceMissing : .heldByGates,
                "The desk asks for more before it publishes: \(gates.map(\.missing).joined(separator: "; "))."
                    + (canPass ? " A reason in gateReasons lets it pass." : ""),
                more: [JSON.Member("gates", JSON(gates.map(\.json)))]
            )
        }
    }

    private init(_ error: MemberError) {
        switch error {
        case .lastAdmin: self.init(.lastAdmin, "This member is the desk's last active administrator.")
        case .erased:
            self.init(.memberErased, "Name and address of this member were erased; nobody can become them again.")
        }
    }

    private init(_ error: KeyError) {
        switch error {
        case .revoked: self.init(.keyNotLive, "This key was revoked.")
        case .expired: self.init(.keyNotLive, "This key has expired.")
        case .replaced(let successor):
            self.init(
                .keyNotLive,
                "This key was rotated before; the key \(successor) took its place.",
                more: [JSON.Member("replacedBy", JSON(successor))]
            )
        }
    }
}
