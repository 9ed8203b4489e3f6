import Domain
import HTTPTypes
import Hummingbird
import Workflow

/// Figures about the desk's work.
enum StatisticsRoutes {
    static let all = [
        Route(
            .get, "/v1/statistics/agreement", .roles([.editor, .auditor, .admin]),
            "Tell how far reviewers agree beyond chance.", query: ["scale", "version", "kind", "since", "until"],
            handler: agreement)
    ]

    private static func agreement(_ call: Call) async throws -> Response {
        let scale = try call.query.id("scale", of: RatingScale.self)
        let version = try call.query.number("version", in: 1...1_000_000)
        if scale == nil, version != nil { throw InputError("version", "needs the scale that it is a version of") }
        if scale != nil, version == nil { throw InputError("version", "is required with scale") }
        let answer = try await call.desk.agreement(
            on: scale.map { RatingScale.Reference(id: $0, version: Int(version ?? 1)) },
            kind: try call.query.word("kind"), since: try call.query.time("since"),
            until: try call.query.time("until"), for: try call.principal)
        return .json(answer.json)
    }
}
