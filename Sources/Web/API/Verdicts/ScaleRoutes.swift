import Domain
import HTTPTypes
import Hummingbird
import Workflow

/// Rating scales: versioned, so that old verdicts keep what they were given on.
enum ScaleRoutes {
    static let all = [
        Route(
            .get,
            "/v1/scales",
            .act(.seeScales),
            "List the desk's rating scales, newest version of each, the one in use first.",
            handler: list
        ),
        Route(
            .post,
            "/v1/scales",
            .act(.createScale),
            "Make a rating scale.",
            body: RatingScaleInput.self,
            handler: create
        ),
        Route(.get, "/v1/scales/{id}", .act(.seeScales), "Read a rating scale with all its versions.", handler: show),
        Route(
            .post,
            "/v1/scales/{id}/versions",
            .act(.addScaleVersion),
            "Make the next version of a rating scale.",
            body: RatingScaleInput.self,
            handler: addVersion
        ),
    ]

    private static func list(_ call: Call) async throws -> Response {
        .json(Page(items: try await call.desk.scales(for: try call.principal), next: nil).json(\.json))
    }

    private static func show(_ call: Call) async throws -> Response {
        answer(try await call.desk.scale(try call.id("rating scale"), for: try call.principal), status: .ok).response
    }

    private static func create(_ call: Call) async throws -> Response {
        let input = try call.read(RatingScaleInput.self)
        return try await call.change {
            try await call.desk.createScale(input, by: $0)
        } answer: {
            answer($0, status: .created)
        }
    }

    private static func addVersion(_ call: Call) async throws -> Response {
        let id = try call.id("rating scale", of: RatingScale.self)
        let version = try RevisionTag.required(by: call.request.headers)
        let input = try call.read(RatingScaleInput.self)
        return try await call.change {
            try await call.desk.addVersion(of: id, input, ifVersion: version, by: $0)
        } answer: {
            answer($0, status: .created)
        }
    }

    /// The ETag is the newest version's number.
    private static func answer(_ history: ScaleHistory, status: HTTPResponse.Status) -> SentAnswer {
        var headers: HTTPFields = [:]
        if let newest = history.newest {
            headers[.eTag] = RevisionTag.text(newest.version)
            if status == .created { headers[.location] = "/v1/scales/\(newest.id)" }
        }
        return .json(history.json, status: status, headers: headers)
    }
}
