import Domain
import HTTPTypes
package import Hummingbird

extension Problem {
    /// The answer as `application/problem+json`.
    package func response(publicURL: String, requestID: String) -> Response {
        var response = Response.json(
            json(publicURL: publicURL, requestID: requestID),
            status: .init(code: kind.status),
            headers: headers
        )
        response.headers[.contentType] = "application/problem+json"
        return response
    }
}
