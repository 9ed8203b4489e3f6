import Domain
import HTTPTypes
import Rendering
import Testing

@testable import Web

struct OpenAPITests {
    private static let routes = RouteTable.all(metrics: Metrics(), publicURL: "").routes

    private static func operation(_ route: Route) throws -> JSON {
        try #require(OpenAPI.document["paths"]?[route.path]?[route.method.rawValue.lowercased()])
    }

    @Test func theDocumentHasExactlyTheRoutes() {
        let routes = Self.routes.map { "\($0.method.rawValue) \($0.path)" }
        let documented = (OpenAPI.document["paths"]?.members ?? []).flatMap { path in
            path.value.members.map { "\($0.name.uppercased()) \(path.name)" }
        }
        #expect(documented.sorted() == routes.sorted())
        #expect(Set(routes).count == routes.count)
    }

    @Test(arguments: routes.indices)
    func anOperationSaysWhatItsRouteDoes(index: Int) throws {
        let route = Self.routes[index]
        let operation = try Self.operation(route)
        #expect(operation["summary"]?.string == route.summary)
        let roles: [String]? =
            switch route.access {
            case .open: nil
            case .act(let act): act.isEveryMembers ? ["any"] : act.roles.sorted().map(\.rawValue)
            }
        #expect(operation["x-roles"]?.items.compactMap(\.string) == roles)
        #expect((operation["security"] == .array([])) == (route.access == .open))
        let parameters = (operation["parameters"]?.items ?? []).map { OpenAPI.resolve($0) }
        func named(_ place: String) -> [String] {
            parameters.filter { $0["in"]?.string == place }.compactMap { $0["name"]?.string }
        }
        #expect(named("query") == route.query)
        #expect(
            named("path")
                == route.path.split(separator: "/").filter { $0.hasPrefix("{") }.map { $0.dropFirst().dropLast() }.map(
                    String.init))
        #expect(named("header").contains("Idempotency-Key") == (route.method != .get && !route.takesForm))
    }

    @Test(arguments: routes.indices)
    func anOperationListsTheProblemsThatItsRouteHas(index: Int) throws {
        let route = Self.routes[index]
        let listed = Set((try Self.operation(route)["responses"]?.members ?? []).map(\.name))
        if route.access != .open { #expect(listed.isSuperset(of: ["401", "422", "429", "503"])) }
        if !route.searchedBy.isEmpty { #expect(listed.contains("429")) }
        if case .act(let act) = route.access, !act.isEveryMembers { #expect(listed.contains("403")) }
        if route.path.contains("{") { #expect(listed.contains("404")) }
        if route.method != .get, !route.takesForm { #expect(listed.contains("409")) }
        if route.body != nil { #expect(listed.isSuperset(of: ["400", "413", "415"])) }
    }

    @Test(arguments: routes.indices)
    func aBodyHasTheFieldsOfItsSchema(index: Int) throws {
        let route = Self.routes[index]
        let schema = try Self.operation(route)["requestBody"]?["content"]?["application/json"]?["schema"]
        guard let body = route.body else {
            #expect(schema == nil)
            return
        }
        let properties = OpenAPI.resolve(try #require(schema))["properties"]?.members.map(\.name)
        #expect(properties == body.fieldNames)
    }

    @Test(arguments: [
        ("EvidenceInput", EvidenceInput.fieldNames), ("DraftItem", Evidence.Draft.fieldNames),
        ("Claimant", Claimant.fieldNames), ("RatingRequest", RatingBody.fieldNames),
        ("PolicyChange", PolicyBody.fieldNames), ("Policy", PolicyBody.fieldNames),
        ("ClaimPart", ClaimPart.fieldNames), ("TriageRule", TriageRule.fieldNames),
        ("TriageConditions", TriageRule.Conditions.fieldNames),
    ])
    func aPartOfABodyHasTheFieldsOfItsSchema(name: String, fields: [String]) {
        let schema = OpenAPI.document["components"]?["schemas"]?[name]
        #expect(schema?["properties"]?.members.map(\.name) == fields)
    }

    @Test func everyReferenceLeadsSomewhereAndEverySchemaIsUsed() {
        var seen: Set<String> = []
        func walk(_ json: JSON) {
            if let path = json["$ref"]?.string {
                #expect(OpenAPI.resolve(json) != .null, "\(path) leads nowhere")
                seen.insert(path)
            }
            json.members.forEach { walk($0.value) }
            json.items.forEach(walk)
        }
        walk(OpenAPI.document)
        for part in ["schemas", "parameters", "responses"] {
            for member in OpenAPI.document["components"]?[part]?.members ?? [] {
                #expect(seen.contains("#/components/\(part)/\(member.name)"), "\(member.name) is not used")
            }
        }
    }

    @Test func everyExampleHasTheShapeOfItsSchema() {
        var count = 0
        func walk(_ json: JSON, _ path: String) {
            if let example = json["example"], let schema = json["schema"] {
                count += 1
                #expect(Contract.mistakes(in: example, by: schema, at: path, patterns: true) == [])
            }
            json.members.forEach { walk($0.value, "\(path)/\($0.name)") }
        }
        walk(OpenAPI.document, "")
        #expect(count > 30)
    }

    @Test func everyExampleOfAProblemIsTrueToItsKind() throws {
        for response in OpenAPI.document["components"]?["responses"]?.members ?? [] {
            let example = try #require(response.value["content"]?["application/problem+json"]?["example"])
            let slug = try #require(example["type"]?.string?.split(separator: "/").last)
            let kind = try #require(ProblemKind(slug: String(slug)))
            #expect(example["title"]?.string == kind.title)
            #expect(example["status"] == .int(kind.status))
        }
    }

    @Test func theListsOfWordsAreTheDomainsOwn() {
        func words(_ schema: String, _ property: String) -> [String]? {
            let found = OpenAPI.document["components"]?["schemas"]?[schema]?["properties"]?[property]
            return found?["enum"]?.items.compactMap(\.string)
        }
        #expect(words("Claim", "status") == Claim.Status.allCases.map(\.rawValue))
        #expect(words("Claim", "kind") == Claim.Kind.allCases.map(\.rawValue))
        #expect(words("Claim", "checkworthy") == Claim.Worthiness.allCases.map(\.rawValue))
        #expect(words("Article", "status") == ArticleVersion.Status.allCases.map(\.rawValue))
        #expect(words("Submission", "mediaType") == ArticleMediaType.allCases.map(\.rawValue))
        #expect(words("Claimant", "kind") == Claimant.Kind.allCases.map(\.rawValue))
        #expect(words("Claimant", "quotation") == Claimant.Quotation.allCases.map(\.rawValue))
        #expect(words("EvidenceInput", "stance") == EvidenceInput.Stance.allCases.map(\.rawValue))
        #expect(words("EvidenceInput", "kind") == EvidenceInput.Kind.allCases.map(\.rawValue))
        #expect(words("TriageDecision", "decision") == TriageDecision.ofEditors.map(\.rawValue))
        #expect(words("LoggedTriage", "decision") == TriageDecision.allCases.map(\.rawValue))
        #expect(words("TriageRule", "decision") == TriageRule.Decision.allCases.map(\.rawValue))
        #expect(words("Balance", "by") == TriageBalance.Grouping.allCases.map(\.rawValue))
        #expect(words("Lease", "ending") == Lease.Ending.allCases.map(\.rawValue))
        #expect(words("Assignment", "state") == Assignment.State.allCases.map(\.rawValue))
        #expect(words("Draft", "origin") == Draft.Origin.allCases.map(\.rawValue))
        #expect(words("Policy", "agreement") == AgreementRule.allCases.map(\.rawValue))
        func wordsOrNull(_ schema: String, _ property: String) -> [String]? {
            let found = OpenAPI.document["components"]?["schemas"]?[schema]?["properties"]?[property]
            #expect(found?["enum"]?.items.last == .null)
            return words(schema, property)
        }
        #expect(wordsOrNull("PolicyChange", "agreement") == AgreementRule.allCases.map(\.rawValue))
        #expect(wordsOrNull("Rating", "direction") == Rating.Direction.allCases.map(\.rawValue))
        #expect(wordsOrNull("RatingRequest", "direction") == Rating.Direction.allCases.map(\.rawValue))
        #expect(PolicyBody.fieldNames == DeskPolicy.settings.map(\.name))
        #expect(words("Verdict", "basis") == Verdict.Basis.allCases.map(\.rawValue))
    }

    @Test func thePageShowsEveryOperationAndLoadsNothing() {
        let page = DocsPage.html
        for route in Self.routes {
            #expect(page.contains("<span class=\"method\">\(route.method.rawValue)</span> \(route.path)"))
            #expect(page.contains(route.summary.replacing("'", with: "&#39;")) || page.contains(route.summary))
        }
        for schema in OpenAPI.document["components"]?["schemas"]?.members ?? [] {
            #expect(page.contains("id=\"schema-\(schema.name)\""))
        }
        for word in ["<script", "src=", "@import", "url(", "{{"] { #expect(!page.contains(word), "\(word)") }
        let links = page.matches(of: /href="([^"]*)"/).map { String($0.1) }
        for link in links where link.hasPrefix("#") {
            #expect(page.contains("id=\"\(link.dropFirst())\""), "\(link) leads nowhere")
        }
    }

    @Test func aPathWithAnotherMethodIsTold() {
        let table = RouteTable(Self.routes)
        #expect(table.allowedMethods(for: "/v1/articles") == [.get, .head, .post])
        #expect(table.allowedMethods(for: "/v1/claims/7/") == [.get, .head, .patch])
        #expect(table.allowedMethods(for: "/v2/claims").isEmpty)
        #expect(table.problem(for: .delete, "/v1/queue").kind == .methodNotAllowed)
        #expect(table.problem(for: .delete, "/v1/queue").headers[.allow] == "GET, HEAD")
        #expect(table.problem(for: .get, "/nowhere").kind == .notFound)
    }
}
