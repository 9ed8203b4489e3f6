import Domain
import HTTPTypes
import Hummingbird
import Rendering
import Workflow

/// The public's routes: pages and feeds of what a desk has published. Without a key, without a script.
enum PublicRoutes {
    /// - Parameter publicURL: see `ServerSettings`.
    static func all(publicURL: String) -> [Route] {
        func route(
            _ path: String, _ summary: String, query: [String] = [], searchedBy: [String] = [],
            _ handler: @escaping @Sendable (Call, PublicVisit) async throws -> Response
        ) -> Route {
            Route(.get, path, .open, summary, query: query, forgivesQuery: true, searchedBy: searchedBy) { call in
                try await handler(call, PublicVisit(call, publicURL: publicURL))
            }
        }
        return [
            route(
                "/desk/{slug}", "Read a desk's published verdicts as a page.", query: ["q", "rating", "cursor"],
                searchedBy: ["q", "rating"], desk),
            route("/desk/{slug}/claims/{id}", "Read a published verdict as a page.") { call, visit in
                visit.page(try await call.desk.publicVerdict(try id(call), visit.request)) { desk, verdict, site in
                    site.page(verdict, namesWhoDecided: desk.policy.publicNames)
                }
            },
            route("/desk/{slug}/articles/{id}", "Read the report of a checked article as a page.") { call, visit in
                visit.page(try await call.desk.publicReport(try id(call), visit.request)) { $2.page($1) }
            },
            route("/desk/{slug}/method", "Read how a desk works.") { call, visit in
                visit.page(try await call.desk.publicMethod(visit.request)) { $2.page($1) }
            },
            route(
                "/desk/{slug}/feed.atom", "Follow a desk's published verdicts (Atom).", query: ["cursor"]
            ) { call, visit in
                let cursor = cursor(call)
                let answer = try await call.desk.verdictFeed(after: cursor, visit.request)
                return visit.feed(answer) { $1.feed($0, after: cursor, answer.stamp) }
            },
            route(
                "/desk/{slug}/corrections.atom", "Follow a desk's corrections (Atom).", query: ["cursor"]
            ) { call, visit in
                let cursor = cursor(call)
                let answer = try await call.desk.correctionFeed(after: cursor, visit.request)
                return visit.feed(answer) { $1.feed($0, after: cursor, answer.stamp) }
            },
        ]
    }

    private static func desk(_ call: Call, _ visit: PublicVisit) async throws -> Response {
        let search = PublicSearch(words: call.query.asSent("q"), rating: call.query.asSent("rating"))
        let answer = try await call.desk.publicDesk(search, after: cursor(call), visit.request)
        return visit.page(answer, policy: SecurityHeaders.searchPage) { $2.page($1) }
    }

    /// Whatever cannot be an id is not there, in the same words as what is not.
    static func id<Subject>(_ call: Call) throws -> Identifier<Subject> {
        guard let id = Identifier<Subject>(call.context.parameters.get("id") ?? "") else { throw NotFound("page") }
        return id
    }

    /// What no list gave out is no place in one: the list begins at its newest.
    private static func cursor(_ call: Call) -> Cursor? {
        guard let cursor = call.query.asSent("cursor").flatMap(Cursor.init(text:)), cursor.publicPlace != nil else {
            return nil
        }
        return cursor
    }
}
