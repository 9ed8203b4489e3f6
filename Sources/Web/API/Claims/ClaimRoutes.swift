import Domain
import HTTPTypes
import Hummingbird
import Workflow

/// Claims: found by the worker or added by hand, edited and triaged by editors.
enum ClaimRoutes {
    static let all = [
        Route(
            .post,
            "/v1/articles/{id}/claims",
            .act(.addClaim),
            "Add a claim by hand, at its place or with its source.",
            body: ClaimAddition.self,
            handler: add
        ),
        Route(
            .get,
            "/v1/claims",
            .act(.seeClaims),
            "Search the desk's claims.",
            query: ["status", "q", "claimant", "minScore", "appearance"] + Route.paging,
            searchedBy: ["q", "claimant"],
            reading: .together,
            handler: list
        ),
        Route(
            .get,
            "/v1/claims/{id}",
            .act(.seeClaims),
            "Read a claim with the reviews that you may see and its verdict.",
            handler: show
        ),
        Route(
            .patch,
            "/v1/claims/{id}",
            .act(.edit),
            "Edit a claim's statement, claimant, kind, priority or required reviews.",
            body: ClaimChange.self,
            handler: edit
        ),
        Route(
            .put,
            "/v1/claims/{id}/appearance",
            .act(.noteAppearance),
            "Say what has become of a claim's words in its article since they were checked.",
            body: AppearanceDecision.self,
            handler: noteAppearance
        ),
        Route(
            .post,
            "/v1/claims/{id}/triage",
            .act(.triage),
            "Decide whether a claim is queued for review, dismissed, merged into another or split.",
            body: TriageBody.self,
            handler: triage
        ),
        Route(
            .get,
            "/v1/claims/{id}/triage",
            .act(.seeTriage),
            "List what was decided about a claim's place in the queue, by whom or by which rule.",
            query: Route.paging,
            handler: triageLog
        ),
    ]

    private static func list(_ call: Call) async throws -> Response {
        let filter = ClaimFilter(
            status: try call.query.word("status"),
            query: try call.query.text("q"),
            claimant: try call.query.text("claimant"),
            minimumScore: try call.query.number("minScore", in: 0...1),
            appearance: try call.query.word("appearance")
        )
        return .json(try await call.desk.claims(filter, try call.query.page(), for: try call.principal)) {
            $0.json(\.json)
        }
    }

    private static func show(_ call: Call) async throws -> Response {
        answer(try await call.desk.claim(try call.id("claim"), for: try call.principal)).response
    }

    private static func add(_ call: Call) async throws -> Response {
        let article = try call.id("article", of: Article.self)
        let addition = try call.read(ClaimAddition.self)
        return try await call.change {
            try await call.desk.addClaim(addition, to: article, by: $0)
        } answer: { detail in
            .json(
                detail.json, status: .created,
                headers: [
                    .location: "/v1/claims/\(detail.claim.id)", .eTag: RevisionTag.text(detail.claim.revision),
                ])
        }
    }

    private static func edit(_ call: Call) async throws -> Response {
        let id = try call.id("claim", of: Claim.self)
        let revision = try RevisionTag.required(by: call.request.headers)
        let change = try call.read(ClaimChange.self)
        return try await call.change(
            {
                try await call.desk.edit(id, change, ifRevision: revision, by: $0)
            }, answer: answer)
    }

    private static func noteAppearance(_ call: Call) async throws -> Response {
        let id = try call.id("claim", of: Claim.self)
        let revision = try RevisionTag.required(by: call.request.headers)
        let decision = try call.read(AppearanceDecision.self)
        return try await call.change(
            {
                try await call.desk.noteAppearance(decision, of: id, ifRevision: revision, by: $0)
            }, answer: answer)
    }

    private static func triage(_ call: Call) async throws -> Response {
        let id = try call.id("claim", of: Claim.self)
        let body = try call.read(TriageBody.self)
        return try await call.change(
            {
                try await call.desk.triage(id, body.order, reason: body.reason, by: $0)
            }, answer: answer)
    }

    private static func triageLog(_ call: Call) async throws -> Response {
        let id = try call.id("claim", of: Claim.self)
        return .json(try await call.desk.triageLog(of: id, try call.query.page(), for: try call.principal).json(\.json))
    }

    private static func answer(_ detail: ClaimDetail) -> SentAnswer {
        .json(detail.json, headers: [.eTag: RevisionTag.text(detail.claim.revision)])
    }
}
