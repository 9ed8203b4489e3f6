import Assets
package import Domain

/// The API's description, as it stands in Resources/openapi.json.
package enum OpenAPI {
    package static let text: String = {
        guard let text = Asset.text("Sources/Web/Resources/openapi.json") else {
            preconditionFailure("the binary is built with openapi.json")
        }
        return text
    }()

    /// The document with its members in the order in which they were written.
    package static let document: JSON = {
        do {
            return try JSON(reading: Array(text.utf8))
        } catch {
            preconditionFailure("openapi.json is read by tests, and is not JSON: \(error)")
        }
    }()

    /// Follows a `$ref` within the document; anything else is itself.
    package static func resolve(_ json: JSON) -> JSON {
        guard let path = json["$ref"]?.string else { return json }
        let parts = path.split(separator: "/").dropFirst()
        return parts.reduce(document) { $0[String($1)] ?? .null }
    }

    /// The name behind a `$ref`: `Claim` for `#/components/schemas/Claim`.
    package static func name(_ json: JSON) -> String? {
        json["$ref"]?.string.flatMap { $0.split(separator: "/").last }.map(String.init)
    }
}
