import Domain
import HTTPTypes
import Hummingbird
import Workflow

/// The desk itself: its name, its policy, the scale in use.
enum DeskRoutes {
    static let all = [
        Route(.get, "/v1/desk", .act(.seeDesk), "Read the desk's name, policy and scale.", handler: show),
        Route(
            .patch,
            "/v1/desk",
            .act(.changeDesk),
            "Change the desk's name, policy or scale.",
            body: DeskChange.self,
            handler: change
        ),
    ]

    private static func show(_ call: Call) async throws -> Response {
        answer(try await call.desk.profile(for: try call.principal)).response
    }

    private static func change(_ call: Call) async throws -> Response {
        let revision = try RevisionTag.required(by: call.request.headers)
        let change = try call.read(DeskChange.self)
        return try await call.change(
            {
                try await call.desk.changeDesk(change, ifRevision: revision, by: $0)
            }, answer: answer)
    }

    private static func answer(_ desk: DeskProfile) -> SentAnswer {
        .json(desk.json, headers: [.eTag: RevisionTag.text(desk.revision)])
    }
}
