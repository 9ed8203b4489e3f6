extension ProblemKind {
    /// Slug, status, title and remedy of each kind: a new kind is a name in the enum and a row here.
    var row: Row {
        switch self {
        case .malformedRequest:
            Row(
                "malformed-request", 400, "The request is not HTTP",
                "Send HTTP/1.1 (RFC 9112); the connection is closed, as nobody knows where the next request begins.")
        case .invalidHost:
            Row(
                "invalid-host", 400, "The Host header cannot be accepted",
                "Send one Host header with the server's name, as every client does by itself.")
        case .malformedJSON:
            Row(
                "malformed-json", 400, "The body is not JSON",
                "Send one JSON object (RFC 8259); line and column tell where the reading stopped.")
        case .invalidUTF8:
            Row("invalid-utf8", 400, "The body is not UTF-8", "Encode the body as UTF-8.")
        case .bodyMissing:
            Row(
                "body-missing", 400, "The body is missing",
                "Send a JSON object, with Content-Type: application/json.")
        case .keyMissing:
            Row(
                "key-missing", 401, "An access key is needed",
                "Send Authorization: Bearer and a key that begins with cd_.")
        case .keyUnknown:
            Row(
                "key-unknown", 401, "The access key is unknown",
                "Check the key; its member may have left the desk. An admin can make a new one.")
        case .keyRevoked:
            Row("key-revoked", 401, "The access key was revoked", "Ask an admin of the desk for a new key.")
        case .keyExpired:
            Row("key-expired", 401, "The access key has expired", "Ask an admin of the desk for a new key.")
        case .forbidden:
            Row(
                "forbidden", 403, "The access key's roles do not cover this",
                "Use a key with one of the roles that the detail names.")
        case .notFound:
            Row(
                "not-found", 404, "There is no such thing",
                "Check the path and the id. Rows of other desks look as if they did not exist.")
        case .methodNotAllowed:
            Row(
                "method-not-allowed", 405, "The method is not allowed here",
                "Use one of the methods in the Allow header.")
        case .notAcceptable:
            Row(
                "not-acceptable", 406, "No acceptable form",
                "Ask for a media type that the detail names, or leave Accept out.")
        case .leaseLost:
            Row(
                "lease-lost", 409, "The lease is lost",
                "Take the claim again; when draftKept is true the text comes back with it as a draft.")
        case .wrongToken:
            Row(
                "wrong-token", 409, "The token is not this lease's",
                "Send the token that came with the lease; GET /v1/me tells it again.")
        case .alreadySubmitted:
            Row(
                "already-submitted", 409, "The review is in already",
                "Nothing need be sent again: review has it; a new version takes its place with PUT /v1/reviews/{id}.")
        case .tooManyLeases:
            Row("too-many-leases", 409, "Too many live leases", "Submit or release some of the claims that are held.")
        case .nothingToAssign:
            Row(
                "nothing-to-assign", 409, "No review of the claim is open",
                "Queue the claim, or raise requiredReviews.")
        case .assignmentEnded:
            Row(
                "assignment-ended", 409, "The assignment has ended", "Read the claim's assignments again; give it anew."
            )
        case .wrongState:
            Row(
                "wrong-state", 409, "The claim's state does not allow this",
                "Read the claim again; the detail names its state and what was asked for.")
        case .notEditable:
            Row(
                "not-editable", 409, "The claim cannot be edited in this state",
                "Priority and reviews are changed before there is a verdict; statement and claimant, once public, by a correction."
            )
        case .reviewsAlreadyGiven:
            Row(
                "reviews-already-given", 409, "Reviews are given or taken already",
                "Ask for at least as many reviews as are given or taken; a claim on which somebody works is not dismissed."
            )
        case .ownReview:
            Row(
                "own-review", 409, "One's own review is not enough",
                "Let another editor do it, or send overrideReason, which is logged.")
        case .reviewsMissing:
            Row("reviews-missing", 409, "Reviews are missing", "Wait for the reviews, or lower requiredReviews.")
        case .reviewReturned:
            Row(
                "review-returned", 409, "A review was returned to its reviewer",
                "Wait until the review is replaced or withdrawn, decide on a verdict, or say why in overrideReason.")
        case .evidenceMissing:
            Row("evidence-missing", 409, "Evidence is missing", "Decide again with more evidence.")
        case .textMissing:
            Row(
                "text-missing", 409, "The text for the public is missing",
                "Decide with the rating that the reviews agree on and a rationale for readers, then publish."
            )
        case .claimChanged:
            Row(
                "claim-changed", 409, "The claim was changed since",
                "Decide anew on what it says now; have older reviews replaced, or say why they hold in overrideReason."
            )
        case .embargoed:
            Row(
                "embargoed", 409, "The article is held back",
                "Wait until embargoUntil, or let an editor lift the embargo; reviews go on meanwhile.")
        case .heldByGates:
            Row(
                "held-by-gates", 409, "The desk's gates hold the verdict back",
                "Do what the gates ask for, or say in gateReasons why one is passed; it is logged.")
        case .answered:
            Row(
                "answered", 409, "There is an answer already",
                "Read it again; a new request or attempt has its own answer.")
        case .sameVerdict:
            Row(
                "same-verdict", 409, "Nothing is corrected",
                "Change the rating, the rationale or the evidence; no_change and clarification leave them.")
        case .reviewSuperseded:
            Row(
                "review-superseded", 409, "The review does not count any more",
                "Read the claim again; its reviews name the versions that count.")
        case .reviewIsOwn:
            Row(
                "review-is-own", 409, "The review is one's own",
                "Replace it, or take it back, as long as there is no verdict.")
        case .evidenceFixed:
            Row(
                "evidence-fixed", 409, "The evidence can no longer be changed",
                "Add another item, or replace the review that the item came with.")
        case .ownReviewMissing:
            Row(
                "own-review-missing", 409, "One's own review comes first",
                "Take the claim and submit a review; the evidence can be part of it.")
        case .lastAdmin:
            Row("last-admin", 409, "The desk needs an administrator", "Make another member an administrator first.")
        case .memberErased:
            Row("member-erased", 409, "The member was erased", "Add them as a new member.")
        case .keyNotLive:
            Row("key-not-live", 409, "The key cannot be rotated", "Make a new key instead.")
        case .idempotencyKeyReused:
            Row(
                "idempotency-key-reused", 409, "The idempotency key was used for another request",
                "Use a new key for a new request; repeat a request with the same method, path and body.")
        case .changedMeanwhile:
            Row(
                "changed-meanwhile", 412, "It was changed meanwhile",
                "Read it again and send its new ETag as If-Match.")
        case .bodyTooLarge:
            Row("body-too-large", 413, "The body is too large", "Send less; the detail names the limit.")
        case .unsupportedMediaType:
            Row(
                "unsupported-media-type", 415, "The media type is not supported",
                "Send Content-Type: application/json, in UTF-8.")
        case .invalidBody:
            Row(
                "invalid-body", 422, "The body cannot be accepted",
                "Send a JSON object as /openapi.json describes it.")
        case .invalidField:
            Row(
                "invalid-field", 422, "A field cannot be accepted",
                "Correct the field that is named; the detail says what may stand there.")
        case .tooManyRequests:
            Row(
                "too-many-requests", 429, "Too many requests",
                "Wait for the seconds in Retry-After, then send the request again; nothing was done.")
        case .tooManyStreams:
            Row(
                "too-many-streams", 429, "Too many open streams",
                "Close a stream that is no longer read; one of events can carry all kinds, and a large export can be a file."
            )
        case .tooManyExports:
            Row(
                "too-many-exports", 429, "Too many exports are under way",
                "Wait for one of them to be ready, or cancel it with DELETE.")
        case .exportNotReady:
            Row(
                "export-not-ready", 409, "The file is not made yet",
                "Ask GET /v1/exports/{id} until its state is ready; progress tells how far it is.")
        case .exportGone:
            Row(
                "export-gone", 410, "The file is there no more",
                "Ask for a new export; its order can be sent again as it is.")
        case .rangeNotSatisfiable:
            Row(
                "range-not-satisfiable", 416, "The file has no such bytes",
                "Ask for bytes before the length that Content-Range names, or for the whole file.")
        case .webhookInactive:
            Row(
                "webhook-inactive", 409, "The webhook is not active",
                "Activate it with PATCH and active: true, then try again.")
        case .transferCodingUnsupported:
            Row(
                "transfer-coding-unsupported", 501, "The transfer coding is not supported",
                "Send the body with a Content-Length, or with Transfer-Encoding: chunked and nothing else.")
        case .internalError:
            Row(
                "internal-error", 500, "Something went wrong on the server",
                "Try again; the instance identifies the request in the server's log.")
        case .unavailable:
            Row(
                "unavailable", 503, "Not available just now",
                "Try again after the seconds in Retry-After; an Idempotency-Key makes that safe.")
        }
    }
}
