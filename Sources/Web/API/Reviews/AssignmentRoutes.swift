package import Domain
import HTTPTypes
import Hummingbird
import Workflow

/// Assignments: claims that an editor gives to a reviewer.
enum AssignmentRoutes {
    static let all = [
        Route(
            .get, "/v1/claims/{id}/assignments", .act(.seeAssignments), "List to whom a claim was given.",
            handler: ofClaim),
        Route(
            .post, "/v1/claims/{id}/assignments", .act(.assign), "Give a claim to a reviewer.",
            body: Assignment.Input.self, handler: assign),
        Route(
            .get, "/v1/assignments", .act(.seeOwnAssignments), "List what you were given and have not done.",
            query: Route.paging, handler: own),
        Route(
            .post, "/v1/assignments/{id}/withdrawal", .act(.withdrawAssignment), "Take a claim back from a reviewer.",
            body: ReasonBody.self, handler: withdraw),
    ]

    private static func ofClaim(_ call: Call) async throws -> Response {
        let id = try call.id("claim", of: Claim.self)
        let assignments = try await call.desk.assignments(of: id, for: try call.principal)
        return .json(["items": JSON(assignments.map(\.json)), "next": nil])
    }

    private static func assign(_ call: Call) async throws -> Response {
        let id = try call.id("claim", of: Claim.self)
        let input = try call.read(Assignment.Input.self)
        return try await call.change {
            try await call.desk.assign(id, input, by: $0)
        } answer: {
            .json($0.json, status: .created, headers: [.location: "/v1/claims/\(id)/assignments"])
        }
    }

    private static func own(_ call: Call) async throws -> Response {
        .json(try await call.desk.ownAssignments(try call.query.page(), for: try call.principal).json(\.json))
    }

    private static func withdraw(_ call: Call) async throws -> Response {
        let id = try call.id("assignment", of: Assignment.self)
        let reason = try call.read(ReasonBody.self).reason
        return try await call.change {
            try await call.desk.withdrawAssignment(id, reason: reason, by: $0)
        } answer: {
            .json($0.json)
        }
    }
}

extension Assignment.Input: JSONBody {
    package enum Field: String, CaseIterable, Sendable { case memberId, dueAt }

    package init(_ fields: Fields<Field>) throws {
        self.init(memberID: try fields.id(.memberId) ?? fields.missing(.memberId), dueAt: try fields.time(.dueAt))
    }
}
