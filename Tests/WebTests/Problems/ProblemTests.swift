import Domain
import Foundation
import HTTPTypes
import Rendering
import Samples
import Testing
import Workflow

@testable import Web

struct ProblemTests {
    /// What a new desk's gates say of a verdict without evidence.
    private static let heldBack = PublicationGates().held(
        by: PublicationGates.Facts(
            evidence: [], rating: Rating(key: "true", label: "True", value: 1, offScale: false, colour: nil), scale: [],
            claimant: Claimant(name: nil, kind: .article, quotation: nil), replyAttempts: 0))

    @Test(
        arguments: [
            (InputError("evidence[1].url", "must be a URL"), .invalidField, "evidence[1].url must be a URL."),
            (NotFound("article"), .notFound, "There is no such article on this desk."),
            (AccessError.missing, .keyMissing, "Bearer cd_"), (AccessError.unknown, .keyUnknown, "no such key"),
            (AccessError.revoked, .keyRevoked, "revoked"),
            (AccessError.expired(at: Date(timeIntervalSince1970: 0)), .keyExpired, "1970-01-01T00:00:00.000Z"),
            (AccessError.forbidden(needs: [.editor, .admin]), .forbidden, "role editor or admin"),
            (LeaseError.lost(.expired, draftKept: true), .leaseLost, "has run out"),
            (LeaseError.lost(.expired, draftKept: true), .leaseLost, "kept as a draft"),
            (LeaseError.lost(.released, draftKept: false, why: "gone home"), .leaseLost, "given back: “gone home”."),
            (LeaseError.lost(.skipped, draftKept: false), .leaseLost, "The claim was skipped."),
            (LeaseError.wrongToken(until: Date(timeIntervalSince1970: 0)), .wrongToken, "not the token"),
            (LeaseError.submitted(.sample(by: 1), draftKept: false), .alreadySubmitted, "is in"),
            (LeaseError.tooManyLive(limit: 20), .tooManyLeases, "20 live leases"),
            (
                ClaimError.wrongState(.published, wanted: .dismissed), .wrongState,
                "published and cannot become dismissed"
            ),
            (ClaimError.notEditable(.decided), .notEditable, "decided"),
            (ClaimError.changedMeanwhile(revision: 4), .changedMeanwhile, "\"4\""),
            (ClaimError.reviewsAlreadyGiven, .reviewsAlreadyGiven, "More reviews than that"),
            (ClaimError.underReview, .reviewsAlreadyGiven, "Somebody holds the claim"),
            (
                ClaimError.notMergeable(into: .merged, mergedInto: nil), .wrongState,
                "The claim to merge into is merged itself."
            ),
            (
                LeaseError.lost(.withdrawn, draftKept: true, why: "The article was withdrawn."), .leaseLost,
                "The article was withdrawn. What was written is kept as a draft."
            ),
            (
                EmbargoError.embargoed(until: Date(timeIntervalSince1970: 0)), .embargoed,
                "until 1970-01-01T00:00:00.000Z"
            ), (ChangedMeanwhile("list of rules", revision: 7), .changedMeanwhile, "\"7\""),
            (VerdictError.ownReview, .ownReview, "overrideReason"),
            (VerdictError.reviewsMissing(required: 2), .reviewsMissing, "all 2 required"),
            (VerdictError.reviewsMissing(required: 1), .reviewsMissing, "The required review"),
            (MemberError.erased, .memberErased, "erased"),
            (VerdictError.reviewReturned, .reviewReturned, "returned to its reviewer"),
            (VerdictError.held(heldBack), .evidenceMissing, "0 of 1 items of evidence"),
            (LedgerError.answered(.noChange), .answered, "no_change"),
            (ReplyError.answered, .answered, "another attempt"),
            (LedgerError.notPublic(.agreed), .wrongState, "agreed"), (LedgerError.sameVerdict, .sameVerdict, "already"),
            (ReviewError.superseded, .reviewSuperseded, "replaced or withdrawn"),
            (ReviewError.settled(.published), .wrongState, "published"),
            (EvidenceError.cited, .evidenceFixed, "cites"), (EvidenceError.pageIsThere, .invalidField, "page"),
            (MemberError.lastAdmin, .lastAdmin, "last active administrator"),
            (KeyError.revoked, .keyNotLive, "revoked"), (KeyError.expired, .keyNotLive, "expired"),
            (ChangedMeanwhile("member", revision: 4), .changedMeanwhile, "The member was changed"),
            (Unavailable(reason: "password is hunter2"), .unavailable, "try again"),
            (CancellationError(), .unavailable, "shutting down"),
        ] as [(any Error, ProblemKind, String)])
    func everyErrorHasItsKind(error: any Error, kind: ProblemKind, detail: String) {
        let problem = Problem(error)
        #expect(problem.kind == kind)
        #expect(problem.detail.contains(detail), "\(problem.detail)")
        #expect(!problem.detail.contains("hunter2"))
    }

