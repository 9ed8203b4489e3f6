package import Domain
package import HTTPTypes
package import Hummingbird
import NIOCore
package import Workflow

extension Response {
    /// An answer with a JSON body, ended by a line break so that it reads well in a terminal.
    package static func json(_ json: JSON, status: HTTPResponse.Status = .ok, headers: HTTPFields = [:]) -> Response {
        .text(json.text() + "\n", type: "application/json", status: status, headers: headers)
    }

    /// The same of what many get: its bytes are made once.
    package static func json<Value>(_ shared: Shared<Value>, _ json: (Value) -> JSON) -> Response {
        let bytes = shared.made { ByteBuffer(string: json($0).text() + "\n") }
        return Response(
            status: .ok, headers: [.contentType: "application/json"], body: ResponseBody(byteBuffer: bytes))
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
