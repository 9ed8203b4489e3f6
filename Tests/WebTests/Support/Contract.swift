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
        guard type.hasSuffix("json"), let schema = OpenAPI.resolve(response)["content"]?[type]?["schema"] else {
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
        let templates = OpenAPI.document["paths"]?.members ?? []
        let match = templates.first { template in
            let pattern = template.name.split(separator: "/")
            return pattern.count == parts.count && zip(pattern, parts).allSatisfy { $0.hasPrefix("{") || $0 == $1 }
        }
        return match?.value[method.lowercased()]
    }

    /// Where a value departs from a schema: type, enum, required and unknown members, items.
    static func mistakes(in value: JSON, by schema: JSON, at path: String) -> [String] {
        if schema["$ref"] != nil { return mistakes(in: value, by: OpenAPI.resolve(schema), at: path) }
        if let choices = schema["oneOf"]?.items {
            let each = choices.map { mistakes(in: value, by: $0, at: path) }
            return each.min { $0.count < $1.count } ?? []
        }
        let types = schema["type"]?.string.map { [$0] } ?? schema["type"]?.items.compactMap(\.string) ?? []
        if !types.isEmpty, !types.contains(where: { isType(value, $0) }) {
            return ["\(path) is \(value.typeName), not \(types.joined(separator: " or "))"]
        }
        if let allowed = schema["enum"]?.items, !allowed.contains(value) {
            return ["\(path) is \(value.text()), not one of \(allowed.map { $0.text() })"]
        }
        if let items = schema["items"] {
            return value.items.enumerated().flatMap { mistakes(in: $1, by: items, at: "\(path)[\($0)]") }
        }
        guard let properties = schema["properties"], case .object(let members) = value else { return [] }
        let names = members.map(\.name)
        let missing = (schema["required"]?.items.compactMap(\.string) ?? []).filter { !names.contains($0) }
        return missing.map { "\(path).\($0) is missing" }
            + members.flatMap { member -> [String] in
                guard let property = properties[member.name] else {
                    return schema["additionalProperties"] == .bool(false) ? ["\(path).\(member.name) is unknown"] : []
                }
                return mistakes(in: member.value, by: property, at: "\(path).\(member.name)")
            }
    }

    private static func isType(_ value: JSON, _ type: String) -> Bool {
        switch (value, type) {
        case (.null, "null"), (.bool, "boolean"), (.int, "integer"), (.int, "number"), (.double, "number"),
            (.string, "string"), (.array, "array"), (.object, "object"):
            true
        default: false
        }
    }
}
