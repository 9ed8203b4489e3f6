import Domain
import HTTPTypes
import Hummingbird
import Workflow

/// What everybody may read: pages and feeds of what a desk has published. Without a key, without a script.
enum PublicRoutes {
    /// - Parameter publicURL: see `ServerSettings`.
    static func all(publicURL: String) -> [Route] {
        func route(
            _ path: String, _ summary: String, query: [String] = [],
            _ handler: @escaping @Sendable (Call, PublicRequest) async throws -> Page
        ) -> Route {
            Route(.get, path, .open, summary, query: query, ignoresOtherQuery: true) { call in
                let page = try await handler(call, request(call, publicURL: publicURL))
                return response(page)
            }
        }
        return [
            route(
                "/desk/{slug}", "Read a desk's published verdicts as a page.", query: ["q", "rating", "cursor"], desk),
            route("/desk/{slug}/claims/{id}", "Read a published verdict as a page.") { call, request in
                Page(try await call.desk.publicVerdict(try id(call), request))
            },
            route("/desk/{slug}/articles/{id}", "Read the report of a checked article as a page.") { call, request in
                Page(try await call.desk.publicReport(try id(call), request))
            },
            route(
                "/desk/{slug}/feed.atom", "Follow a desk's published verdicts (Atom).", query: ["cursor"]
            ) { call, request in
                Page(try await call.desk.verdictFeed(after: try cursor(call), request), type: AtomFeed.mediaType)
            },
            route(
                "/desk/{slug}/corrections.atom", "Follow a desk's corrections (Atom).", query: ["cursor"]
            ) { call, request in
                Page(try await call.desk.correctionFeed(after: try cursor(call), request), type: AtomFeed.mediaType)
            },
        ]
    }

    /// An answer on its way out.
    private struct Page {
        let answer: PublicAnswer
        let type: String
        let policy: String?

        init(
            _ answer: PublicAnswer, type: String = "text/html; charset=utf-8",
            policy: String? = SecurityHeaders.page
        ) {
            self.answer = answer
            self.type = type
            self.policy = type == AtomFeed.mediaType ? nil : policy
        }
    }

    private static func desk(_ call: Call, _ request: PublicRequest) async throws -> Page {
        let search = try PublicSearch(
            words: try call.query.text("q", limit: PublicSearch.wordsLimit), rating: try call.query.text("rating"))
        return Page(
            try await call.desk.publicDesk(search, after: try cursor(call), request), policy: SecurityHeaders.searchPage
        )
    }

    private static func request(_ call: Call, publicURL: String) -> PublicRequest {
        let precondition = Precondition(call.request.headers)
        // From page to page a link needs no host, only the path under which a proxy has put the server.
        let path = publicURL.split(separator: "/", maxSplits: 2, omittingEmptySubsequences: false).last ?? ""
        let links = path.firstIndex(of: "/").map { String(path[$0...]) } ?? ""
        return PublicRequest(
            slug: call.context.parameters.get("slug") ?? "", server: call.server(publicURL: publicURL), links: links,
            isCurrent: precondition.isMet)
    }

    /// Whatever cannot be an id is not there, in the same words as what is not.
    private static func id<Subject>(_ call: Call) throws -> Identifier<Subject> {
        guard let id = Identifier<Subject>(call.context.parameters.get("id") ?? "") else { throw NotFound("page") }
        return id
    }

    private static func cursor(_ call: Call) throws -> Cursor? { try call.query.page().after }

    /// With what caches need to know; a page that they have keeps the policy it came with (RFC 9111 §3.2 has them take
    /// the headers of a 304).
    private static func response(_ page: Page) -> Response {
        let stamp = page.answer.stamp
        var headers: HTTPFields = [
            .eTag: "\"\(stamp.tag)\"", .lastModified: HTTPDate.text(stamp.changedAt),
            .cacheControl: "public, max-age=60",
        ]
        headers[.contentSecurityPolicy] = page.policy
        guard let text = page.answer.text else { return Response(status: .notModified, headers: headers) }
        return .text(text, type: page.type, headers: headers)
    }
}
