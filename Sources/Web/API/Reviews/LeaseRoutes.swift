import Domain
import HTTPTypes
import Hummingbird
import Workflow

/// Leases: what a reviewer does with a claim that they hold.
enum LeaseRoutes {
    static let all = [
        Route(
            .get, "/v1/leases/{id}", .act(.seeLease), "Read a lease of your own, with all that its take showed.",
            handler: show),
        Route(
            .post,
            "/v1/leases/{id}/renew",
            .act(.renew),
            "Hold a claim longer.",
            body: LeaseBody.self,
            handler: renew
        ),
        Route(
            .post,
            "/v1/leases/{id}/release",
            .act(.release),
            "Give a claim back to the queue.",
            body: LeaseBody.self,
            handler: release
        ),
        Route(
            .post,
            "/v1/leases/{id}/skip",
            .act(.skip),
            "Give a claim back and never be offered it again.",
            body: LeaseBody.self,
            handler: skip
        ),
        Route(
            .put,
            "/v1/leases/{id}/draft",
            .act(.saveDraft),
            "Save what is written so far.",
            body: DraftBody.self,
            handler: saveDraft
        ),
        Route(
            .post,
            "/v1/leases/{id}/review",
            .act(.review),
            "Submit the review of a claim that is held.",
            body: ReviewBody.self,
            handler: review
        ),
    ]

    private static func show(_ call: Call) async throws -> Response {
        let id = try call.id("lease", of: Lease.self)
        return .json(try await call.desk.lease(id, for: try call.principal).json)
    }

    private static func renew(_ call: Call) async throws -> Response {
        let id = try call.id("lease", of: Lease.self)
        let token = try call.read(LeaseBody.self).token
        return try await call.change {
            try await call.desk.renew(id, token: token, by: $0)
        } answer: {
            .json($0.json)
        }
    }

    private static func release(_ call: Call) async throws -> Response {
        let id = try call.id("lease", of: Lease.self)
        let body = try call.read(LeaseBody.self)
        return try await call.change {
            try await call.desk.release(id, token: body.token, reason: body.reason, by: $0)
        } answer: {
            .json($0.json)
        }
    }

    private static func skip(_ call: Call) async throws -> Response {
        let id = try call.id("lease", of: Lease.self)
        let body = try call.read(LeaseBody.self)
        return try await call.change {
            try await call.desk.skip(id, token: body.token, reason: body.reason, by: $0)
        } answer: {
            .json($0.json)
        }
    }

    private static func saveDraft(_ call: Call) async throws -> Response {
        let id = try call.id("lease", of: Lease.self)
        let body = try call.read(DraftBody.self)
        return try await call.change {
            try await call.desk.saveDraft(id, token: body.token, body.content, by: $0)
        } answer: {
            .json($0.json)
        }
    }

    private static func review(_ call: Call) async throws -> Response {
        let id = try call.id("lease", of: Lease.self)
        let body = try call.read(ReviewBody.self)
        return try await call.change {
            try await call.desk.review(id, token: body.token, body.input, by: $0)
        } answer: { receipt in
            .json(
                receipt.json,
                status: .created,
                headers: [.location: "/v1/claims/\(receipt.review.claimID)"]
            )
        }
    }
}
