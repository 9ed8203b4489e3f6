import Domain
import HTTPTypes
import Hummingbird
import Rendering
import Workflow

/// Figures about the desk's work.
enum StatisticsRoutes {
    static let all = [
        Route(
            .get, "/v1/statistics", .act(.seeStatistics),
            "Show the desk's work over some days as JSON, CSV or a page with charts.",
            query: ["from", "to", "timeZone", "format"], handler: figures),
        Route(
            .get, "/v1/statistics/agreement", .act(.seeAgreement),
            "Tell how far reviewers agree beyond chance.", query: ["scale", "version", "kind", "since", "until"],
            handler: agreement),
    ]

    private static func agreement(_ call: Call) async throws -> Response {
        let scale = try call.query.id("scale", of: RatingScale.self)
        let version = try call.query.integer("version", in: 1...1_000_000)
        if scale == nil, version != nil { throw InputError("version", "needs the scale that it is a version of") }
        if scale != nil, version == nil { throw InputError("version", "is required with scale") }
        let answer = try await call.desk.agreement(
            on: scale.map { RatingScale.Reference(id: $0, version: version ?? 1) },
            kind: try call.query.word("kind"), since: try call.query.time("since"),
            until: try call.query.time("until"), for: try call.principal)
        return .json(answer.json)
    }

    private static func figures(_ call: Call) async throws -> Response {
        let format = try format(call)
        let figures = try await call.desk.figures(
            from: try day("from", call), to: try day("to", call),
            timeZone: try call.query.text("timeZone", limit: 50), for: try call.principal)
        var headers: HTTPFields = [.vary: "Accept"]
        switch format {
        case .json: return .json(figures.json, headers: headers)
        case .csv:
            let period = figures.period
            headers[.contentDisposition] = "attachment; filename=\"statistics-\(period.from)-\(period.to).csv\""
            return .text(figures.csv, type: ReportFormat.csv.mediaType, headers: headers)
        case .html:
            headers[.contentSecurityPolicy] = SecurityHeaders.page
            return .text(figures.html, type: ReportFormat.html.mediaType, headers: headers)
        }
    }

    private enum Format: String, FieldName {
        case json, csv, html
    }

    /// What the query asks for, else what the client accepts.
    private static func format(_ call: Call) throws -> Format {
        if let format = try call.query.word("format", Format.self) { return format }
        let accept = call.request.headers[values: .accept].joined(separator: ",")
        guard let liked = ReportFormat(accept: accept, among: [.json, .html, .csv]),
            let format = Format(rawValue: liked.rawValue)
        else {
            throw Problem(
                .notAcceptable, "There are application/json, text/csv and text/html; \(accept) is none of them.",
                field: "Accept")
        }
        return format
    }

    private static func day(_ name: String, _ call: Call) throws(InputError) -> Day? {
        guard let text = try call.query.text(name) else { return nil }
        guard let day = Day(text) else { throw InputError(name, "must be a day such as 2026-03-01 (RFC 3339)") }
        return day
    }
}
