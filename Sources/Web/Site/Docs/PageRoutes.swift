import Domain
import HTTPTypes
import Hummingbird
import Rendering

/// The documentation, carried in the binary.
enum PageRoutes {
    static func all(publicURL: String) -> [Route] {
        [
            Route(.get, "/openapi.json", .open, "Read the API's description (OpenAPI 3.1).", handler: description),
            Route(.get, "/docs", .open, "Read the API's description as a page.", forgivesQuery: true) { _ in
                page(DocsPage.html)
            },
            Route(.get, "/", .open, "Find the documentation.", forgivesQuery: true) { _ in
                Response(status: .seeOther, headers: [.location: "/docs"])
            },
            Route(.get, "/problems", .open, "List every kind of problem.", forgivesQuery: true) { _ in
                page(ProblemsPage(ProblemKind.allCases.map(\.explained)).html)
            },
            Route(
                .get, "/problems/{slug}", .open, "Explain a kind of problem.", forgivesQuery: true, handler: problem),
        ]
    }

    private static func description(_ call: Call) async throws -> Response {
        .text(OpenAPI.text, type: "application/json")
    }

    private static func problem(_ call: Call) async throws -> Response {
        let slug = call.context.parameters.get("slug") ?? ""
        guard let kind = ProblemKind(slug: slug) else { throw NotFound("kind of problem") }
        return page(ProblemsPage([kind.explained], title: kind.title).html)
    }

    private static func page(_ html: String) -> Response {
        .text(html, type: "text/html; charset=utf-8", headers: [.contentSecurityPolicy: SecurityHeaders.page])
    }
}
