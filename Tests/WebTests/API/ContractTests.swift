import Domain
import HTTPTypes
import Rendering
import TestSupport
import Testing
import Workflow

@testable import Web

/// openapi.json is true both ways: what it allows is taken, and what it forbids is refused.
@Suite(.database(migrations: Schema.migrations))
struct ContractTests {
    private static let schemas = OpenAPI.document["components"]?["schemas"] ?? .null

    private static func pattern(of name: String, _ property: String) throws -> String {
        try #require(schemas[name]?["properties"]?[property]?["pattern"]?.string)
    }

    // MARK: Bodies

    @Test func aBodyIsRefusedExactlyWhenItsSchemaForbidsIt() async throws {
        try await LiveServer.run { live in
            let subjects = try await AccessSubjects.make(on: live)
            for (place, bodies) in RequestBodies.all {
                let parts = place.split(separator: " ").map(String.init)
                let (method, template) = (parts[0], parts[1])
                let schema = try #require(
                    Contract.operation(method, template)?["requestBody"]?["content"]?["application/json"]?["schema"])
                for body in bodies {
                    let text = body.replacing("TOKEN", with: subjects.token)
                        .replacing("REVIEWER", with: subjects.reviewer)
                    let mistakes = Contract.mistakes(
                        in: try JSON(reading: Array(text.utf8)), by: schema, at: "body", patterns: true)
                    let member = RequestBodies.sender(of: method, template)
                    let reply = try await live.client.send(
                        method, subjects.path(method, template, for: member), as: member, json: text)
                    #expect(reply.status < 500)
                    #expect((reply.status == 422) == !mistakes.isEmpty, "\(place) \(body): \(mistakes) \(reply.text)")
                }
            }
        }
    }

    @Test func everyBodyOfTheRouteTableIsInTheTable() {
        let routes = RouteTable.all(metrics: Metrics(), publicURL: "").routes.filter { $0.body != nil }
        #expect(Set(routes.map { "\($0.method.rawValue) \($0.path)" }) == Set(RequestBodies.all.map(\.0)))
    }

    @Test(arguments: ["", " ", "é", "a\u{7F}b", String(repeating: "k", count: 256)])
    func anIdempotencyKeyThatNoHeaderShouldHoldIsRefused(key: String) throws {
        let schema = try #require(OpenAPI.document["components"]?["parameters"]?["IdempotencyKey"]?["schema"])
        #expect(!Contract.mistakes(in: .string(key), by: schema, at: "key", patterns: true).isEmpty)
        #expect(throws: InputError.self) { try IdempotencyKey(key, method: "POST", path: "/", body: []) }
    }

    // MARK: Patterns

    /// Every scalar of the planes' first part alone, and beside a letter.
    @Test func thePatternsOfTextsSayWhatTheServerDoes() throws {
        let rules: [(pattern: String, check: (String) throws -> Void)] = [
            (try Self.pattern(of: "Submission", "byline"), { try Input.optionalText($0, "f", limit: 10) }),
            (try Self.pattern(of: "Reason", "reason"), { try Input.text($0, "f", limit: 10) }),
            (try Self.pattern(of: "KeyRequest", "name"), { try Input.line($0, "f", limit: 10) }),
        ]
        let scalars =
            [0...0x2FF, 0x600...0x620, 0x1680...0x1680, 0x180E...0x180E, 0x2000...0x2070, 0x3000...0x3001]
            + [
                0xFDD0...0xFDD1, 0xFE00...0xFE01, 0xFEFF...0xFEFF, 0xFFF0...0xFFFF, 0x1F600...0x1F601,
                0x10FFFF...0x10FFFF,
            ]
        for value in scalars.joined() {
            guard let scalar = Unicode.Scalar(UInt32(value)) else { continue }
            for text in ["\(scalar)", "a\(scalar)", "\(scalar)\u{301}"] {
                for (pattern, check) in rules {
                    let isTaken = (try? check(text)) != nil
                    #expect(
                        Contract.matches(text, pattern) == isTaken, "U+\(String(value, radix: 16)) in \(pattern)")
                }
            }
        }
    }

    @Test(arguments: [
        ("https://example.org", true), ("HTTP://example.org:8080/a?b#c", true), ("http://exämple.org/ü", true),
        ("https://[2001:db8::1]/", true), ("https://a_b.example.org./x", true), ("ftp://example.org", false),
        ("https://", false), ("https:///path", false), ("https://user@example.org", false),
        ("https://example.org/a b", false), ("https://example.org/<a>", true), ("https://:80/", false),
        ("example.org", false), (" https://example.org", false),
    ])
    func theFormOfAWebAddressIsTheServers(text: String, isTaken: Bool) throws {
        #expect(Contract.matches(text, try Self.pattern(of: "EvidenceInput", "url")) == isTaken)
        // As whoever takes it stores it.
        #expect(((try? Input.webURL(WebAddress.encoded(text), "url")) != nil) == isTaken)
    }

    @Test(arguments: ["en", "pt-BR", "x", "toolonglang", "de-", "de-1996", "d1", "", "en_GB"])
    func theFormOfALanguageIsTheServers(tag: String) throws {
        let isTaken = (try? Submission(title: "t", language: tag, body: "b").validate()) != nil
        #expect(Contract.matches(tag, try Self.pattern(of: "Submission", "language")) == isTaken)
    }

    @Test(arguments: [
        "1-2", "18446744073709551615-1", "1234567890123456789-123456789012345678", "-1", "1-", "a-1", "1-2 ",
    ])
    func theFormOfAnEventIsTheServers(text: String) throws {
        let schema = try #require(OpenAPI.document["components"]?["parameters"]?["LastEventId"]?["schema"])
        #expect(Contract.matches(text, schema["pattern"]?.string ?? "-") == (EventCursor(text) != nil))
    }

    @Test(arguments: [
        "UTC", "Europe/Oslo", "America/Argentina/Ushuaia", "Etc/GMT+3", "utc", "Oslo", "a/b/c/d", "1/b", "",
    ])
    func theFormOfATimeZoneIsTheServers(text: String) throws {
        let parameter = OpenAPI.document["paths"]?["/v1/statistics"]?["get"]?["parameters"]?.items
            .first { $0["name"]?.string == "timeZone" }
        let pattern = try #require(parameter?["schema"]?["pattern"]?.string)
        #expect(Contract.matches(text, pattern) == ((try? DeskStatistics.validate(timeZone: text)) != nil))
    }

    @Test func aCursorHasTheFormThatItsParameterNames() throws {
        let schema = try #require(OpenAPI.document["components"]?["parameters"]?["Cursor"]?["schema"])
        let longest = Cursor([String(repeating: "ü", count: 200), "01890a5d-ac96-774b-bcce-b302099a8057"]).text
        #expect(Contract.mistakes(in: .string(longest), by: schema, at: "cursor", patterns: true).isEmpty)
    }

    // MARK: Words

    @Test func theListsOfEventsAndActionsAreTheDomainsOwn() {
        func words(_ schema: String) -> [String]? { Self.schemas[schema]?["enum"]?.items.compactMap(\.string) }
        #expect(words("EventKind") == EventKind.allCases.map(\.rawValue))
        #expect(words("EventName") == Webhook.knownEvents)
        #expect(words("AuditAction") == AuditEvent.Action.allCases.map(\.rawValue))
    }

    @Test func everyOperationSaysThatItMayBeTooMuchOrNotThereJustNow() {
        for path in OpenAPI.document["paths"]?.members ?? [] {
            for operation in path.value.members {
                for status in ["429", "503"] {
                    let response = operation.value["responses"]?[status].map { OpenAPI.resolve($0) }
                    let isReadiness = path.name == "/readyz" && status == "503"
                    #expect(
                        response?["headers"]?["Retry-After"] != nil || isReadiness,
                        "\(operation.name) \(path.name): \(status)")
                }
            }
        }
    }

    // MARK: Methods

    @Test(arguments: [
        ("/v1/exports/stream", "GET, HEAD"), ("/v1/reviews/returned", "GET, HEAD"), ("/v1/queue/take", "POST"),
        ("/v1/exports/01890a5d-ac96-774b-bcce-b302099a8057", "GET, HEAD, DELETE"), ("/v1/reviews/x", "PUT"),
        ("/v1/statistics/agreement", "GET, HEAD"),
    ])
    func whatIsAllowedIsSaidOfThePathThatIsMeant(path: String, methods: String) {
        let table = RouteTable.all(metrics: Metrics(), publicURL: "")
        #expect(table.problem(for: .trace, path).headers[.allow] == methods)
    }
}
