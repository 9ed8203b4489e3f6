package import Domain
package import HTTPTypes
package import Hummingbird

extension Response {
    /// An answer with a JSON body, ended by a line break so that it reads well in a terminal.
    package static func json(_ json: JSON, status: HTTPResponse.Status = .ok, headers: HTTPFields = [:]) -> Response {
        .text(json.text() + "\n", type: "application/json", status: status, headers: headers)
    }

    /// An answer with a text as its body.
    ///
    /// - Parameter type: the media type with its parameters.
    package static func text(
        _ text: String, type: String, status: HTTPResponse.Status = .ok, headers: HTTPFields = [:]
    ) -> Response {
        var headers = headers
        headers[.contentType] = type
        return Response(status: status, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
    }
}
