import Domain
import HTTPTypes
import Hummingbird
import Workflow

/// What becomes of a published verdict, and what its claimant says to it.
enum LedgerRoutes {
    static let all = [
        Route(
            .get, "/v1/claims/{id}/verdicts", .act(.seeVerdicts), "List every version of a claim's verdict.",
            handler: verdicts),
        Route(
            .get, "/v1/claims/{id}/ledger", .act(.seeLedger), "List what was made public about a claim.",
            handler: ledger),
        Route(
            .post, "/v1/claims/{id}/pause", .act(.pause), "Leave a published verdict out of public forms.",
            body: LedgerBody.self, handler: { try await enter(.pause, $0) }),
        Route(
            .post, "/v1/claims/{id}/resumption", .act(.resume), "Show a paused verdict again.",
            body: LedgerBody.self, handler: { try await enter(.resumption, $0) }),
        Route(
            .post, "/v1/claims/{id}/retraction", .act(.retract), "Take a published verdict back.",
            body: LedgerBody.self, handler: { try await enter(.retraction, $0) }),
        Route(
            .post, "/v1/claims/{id}/reopening", .act(.reopen), "Check a claim anew whose verdict was retracted.",
            body: LedgerBody.self, handler: { try await enter(.reopening, $0) }),
        Route(
            .post, "/v1/claims/{id}/corrections", .act(.correct), "Decide about a published verdict.",
            body: CorrectionDecision.self, handler: correct),
        Route(
            .post, "/v1/claims/{id}/correction-requests", .act(.requestCorrection),
            "Record that somebody says a published verdict is wrong.", body: CorrectionRequest.Input.self,
            handler: request),
        Route(
            .get, "/v1/correction-requests", .act(.seeCorrectionRequests),
            "List correction requests, the newest first.",
            query: ["open"] + Route.paging, handler: requests),
        Route(
            .get, "/v1/claims/{id}/replies", .act(.seeReplies), "List the attempts to reach a claim's claimant.",
            handler: replies),
        Route(
            .post, "/v1/claims/{id}/replies", .act(.recordReply), "Record an attempt to reach the claimant.",
            body: ReplyAttempt.Input.self, handler: recordReply),
        Route(
            .post, "/v1/replies/{id}/answer", .act(.recordAnswer), "Record the claimant's answer.",
            body: ReplyAttempt.Answer.self, handler: recordAnswer),
    ]

    private static func verdicts(_ call: Call) async throws -> Response {
        let id = try call.id("claim", of: Claim.self)
        let claim = try await call.desk.claim(id, for: try call.principal).claim
        let verdicts = try await call.desk.verdicts(of: id, for: try call.principal)
        return .json([
            "items": JSON(
                verdicts.enumerated().map { place, verdict in
                    // Of a claim that was opened again all but a new one were retracted.
                    let isOld = claim.reopenedAt != nil && (place > 0 || claim.status.isOpen)
                    return verdict.json(of: isOld ? .retracted : claim.status)
                }), "next": nil,
        ])
    }

    private static func ledger(_ call: Call) async throws -> Response {
        let id = try call.id("claim", of: Claim.self)
        let entries = try await call.desk.ledger(of: id, for: try call.principal)
        return .json(["items": JSON(entries.map(\.json)), "next": nil])
    }

    private static func enter(_ kind: LedgerEntry.Kind, _ call: Call) async throws -> Response {
        let id = try call.id("claim", of: Claim.self)
        let body = try call.read(LedgerBody.self)
        return try await call.change {
            try await call.desk.enter(kind, of: id, publicText: body.publicText, reason: body.reason, by: $0)
        } answer: {
            .json($0.json, status: .created, headers: [.location: "/v1/claims/\(id)/ledger"])
        }
    }

    private static func correct(_ call: Call) async throws -> Response {
        let id = try call.id("claim", of: Claim.self)
        let decision = try call.read(CorrectionDecision.self)
        return try await call.change {
            try await call.desk.correct(id, decision, by: $0)
        } answer: {
            .json($0.json, status: .created, headers: [.location: "/v1/claims/\(id)/ledger"])
        }
    }

    private static func request(_ call: Call) async throws -> Response {
        let id = try call.id("claim", of: Claim.self)
        let input = try call.read(CorrectionRequest.Input.self)
        return try await call.change {
            try await call.desk.requestCorrection(input, of: id, by: $0)
        } answer: {
            .json($0.json, status: .created)
        }
    }

    private static func requests(_ call: Call) async throws -> Response {
        let open = try call.query.flag("open")
        let page = try await call.desk.correctionRequests(
            open: open, try call.query.page(), for: try call.principal)
        return .json(page.json(\.json))
    }

    private static func replies(_ call: Call) async throws -> Response {
        let id = try call.id("claim", of: Claim.self)
        let attempts = try await call.desk.replies(on: id, for: try call.principal)
        return .json(["items": JSON(attempts.map(\.json)), "next": nil])
    }

    private static func recordReply(_ call: Call) async throws -> Response {
        let id = try call.id("claim", of: Claim.self)
        let input = try call.read(ReplyAttempt.Input.self)
        return try await call.change {
            try await call.desk.recordReply(input, on: id, by: $0)
        } answer: {
            .json($0.json, status: .created)
        }
    }

    private static func recordAnswer(_ call: Call) async throws -> Response {
        let id = try call.id("contact attempt", of: ReplyAttempt.self)
        let answer = try call.read(ReplyAttempt.Answer.self)
        return try await call.change {
            try await call.desk.recordAnswer(answer, to: id, by: $0)
        } answer: {
            .json($0.json)
        }
    }
}
