import Domain
import Rendering
import Testing

@testable import Web

/// Holds answers against openapi.json: the status is one that the operation lists, the body has the shape it names.
enum Contract {
    static func check(_ reply: Reply, to method: String, _ path: String, _ location: SourceLocation) {
        guard let operation = operation(method, path) else { return }
        guard let response = operation["responses"]?[String(reply.status)] else {
            // What the server cannot foresee is listed nowhere.
            if reply.status != 500 {
                Issue.record(
                    "\(method) \(path): \(reply.status) is not in openapi.json: \(reply.text)", sourceLocation: location
                )
            }
            return
        }
        let type = reply.headers["content-type"]?.split(separator: ";").first.map(String.init) ?? ""
        guard type.hasSuffix("json"), type != "application/x-ndjson",
            let schema = OpenAPI.resolve(response)["content"]?[type]?["schema"]
        else {
            return
        }
        do {
            for mistake in mistakes(in: try reply.json, by: schema, at: "body") {
                Issue.record("\(method) \(path) \(reply.status): \(mistake)", sourceLocation: location)
            }
        } catch {
            Issue.record(error, "\(method) \(path) \(reply.status): \(reply.text)", sourceLocation: location)
        }
    }

    /// The operation that a request belongs to; nil when there is none.
    static func operation(_ method: String, _ path: String) -> JSON? {
        let parts = path.split(separator: "?")[0].split(separator: "/")
        let match = templates.first { template in
            template.parts.count == parts.count
                && zip(template.parts, parts).allSatisfy { $0.hasPrefix("{") || $0 == $1 }
        }
        return match?.operations[method.lowercased()]
    }

    private static let templates = (OpenAPI.document["paths"]?.members ?? []).map {
        (parts: $0.name.split(separator: "/"), operations: $0.value)
    }
}
