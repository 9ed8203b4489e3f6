package import Domain
import HTTPTypes
import Hummingbird
import Workflow

/// Words that are off the desk's public forms.
enum RemovalRoutes {
    static let all = [
        Route(
            .get, "/v1/removals", .act(.seeRemovals), "List the words that were taken off the desk's public forms.",
            query: Route.paging, handler: list),
        Route(
            .post, "/v1/removals", .act(.removeWords), "Take words off every public form of the desk at once.",
            body: Removal.Input.self, handler: remove),
        Route(
            .post, "/v1/removals/{id}/lifting", .act(.liftRemoval), "Let removed words stand in public again.",
            body: LiftingBody.self, handler: lift),
    ]

    private static func list(_ call: Call) async throws -> Response {
        .json(try await call.desk.removals(try call.query.page(), for: try call.principal).json(\.json))
    }

    private static func remove(_ call: Call) async throws -> Response {
        let input = try call.read(Removal.Input.self)
        return try await call.change {
            try await call.desk.removeWords(input, by: $0)
        } answer: {
            .json($0.json, status: .created)
        }
    }

    private static func lift(_ call: Call) async throws -> Response {
        let id = try call.id("removal", of: Removal.self)
        let body = try call.read(LiftingBody.self)
        return try await call.change {
            try await call.desk.liftRemoval(id, reason: body.reason, by: $0)
        } answer: {
            .json($0.json)
        }
    }
}

extension Removal.Input: JSONBody {
    package enum Field: String, CaseIterable, Sendable { case words, reason }

    package init(_ fields: Fields<Field>) throws {
        self.init(
            words: try fields.text(.words) ?? fields.missing(.words),
            reason: try fields.text(.reason) ?? fields.missing(.reason))
    }
}

/// Why words that were removed may stand again.
package struct LiftingBody: JSONBody {
    package enum Field: String, CaseIterable, Sendable { case reason }

    package let reason: String

    package init(_ fields: Fields<Field>) throws { reason = try fields.remark(.reason) ?? fields.missing(.reason) }
}
