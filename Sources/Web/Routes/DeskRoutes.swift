import Domain
import Hummingbird
import Workflow

/// The desk itself: its policy, its scales, its people.
enum DeskRoutes {
    static let all = [
        Route(.get, "/v1/scales", .member, "List the desk's rating scales, newest version of each.", handler: scales),
        Route(.get, "/v1/desk", .member, "Read the desk's name and policy.", handler: desk),
        Route(.get, "/v1/members", .roles([.admin, .auditor]), "List the desk's members.", handler: members),
    ]

    private static func scales(_ call: Call) async throws -> Response {
        .json(Page(items: try await call.desk.scales(for: try call.principal), next: nil).json(\.json))
    }

    private static func desk(_ call: Call) async throws -> Response {
        .json(try await call.desk.profile(for: try call.principal).json)
    }

    private static func members(_ call: Call) async throws -> Response {
        .json(Page(items: try await call.desk.members(for: try call.principal), next: nil).json(\.json))
    }
}
