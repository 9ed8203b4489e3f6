import Assets
package import Domain

/// The API's description, joined from the parts in Resources/openapi: one file a noun for paths and schemas, so that two
/// branches seldom meet in one. What a text must look like stands once, in patterns.json; the parts name it
/// (`"pattern": "line"`), and the document has the expression.
package enum OpenAPI {
    /// The document's text, indented by two spaces.
    package static let text = document.text(pretty: true) + "\n"

    /// The document with its members in the order in which they were written.
    package static let document: JSON = {
        do {
            return try joined()
        } catch {
            preconditionFailure("the binary is built with the parts of the description, which tests join: \(error)")
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

    /// Where the parts stand in the repository.
    private static let folder = "Sources/Web/Resources/openapi"

    /// The description as its files make it: `info` as it stands, then the paths, then the components with schemas last.
    ///
    /// - Throws: `OpenAPIPartError`, or `JSONSyntaxError` for a file that is not JSON.
    private static func joined() throws -> JSON {
        let order = JSON.object(try members(of: "order"))
        var components = try ["securitySchemes", "parameters", "responses"].map { name in
            JSON.Member(name, .object(try members(of: "components/\(name)")))
        }
        components.append(JSON.Member("schemas", try joined("schemas", order)))
        let patterns = JSON.object(try members(of: "patterns"))
        return .object(
            try members(of: "info") + [
                JSON.Member("paths", try written(out: try joined("paths", order), patterns)),
                JSON.Member("components", try written(out: .object(components), patterns)),
            ])
    }

    /// The same with the expressions of patterns in place of their names.
    private static func written(out json: JSON, _ patterns: JSON) throws -> JSON {
        switch json {
        case .array(let items): return .array(try items.map { try written(out: $0, patterns) })
        case .object(let members):
            return .object(
                try members.map { member in
                    guard member.name == "pattern", let name = member.value.string, !name.hasPrefix("^") else {
                        return JSON.Member(member.name, try written(out: member.value, patterns))
                    }
                    guard let pattern = patterns[name] else { throw OpenAPIPartError.unknownPattern(name) }
                    return JSON.Member(member.name, pattern)
                })
        default: return json
        }
    }

    /// The members of all files in a folder.
    private static func joined(_ kind: String, _ order: JSON) throws -> JSON {
        let parts = try Asset.names(in: "\(folder)/\(kind)").map { path in
            let name = String(path.dropFirst("\(folder)/".count).dropLast(".json".count))
            return OpenAPIPart(name: name, members: try members(of: name))
        }
        return .object(try OpenAPIPart.joined(parts, beginning: order[kind]?.items.compactMap(\.string) ?? []))
    }

    private static func members(of name: String) throws -> [JSON.Member] {
        guard let text = Asset.text("\(folder)/\(name).json"),
            case .object(let members) = try JSON(reading: Array(text.utf8))
        else { throw OpenAPIPartError.noObject(part: name) }
        return members
    }
}
