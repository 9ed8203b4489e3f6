import HTTPTypes
package import Hummingbird

/// Headers that keep browsers from doing with an answer what it was not made for.
package struct SecurityHeaders: RouterMiddleware {
    package typealias Context = DeskContext

    /// For everything that is not a page; pages bring their own.
    private static let nothing = "default-src 'none'; frame-ancestors 'none'"
    /// For pages made on the server: a style in the page, nothing from elsewhere, no script.
    package static let page =
        "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

    /// The same with a form that leads to the server itself.
    package static let searchPage = page.replacing("form-action 'none'", with: "form-action 'self'")

    package init() {}

    package func handle(
        _ request: Request, context: DeskContext, next: (Request, DeskContext) async throws -> Response
    ) async throws -> Response {
        var response = try await next(request, context)
        response.headers[.xContentTypeOptions] = "nosniff"
        response.headers[.referrerPolicy] = "no-referrer"
        if response.headers[.contentSecurityPolicy] == nil {
            response.headers[.contentSecurityPolicy] = Self.nothing
        }
        // Answers differ from key to key and carry unpublished work: nothing is kept that does not say so itself, and of the API
        // nothing at all. By the route, since one route may be reached by paths that look unlike it.
        if response.headers[.cacheControl] == nil || context.endpointPath?.hasPrefix("/v1/") == true {
            response.headers[.cacheControl] = "no-store"
        }
        return response
    }
}
