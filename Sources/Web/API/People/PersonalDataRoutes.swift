import Domain
import HTTPTypes
import Hummingbird
import Workflow

/// What people may ask of the desk about themselves.
enum PersonalDataRoutes {
    static let all = [
        Route(
            .get,
            "/v1/members/{id}/personal-data",
            .act(.seePersonalData),
            "Export all that the desk has of a member.",
            handler: member
        ),
        Route(
            .post,
            "/v1/members/{id}/erasure",
            .act(.erasePersonalData),
            "Erase a member's name and address for good; what they did stays.",
            body: DeactivationBody.self,
            handler: eraseMember
        ),
        Route(
            .get,
            "/v1/personal-data",
            .act(.seePersonalData),
            "Export the correction requests that somebody sent, by their name or contact.",
            query: ["requester"],
            handler: requester
        ),
        Route(
            .post,
            "/v1/personal-data/erasure",
            .act(.erasePersonalData),
            "Erase somebody's name and contact from the correction requests that they sent.",
            body: RequesterErasure.self,
            handler: eraseRequester
        ),
    ]

    private static func member(_ call: Call) async throws -> Response {
        .json(try await call.desk.personalData(of: try call.id("member"), for: try call.principal))
    }

    private static func eraseMember(_ call: Call) async throws -> Response {
        let id = try call.id("member", of: Member.self)
        let reason = try call.read(DeactivationBody.self).reason
        return try await call.change {
            try await call.desk.erase(id, reason: reason, by: $0)
        } answer: {
            .json($0.json, headers: [.eTag: RevisionTag.text($0.revision)])
        }
    }

    private static func requester(_ call: Call) async throws -> Response {
        // Of nobody there is nothing.
        var requests: [CorrectionRequest] = []
        if let requester = try call.query.text("requester") {
            requests = try await call.desk.requests(of: requester, for: try call.principal)
        }
        return .json(["items": JSON(requests.map(\.json)), "next": nil])
    }

    private static func eraseRequester(_ call: Call) async throws -> Response {
        let body = try call.read(RequesterErasure.self)
        return try await call.change {
            try await call.desk.eraseRequester(body.requester, reason: body.reason, by: $0)
        } answer: { erased in
            .json(["requests": JSON(erased.map(JSON.init))])
        }
    }
}

/// Whose name and contact are to go, and why.
package struct RequesterErasure: JSONBody {
    package enum Field: String, CaseIterable, Sendable { case requester, reason }

    package let requester: String
    package let reason: String

    package init(_ fields: Fields<Field>) throws {
        requester = try fields.text(.requester) ?? fields.missing(.requester)
        try Input.text(requester, fields.field(.requester), limit: 500)
        reason = try fields.remark(.reason) ?? fields.missing(.reason)
    }
}
