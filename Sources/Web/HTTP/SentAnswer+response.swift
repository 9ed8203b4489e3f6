package import Domain
package import HTTPTypes
package import Hummingbird

extension SentAnswer {
    /// An answer to a change, with a JSON body as `Response.json` has it.
    ///
    /// - Parameter headers: what they say of the answer, such as `Location` and `ETag`; nothing of the connection.
    package static func json(
        _ json: JSON, status: HTTPResponse.Status = .ok, headers: HTTPFields = [:]
    ) -> SentAnswer {
        SentAnswer(
            status: status.code,
            headers: Dictionary(headers.map { ($0.name.canonicalName, $0.value) }) { first, _ in first },
            body: json.text() + "\n")
    }

    /// An answer to a change of which there is nothing to say.
    package static let noContent = SentAnswer(status: HTTPResponse.Status.noContent.code, headers: [:], body: "")

    /// The answer, to be sent for the first time or again.
    package var response: Response {
        var fields = HTTPFields()
        for (name, value) in headers.sorted(by: { $0.key < $1.key }) {
            if let name = HTTPField.Name(name) { fields[name] = value }
        }
        let status = HTTPResponse.Status(code: status)
        if body.isEmpty { return Response(status: status, headers: fields) }
        return .text(body, type: "application/json", status: status, headers: fields)
    }
}
