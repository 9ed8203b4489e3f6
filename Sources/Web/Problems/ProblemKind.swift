/// Every kind of problem that a client can meet. The slug is part of the contract: it ends the problem's `type`, is
/// never changed and never used for anything else.
package enum ProblemKind: String, CaseIterable, Sendable {
    case malformedJSON = "malformed-json"
    case invalidUTF8 = "invalid-utf8"
    case bodyMissing = "body-missing"
    case keyMissing = "key-missing"
    case keyUnknown = "key-unknown"
    case keyRevoked = "key-revoked"
    case keyExpired = "key-expired"
    case forbidden
    case notFound = "not-found"
    case methodNotAllowed = "method-not-allowed"
    case notAcceptable = "not-acceptable"
    case leaseLost = "lease-lost"
    case tooManyLeases = "too-many-leases"
    case wrongState = "wrong-state"
    case notEditable = "not-editable"
    case reviewsAlreadyGiven = "reviews-already-given"
    case ownReview = "own-review"
    case reviewsMissing = "reviews-missing"
    case evidenceMissing = "evidence-missing"
    case embargoed
    case heldByGates = "held-by-gates"
    case answered
    case sameVerdict = "same-verdict"
    case reviewSuperseded = "review-superseded"
    case reviewIsOwn = "review-is-own"
    case evidenceFixed = "evidence-fixed"
    case ownReviewMissing = "own-review-missing"
    case lastAdmin = "last-admin"
    case keyNotLive = "key-not-live"
    case idempotencyKeyReused = "idempotency-key-reused"
    case changedMeanwhile = "changed-meanwhile"
    case bodyTooLarge = "body-too-large"
    case unsupportedMediaType = "unsupported-media-type"
    case invalidBody = "invalid-body"
    case invalidField = "invalid-field"
    case tooManyStreams = "too-many-streams"
    case tooManyExports = "too-many-exports"
    case exportNotReady = "export-not-ready"
    case exportGone = "export-gone"
    case rangeNotSatisfiable = "range-not-satisfiable"
    case webhookInactive = "webhook-inactive"
    case internalError = "internal-error"
    case unavailable

    /// The HTTP status that it always comes with.
    package var status: Int {
        switch self {
        case .malformedJSON, .invalidUTF8, .bodyMissing: 400
        case .keyMissing, .keyUnknown, .keyRevoked, .keyExpired: 401
        case .forbidden: 403
        case .notFound: 404
        case .methodNotAllowed: 405
        case .notAcceptable: 406
        case .leaseLost, .tooManyLeases, .wrongState, .notEditable, .reviewsAlreadyGiven, .ownReview, .reviewsMissing,
            .evidenceMissing, .embargoed, .heldByGates, .answered, .sameVerdict, .reviewSuperseded, .reviewIsOwn,
            .evidenceFixed, .ownReviewMissing, .lastAdmin, .keyNotLive, .webhookInactive, .exportNotReady,
            .idempotencyKeyReused:
            409
        case .exportGone: 410
        case .changedMeanwhile: 412
        case .bodyTooLarge: 413
        case .unsupportedMediaType: 415
        case .rangeNotSatisfiable: 416
        case .invalidBody, .invalidField: 422
        case .tooManyStreams, .tooManyExports: 429
        case .internalError: 500
        case .unavailable: 503
        }
    }

    /// A few words, the same every time.
    package var title: String {
        switch self {
        case .malformedJSON: "The body is not JSON"
        case .invalidUTF8: "The body is not UTF-8"
        case .bodyMissing: "The body is missing"
        case .keyMissing: "An access key is needed"
        case .keyUnknown: "The access key is unknown"
        case .keyRevoked: "The access key was revoked"
        case .keyExpired: "The access key has expired"
        case .forbidden: "The access key's roles do not cover this"
        case .notFound: "There is no such thing"
        case .methodNotAllowed: "The method is not allowed here"
        case .notAcceptable: "No acceptable form"
        case .leaseLost: "The lease is lost"
        case .tooManyLeases: "Too many live leases"
        case .wrongState: "The claim's state does not allow this"
        case .notEditable: "The claim can no longer be edited"
        case .reviewsAlreadyGiven: "Reviews are given or taken already"
        case .ownReview: "One's own review is not enough"
        case .reviewsMissing: "Reviews are missing"
        case .evidenceMissing: "Evidence is missing"
        case .embargoed: "The article is held back"
        case .heldByGates: "The desk's gates hold the verdict back"
        case .answered: "There is an answer already"
        case .sameVerdict: "Nothing is corrected"
        case .reviewSuperseded: "The review does not count any more"
        case .reviewIsOwn: "The review is one's own"
        case .evidenceFixed: "The evidence can no longer be changed"
        case .ownReviewMissing: "One's own review comes first"
        case .lastAdmin: "The desk needs an administrator"
        case .keyNotLive: "The key cannot be rotated"
        case .idempotencyKeyReused: "The idempotency key was used for another request"
        case .changedMeanwhile: "It was changed meanwhile"
        case .bodyTooLarge: "The body is too large"
        case .unsupportedMediaType: "The media type is not supported"
        case .invalidBody: "The body cannot be accepted"
        case .invalidField: "A field cannot be accepted"
        case .tooManyStreams: "Too many open streams"
        case .tooManyExports: "Too many exports are under way"
        case .exportNotReady: "The file is not made yet"
        case .exportGone: "The file is there no more"
        case .rangeNotSatisfiable: "The file has no such bytes"
        case .webhookInactive: "The webhook is not active"
        case .internalError: "Something went wrong on the server"
        case .unavailable: "Not available just now"
        }
    }

    /// What a client does about it.
    package var remedy: String {
        switch self {
        case .malformedJSON: "Send one JSON object (RFC 8259); line and column tell where the reading stopped."
        case .invalidUTF8: "Encode the body as UTF-8."
        case .bodyMissing: "Send a JSON object, with Content-Type: application/json."
        case .keyMissing: "Send Authorization: Bearer and a key that begins with cd_."
        case .keyUnknown: "Check the key; its member may have left the desk. An admin can make a new one."
        case .keyRevoked, .keyExpired: "Ask an admin of the desk for a new key."
        case .forbidden: "Use a key with one of the roles that the detail names."
        case .notFound: "Check the path and the id. Rows of other desks look as if they did not exist."
        case .methodNotAllowed: "Use one of the methods in the Allow header."
        case .notAcceptable: "Ask for a media type that the detail names, or leave Accept out."
        case .leaseLost: "Take the claim again; when draftKept is true the text comes back with it as a draft."
        case .tooManyLeases: "Submit or release some of the claims that are held."
        case .wrongState: "Read the claim again; the detail names its state and what was asked for."
        case .notEditable: "A claim with a verdict keeps its statement; a correction is a new verdict."
        case .reviewsAlreadyGiven:
            "Ask for at least as many reviews as are given or taken; a claim on which somebody works is not dismissed."
        case .ownReview: "Let another editor do it, or send overrideReason, which is logged."
        case .reviewsMissing: "Wait for the reviews, or lower requiredReviews."
        case .evidenceMissing: "Decide again with more evidence."
        case .embargoed: "Wait until embargoUntil, or let an editor lift the embargo; reviews go on meanwhile."
        case .heldByGates: "Do what the gates ask for, or say in gateReasons why one is passed; it is logged."
        case .answered: "Read it again; a new request or attempt has its own answer."
        case .sameVerdict: "Change the rating, the rationale or the evidence; no_change and clarification leave them."
        case .reviewSuperseded: "Read the claim again; its reviews name the versions that count."
        case .reviewIsOwn: "Replace it, or take it back, as long as there is no verdict."
        case .evidenceFixed: "Add another item, or replace the review that the item came with."
        case .ownReviewMissing: "Take the claim and submit a review; the evidence can be part of it."
        case .lastAdmin: "Make another member an administrator first."
        case .keyNotLive: "Make a new key instead."
        case .idempotencyKeyReused:
            "Use a new key for a new request; repeat a request with the same method, path and body."
        case .changedMeanwhile: "Read it again and send its new ETag as If-Match."
        case .bodyTooLarge: "Send less; the detail names the limit."
        case .unsupportedMediaType: "Send Content-Type: application/json, in UTF-8."
        case .invalidBody: "Send a JSON object as /openapi.json describes it."
        case .invalidField: "Correct the field that is named; the detail says what may stand there."
        case .tooManyStreams:
            "Close a stream that is no longer read; one of events can carry all kinds, and a large export can be a file."
        case .tooManyExports: "Wait for one of them to be ready, or cancel it with DELETE."
        case .exportNotReady: "Ask GET /v1/exports/{id} until its state is ready; progress tells how far it is."
        case .exportGone: "Ask for a new export; its order can be sent again as it is."
        case .rangeNotSatisfiable: "Ask for bytes before the length that Content-Range names, or for the whole file."
        case .webhookInactive: "Activate it with PATCH and active: true, then try again."
        case .internalError: "Try again; the instance identifies the request in the server's log."
        case .unavailable: "Try again after the seconds in Retry-After; an Idempotency-Key makes that safe."
        }
    }
}
