import Domain
import HTTPTypes
package import Hummingbird
package import Logging
import ServiceLifecycle
import Workflow

/// A request whose body could not be read to its end: its connection is broken, or what came is not HTTP. The HTTP
/// layer answers it and closes the connection.
struct BrokenRequest: Error {
    let reason: any Error
}

/// Turns every error into a problem document; the only place where errors become answers.
package struct ProblemAnswers: RouterMiddleware {
    package typealias Context = DeskContext

    private let table: RouteTable
    private let publicURL: String
    private let logger: Logger

    package init(table: RouteTable, publicURL: String, logger: Logger) {
        self.table = table
        self.publicURL = publicURL
        self.logger = logger
    }

    package func handle(
        _ request: Request, context: DeskContext, next: (Request, DeskContext) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch let error as BrokenRequest {
            throw error.reason
        } catch {
            let problem = error is HTTPError ? table.problem(for: request.method, request.uri.path) : Problem(error)
            ProblemLog(logger: logger).log(error, problem, requestID: context.requestID)
            // People open public pages, and a link may be old; everything else here is for programs.
            // Whether or not it begins with more slashes than it should.
            if "/\(request.uri.path.drop { $0 == "/" })".hasPrefix(PublicAddress.root) {
                return problem.publicResponse(to: request, publicURL, context)
            }
            return problem.response(publicURL: publicURL, requestID: context.requestID)
        }
    }
}
