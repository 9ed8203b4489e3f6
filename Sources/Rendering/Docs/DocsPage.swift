import Domain

/// The API's description as a page to read, made from its document.
package struct DocsPage: TemplatedPage {
    static let template = "docs"

    /// The page; made once, as nothing in it changes while the process runs.
    package static let html = PageLibrary.render(DocsPage(OpenAPI.document))

    let title: String
    let version: String
    let description: [String]
    let groups: [Group]
    let schemas: [Schema]

    init(_ document: JSON) {
        title = document["info"]?["title"]?.string ?? ""
        version = document["info"]?["version"]?.string ?? ""
        description = DocsPage.paragraphs(document["info"]?["description"])
        let operations = (document["paths"]?.members ?? []).flatMap { path in
            path.value.members.map { Operation(method: $0.name, path: path.name, $0.value) }
        }
        groups = (document["tags"]?.items ?? []).map { Group($0, operations) }
        schemas = (document["components"]?["schemas"]?.members ?? []).map { Schema(name: $0.name, $0.value) }
    }

    /// Operations that belong together, by tag.
    struct Group: Codable {
        let name: String
        let anchor: String
        let description: String
        let operations: [Operation]

        init(_ tag: JSON, _ all: [Operation]) {
            let name = tag["name"]?.string ?? ""
            self.name = name
            anchor = "group-\(name.lowercased())"
            description = tag["description"]?.string ?? ""
            operations = all.filter { $0.tag == name }
        }
    }

    struct Operation: Codable {
        let tag: String
        let anchor: String
        let method: String
        let path: String
        let summary: String
        let description: [String]
        /// The roles that may, in words: "submitter", "any member", "anybody, without a key".
        let access: String
        let parameters: [Field]
        let body: Body?
        let answers: [Answer]

        init(method: String, path: String, _ json: JSON) {
            tag = json["tags"]?.items.first?.string ?? ""
            anchor = json["operationId"]?.string ?? ""
            self.method = method.uppercased()
            self.path = path
            summary = json["summary"]?.string ?? ""
            description = DocsPage.paragraphs(json["description"])
            let roles = json["x-roles"]?.items.compactMap(\.string) ?? []
            access =
                switch roles {
                case []: "anybody, without a key"
                case ["any"]: "any member of the desk"
                default: roles.joined(separator: ", ")
                }
            parameters = (json["parameters"]?.items ?? []).map { Field(parameter: OpenAPI.resolve($0)) }
            body = json["requestBody"].map { Body($0) }
            answers = (json["responses"]?.members ?? []).map { Answer(status: $0.name, OpenAPI.resolve($0.value)) }
        }
    }

    struct Body: Codable {
        let schema: Link?
        let required: Bool
        let example: String?

        init(_ json: JSON) {
            let content = json["content"]?.members.first?.value ?? .null
            schema = content["schema"].flatMap { OpenAPI.name($0) }.map { Link($0) }
            required = json["required"] == .bool(true)
            example = content["example"]?.text(pretty: true)
        }
    }

    struct Answer: Codable {
        let status: String
        let description: String
        /// What its body is: some schemas, or a problem, or neither.
        let schemas: [Link]
        let isProblem: Bool

        init(status: String, _ json: JSON) {
            self.status = status
            description = json["description"]?.string ?? ""
            let schema = json["content"]?.members.first?.value["schema"] ?? .null
            let names = ((schema["oneOf"] ?? schema["anyOf"])?.items ?? [schema]).compactMap { OpenAPI.name($0) }
            isProblem = names == ["Problem"]
            schemas = isProblem ? [] : names.map { Link($0) }
        }
    }
}
