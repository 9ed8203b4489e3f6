import Domain
import TestSupport
import Testing
import Workflow

@testable import Web

/// Bad input: each gets a problem document that names the field, and nothing is stored.
@Suite(.database(migrations: Schema.migrations))
struct APIInputTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let body: [UInt8]
        let status: Int
        let problem: String
        var field: String?
        var type = "application/json"

        init(
            _ body: String, _ status: Int, _ problem: String, _ field: String? = nil, type: String = "application/json"
        ) {
            self.init(Array(body.utf8), status, problem, field, type: type)
        }

        init(
            _ body: [UInt8], _ status: Int, _ problem: String, _ field: String? = nil, type: String = "application/json"
        ) {
            self.body = body
            self.status = status
            self.problem = problem
            self.field = field
            self.type = type
        }

        var testDescription: String { "\(String(decoding: body.prefix(60), as: UTF8.self)) → \(status) \(problem)" }
    }

    private static let invalid = "invalid-field"
    private static func article(_ more: String) -> String { "{\"title\":\"t\",\"body\":\"b\",\(more)}" }

    private static let submissions = [
        Case("", 400, "body-missing"), Case("{", 400, "malformed-json"), Case("{\"title\":}", 400, "malformed-json"),
        Case([0x7B, 0x22, 0xFF, 0x22, 0x7D], 400, "invalid-utf8"),
        Case(String(repeating: "[", count: 100_000), 400, "malformed-json"),
        Case("{\"title\":" + String(repeating: "{\"a\":", count: 5000), 400, "malformed-json"),
        Case("[]", 422, "invalid-body"), Case("\"title\"", 422, "invalid-body"),
        Case("title=t", 415, "unsupported-media-type", "Content-Type", type: "application/x-www-form-urlencoded"),
        Case("{}", 415, "unsupported-media-type", "Content-Type", type: "text/plain"),
        Case("{}", 415, "unsupported-media-type", "Content-Type", type: "application/json; charset=latin1"),
        Case("{}", 422, invalid, "title"), Case("{\"title\":\"t\"}", 422, invalid, "body"),
        Case("{\"title\":\"t\",\"body\":\" \\n \"}", 422, invalid, "body"),
        Case("{\"title\":\"\",\"body\":\"b\"}", 422, invalid, "title"),
        Case("{\"title\":\"t\\u0000\",\"body\":\"b\"}", 422, invalid, "title"),
        Case("{\"title\":\"t\",\"body\":\"b\\u0000\"}", 422, invalid, "body"),
        Case(article("\"externalId\":\"\\u0000\""), 422, invalid, "externalId"),
        Case("{\"title\":\"" + String(repeating: "x", count: 1001) + "\",\"body\":\"b\"}", 422, invalid, "title"),
        Case(article("\"Title\":7"), 422, invalid, "Title"),
        Case(article("\"extra\":{\"a\":[]}"), 422, invalid, "extra"),
        Case(article("\"urgency\":0"), 422, invalid, "urgency"),
        Case(article("\"urgency\":10"), 422, invalid, "urgency"),
        Case(article("\"urgency\":\"5\""), 422, invalid, "urgency"),
        Case(article("\"requiredReviews\":21"), 422, invalid, "requiredReviews"),
        Case(article("\"publishedAt\":\"2026-03-01T12:00:00\""), 422, invalid, "publishedAt"),
        Case(article("\"publishedAt\":\"2026-02-30T12:00:00Z\""), 422, invalid, "publishedAt"),
        Case(article("\"url\":\"javascript:alert(1)\""), 422, invalid, "url"),
        Case(article("\"url\":\"https://\""), 422, invalid, "url"),
        Case(article("\"language\":\"english please\""), 422, invalid, "language"),
        Case(article("\"mediaType\":\"application/pdf\""), 422, invalid, "mediaType"),
    ]

    @Test func aBadSubmissionIsRefusedAndNothingIsStored() async throws {
        try await LiveServer.run { live in
            for bad in Self.submissions {
                let reply = try await live.client.send(
                    "POST", "/v1/articles", as: "submitter", headers: ["Content-Type": bad.type], body: bad.body)
                #expect(
                    reply.status == bad.status && reply.problem == bad.problem, "\(bad.testDescription): \(reply.text)")
                #expect(try reply.json["field"]?.string == bad.field, "\(bad.testDescription): \(reply.text)")
            }
            #expect(try await live.count("articles") == 0)
            #expect(try await live.count("jobs") == 0)
        }
    }

    @Test func aBadReviewIsRefusedAndNothingIsStored() async throws {
        func review(_ rest: String) -> String { "\"rationale\":\"r\",\(rest)" }
        func evidence(_ item: String) -> String { review("\"rating\":\"false\",\"evidence\":[\(item)]") }
        let bad: [(body: String, field: String)] = [
            (review("\"rating\":\"pants-on-fire\""), "rating"), (review("\"rating\":3"), "rating"),
            ("\"rating\":\"false\"", "rationale"), ("\"rating\":\"false\",\"rationale\":\"\\u0000\"", "rationale"),
            (evidence("{\"stance\":\"supports\"}"), "evidence[0].url"),
            (evidence("{\"url\":\"\",\"stance\":\"supports\"}"), "evidence[0].url"),
            (evidence("{\"url\":\"javascript:alert(1)\",\"stance\":\"supports\"}"), "evidence[0].url"),
            (evidence("{\"url\":\"/relative\",\"stance\":\"supports\"}"), "evidence[0].url"),
            (evidence("{\"url\":\"https://example.org\",\"stance\":\"likes\"}"), "evidence[0].stance"),
            (evidence("{\"url\":\"https://example.org\",\"stance\":\"context\",\"quote\":7}"), "evidence[0].quote"),
        ]
        try await LiveServer.run { live in
            try await live.article()
            let taken = try await live.take(as: "ana")
            let path = "/v1/leases/\(taken.lease)/review"
            for (body, field) in bad {
                let reply = try await live.client.send(
                    "POST", path, as: "ana", json: "{\"token\":\"\(taken.token)\",\(body)}")
                #expect(reply.status == 422 && reply.problem == "invalid-field", "\(body): \(reply.text)")
                #expect(try reply.json["field"]?.string == field, "\(body): \(reply.text)")
            }
            let noToken = try await live.client.send("POST", path, as: "ana", json: "{\(bad[0].body)}")
            #expect(try noToken.json["field"] == "token")
            let wrong = try await live.client.send("POST", path, as: "ana", json: APIJobTests.review("999999"))
            #expect(wrong.status == 409 && wrong.problem == "wrong-token")
            #expect(try await live.count("reviews") == 0)
            #expect(try await live.count("evidence") == 0)
        }
    }

    @Test func badQueriesAreRefusedByName() async throws {
        let bad: [(path: String, field: String)] = [
            ("/v1/articles?limit=0", "limit"), ("/v1/articles?limit=201", "limit"), ("/v1/articles?limit=x", "limit"),
            ("/v1/articles?cursor=made-up", "cursor"), ("/v1/claims?cursor=WyJ4Il0", "cursor"),
            ("/v1/keys?cursor=WyJ4IiwieSIsInoiXQ", "cursor"), ("/v1/articles?status=done", "status"),
            ("/v1/articles?page=2", "page"), ("/v1/claims?minScore=2", "minScore"), ("/v1/claims?q=%00", "q"),
            ("/v1/claims?q=%ff", "q"), ("/v1/queue?x=1", "x"),
            ("/v1/articles/01890a5d-ac96-774b-bcce-b302099a8057?include=all", "include"),
        ]
        try await LiveServer.run { live in
            for (path, field) in bad {
                let reply = try await live.client.get(path, as: path.contains("keys") ? "admin" : "ed")
                #expect(reply.status == 422 && reply.problem == "invalid-field", "\(path): \(reply.text)")
                #expect(try reply.json["field"]?.string == field, "\(path): \(reply.text)")
            }
        }
    }

    @Test func everyMadeUpCursorIsRefused() async throws {
        let lists = ["/v1/articles", "/v1/claims", "/v1/disputes"]
        let cursors = [
            ["x"], ["2026-03-01T12:00:00.000Z"], ["x", "y"], ["a", "b", "c", "d"], ["1", "not-a-uuid"],
            ["'; --", "\\"],
        ]
        try await LiveServer.run { live in
            let article = try await live.article()
            for path in lists + ["/v1/articles/\(article)/claims"] {
                for cursor in cursors {
                    let reply = try await live.client.get("\(path)?cursor=\(Cursor(cursor).text)", as: "ed")
                    #expect(reply.status == 422, "\(path) \(cursor): \(reply.status) \(reply.text)")
                    #expect(try reply.json["field"] == "cursor")
                }
            }
        }
    }

    @Test func whatIsNoIdIsNotFound() async throws {
        try await LiveServer.run { live in
            for id in ["7", "01890a5d-ac96-774b-bcce", "%00", "..%2f..%2fetc", String(repeating: "a", count: 3000)] {
                for path in ["/v1/articles/\(id)", "/v1/articles/\(id)/claims", "/v1/claims/\(id)"] {
                    let reply = try await live.client.get(path, as: "ed")
                    #expect(reply.status == 404 && reply.problem == "not-found", "\(path.prefix(50)): \(reply.text)")
                }
            }
            let gone = try await live.client.get("/v1/claims/01890a5d-ac96-774b-bcce-b302099a8057", as: "ed")
            #expect(gone.status == 404)
        }
    }
}
