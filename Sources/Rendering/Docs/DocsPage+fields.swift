import Domain

extension DocsPage {
    /// A description cut at its blank lines.
    static func paragraphs(_ json: JSON?) -> [String] {
        (json?.string ?? "").split(separator: "\n\n").map { String($0) }
    }

    /// The name of a schema and where it stands on the page.
    struct Link: Codable {
        let name: String
        let anchor: String

        init(_ name: String) {
            self.name = name
            anchor = "schema-\(name)"
        }
    }

    /// A parameter, or a member of an object.
    struct Field: Codable {
        let name: String
        let type: String
        let link: Link?
        let required: Bool
        let description: String

        init(parameter: JSON) {
            let place = parameter["in"]?.string ?? ""
            name = parameter["name"]?.string ?? ""
            type = "\(place), \(Self.type(of: parameter["schema"] ?? .null))"
            link = nil
            required = parameter["required"] == .bool(true)
            description = parameter["description"]?.string ?? ""
        }

        init(name: String, _ schema: JSON, required: Bool) {
            self.name = name
            type = Self.type(of: schema)
            link = Self.link(in: schema)
            self.required = required
            description = schema["description"]?.string ?? ""
        }

        /// In words: "text or null", "list of Claim", "queue, dismiss".
        private static func type(of schema: JSON) -> String {
            if let name = OpenAPI.name(schema) { return name }
            if schema["type"] == nil, let choices = schema["oneOf"] ?? schema["anyOf"] {
                return choices.items.map(type).joined(separator: " or ")
            }
            if let values = schema["enum"] {
                return values.items.map { $0.string ?? $0.text() }.joined(separator: ", ")
            }
            if let items = schema["items"] { return "list of \(type(of: items))" }
            let names = schema["type"]?.string.map { [$0] } ?? schema["type"]?.items.compactMap(\.string) ?? []
            let format = schema["format"]?.string
            return names.map { $0 == "string" ? format ?? "text" : $0 }.joined(separator: " or ")
        }

        private static func link(in schema: JSON) -> Link? {
            if let name = OpenAPI.name(schema) { return Link(name) }
            if let items = schema["items"] { return link(in: items) }
            return (schema["oneOf"] ?? schema["anyOf"])?.items.lazy.compactMap { link(in: $0) }.first
        }
    }

    struct Schema: Codable {
        let name: String
        let anchor: String
        let description: String
        let fields: [Field]

        init(name: String, _ json: JSON) {
            self.name = name
            anchor = Link(name).anchor
            description = json["description"]?.string ?? ""
            let parts = json["allOf"]?.items.map { OpenAPI.resolve($0) } ?? [json]
            fields = parts.flatMap { part in
                let required = part["required"]?.items.compactMap(\.string) ?? []
                return (part["properties"]?.members ?? []).map { member in
                    Field(name: member.name, member.value, required: required.contains(member.name))
                }
            }
        }
    }
}
