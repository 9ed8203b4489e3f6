import Domain
import HTTPTypes
import Hummingbird
import Workflow

/// Comments: what members say to each other about a claim.
enum CommentRoutes {
    static let all = [
        Route(
            .get, "/v1/claims/{id}/comments", .act(.seeComments), "List the comments on a claim that you may read.",
            query: Route.paging, handler: list),
        Route(
            .post, "/v1/claims/{id}/comments", .act(.comment), "Say something about a claim to the others.",
            body: RemarkBody.self, handler: add),
    ]

    private static func list(_ call: Call) async throws -> Response {
        let id = try call.id("claim", of: Claim.self)
        return .json(try await call.desk.comments(of: id, try call.query.page(), for: try call.principal).json(\.json))
    }

    private static func add(_ call: Call) async throws -> Response {
        let id = try call.id("claim", of: Claim.self)
        let text = try call.read(RemarkBody.self).text
        return try await call.change {
            try await call.desk.comment(text, on: id, by: $0)
        } answer: {
            .json($0.json, status: .created, headers: [.location: "/v1/claims/\(id)/comments"])
        }
    }
}

/// A text of one's own.
package struct RemarkBody: JSONBody {
    package enum Field: String, CaseIterable, Sendable { case text }

    package let text: String

    package init(_ fields: Fields<Field>) throws {
        text = try fields.remark(.text) ?? fields.missing(.text)
    }
}
