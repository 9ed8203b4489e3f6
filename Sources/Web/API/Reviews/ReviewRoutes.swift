import Domain
import HTTPTypes
import Hummingbird
import Workflow

/// Reviews after they were submitted: their versions, what is taken back and what is asked for again.
enum ReviewRoutes {
    static let all = [
        Route(
            .get, "/v1/claims/{id}/reviews", .act(.seeReviews), "List every version of a claim's reviews.",
            handler: history),
        Route(
            .get, "/v1/reviews", .act(.seeOwnReviews), "List your own reviews, and the verdicts that followed.",
            query: Route.paging, handler: own),
        Route(
            .get, "/v1/reviews/returned", .act(.seeReturnedReviews), "List what editors returned to you.",
            query: Route.paging, handler: returned),
        Route(
            .get, "/v1/drafts", .act(.seeDrafts), "List what you have written and not submitted.",
            query: Route.paging, handler: drafts),
        Route(
            .put, "/v1/reviews/{id}", .act(.replaceReview), "Replace your own review by a new version.",
            body: ReplacementBody.self, handler: replace),
        Route(
            .post, "/v1/reviews/{id}/withdrawal", .act(.withdrawReview), "Take your own review back.",
            body: ReasonBody.self, handler: withdraw),
        Route(
            .post, "/v1/reviews/{id}/return", .act(.returnReview), "Ask a reviewer to look again.",
            body: CommentBody.self, handler: giveBack),
    ]

    private static func history(_ call: Call) async throws -> Response {
        let id = try call.id("claim", of: Claim.self)
        let reviews = try await call.desk.reviewHistory(of: id, for: try call.principal)
        return .json(["items": JSON(reviews.map(\.json)), "next": nil])
    }

    private static func own(_ call: Call) async throws -> Response {
        .json(try await call.desk.ownReviews(try call.query.page(), for: try call.principal).json(\.json))
    }

    private static func returned(_ call: Call) async throws -> Response {
        .json(try await call.desk.returnedReviews(try call.query.page(), for: try call.principal).json(\.json))
    }

    private static func drafts(_ call: Call) async throws -> Response {
        .json(try await call.desk.drafts(try call.query.page(), for: try call.principal).json(\.json))
    }

    private static func replace(_ call: Call) async throws -> Response {
        let id = try call.id("review", of: Review.self)
        let body = try call.read(ReplacementBody.self)
        return try await call.change {
            try await call.desk.replaceReview(id, with: body.input, reason: body.reason, by: $0)
        } answer: {
            .json($0.json, status: .created, headers: [.location: "/v1/claims/\($0.review.claimID)"])
        }
    }

    private static func withdraw(_ call: Call) async throws -> Response {
        let id = try call.id("review", of: Review.self)
        let reason = try call.read(ReasonBody.self).reason
        return try await call.change {
            try await call.desk.withdrawReview(id, reason: reason, by: $0)
        } answer: {
            .json(["reviewId": JSON(id), "claimStatus": JSON($0)])
        }
    }

    private static func giveBack(_ call: Call) async throws -> Response {
        let id = try call.id("review", of: Review.self)
        let comment = try call.read(CommentBody.self).comment
        return try await call.change {
            try await call.desk.returnReview(id, comment: comment, by: $0)
        } answer: {
            .json($0.json, status: .created)
        }
    }
}