    @Test func anUnknownErrorSaysNothingOfItself() {
        struct Odd: Error { let secret = "SELECT hunter2" }
        let problem = Problem(Odd())
        #expect(problem.kind == .internalError)
        #expect(!problem.json(publicURL: "", requestID: "r").text().contains("hunter2"))
    }

    @Test func theDocumentHasTheMembersOfRFC9457() {
        let json = Problem(LeaseError.lost(.expired, draftKept: true)).json(
            publicURL: "https://desk.example.org", requestID: "r1")
        #expect(
            json.members.map(\.name)
                == ["type", "title", "status", "detail", "ending", "draftKept", "instance"])
        #expect(json["type"] == "https://desk.example.org/problems/lease-lost")
        #expect(json["status"] == 409)
        #expect(json["draftKept"] == true)
        #expect(json["instance"] == "r1")
    }

    @Test func headersGoWithTheProblem() {
        #expect(Problem(AccessError.missing).headers[.wwwAuthenticate] == "Bearer realm=\"claimdesk\"")
        #expect(Problem(AccessError.revoked).headers[.wwwAuthenticate]?.contains("invalid_token") == true)
        #expect(Problem(EmbargoError.embargoed(until: Date())).headers[.retryAfter] == "1")
        #expect(Problem(Unavailable(reason: "")).headers[.retryAfter] == "1")
        #expect(Problem(ClaimError.changedMeanwhile(revision: 4)).headers[.eTag] == "\"4\"")
        #expect(Problem(ChangedMeanwhile("desk", revision: 7)).headers[.eTag] == "\"7\"")
    }

    @Test func everyKindHasASlugOfItsOwn() {
        let slugs = ProblemKind.allCases.map(\.slug)
        #expect(Set(slugs).count == slugs.count)
        for (kind, slug) in zip(ProblemKind.allCases, slugs) {
            #expect(ProblemKind(slug: slug) == kind)
            #expect(slug.wholeMatch(of: /[a-z0-9]+(-[a-z0-9]+)*/) != nil, "\(slug)")
        }
        #expect(ProblemKind(slug: "not-a-kind") == nil)
    }

    @Test(arguments: ProblemKind.allCases)
    func everyKindIsExplained(kind: ProblemKind) {
        #expect((400...599).contains(kind.status))
        let page = ProblemsPage([kind.explained], title: kind.title).html
        #expect(page.contains("<code>\(kind.slug)</code>, status \(kind.status)"))
        #expect(!kind.remedy.isEmpty && !kind.title.isEmpty)
    }

    @Test(
        arguments: [
            ("abc-123", "abc-123"), (String(repeating: "x", count: 128), String(repeating: "x", count: 128)),
            ("", nil), (String(repeating: "x", count: 129), nil), ("a b", nil), ("ü", nil), ("a\"b", nil), (nil, nil),
        ] as [(String?, String?)])
    func takesASaneRequestID(header: String?, id: String?) {
        let made = RequestRecord.id(header)
        if let id { #expect(made == id) } else { #expect(UUID(uuidString: made) != nil) }
    }
}
