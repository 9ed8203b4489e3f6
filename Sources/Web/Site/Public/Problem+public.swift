import HTTPTypes
import Hummingbird
import Rendering
import Workflow

extension Problem {
    /// The answer at a public address: a page for those who would rather have one, else the problem document. It tells
    /// nothing of what is there and not public, and is not kept: the page may come.
    func publicResponse(to request: Request, _ publicURL: String, _ context: DeskContext) -> Response {
        let accept = request.headers[values: .accept].joined(separator: ",")
        var response =
            ReportFormat(accept: accept) == .html
            ? page : self.response(publicURL: publicURL, requestID: context.requestID)
        response.headers[.cacheControl] = "no-store"
        response.headers[.vary] = "Accept"
        return response
    }

    private var page: Response {
        let html = PublicErrorPage(
            title: kind == .notFound ? "There is no such page" : kind.title,
            detail: kind == .notFound
                ? "Nothing is published at this address. Perhaps the address is not quite right." : detail
        ).html
        var headers = headers
        headers[.contentSecurityPolicy] = SecurityHeaders.page
        return .text(html, type: "text/html; charset=utf-8", status: .init(code: kind.status), headers: headers)
    }
}
