import Dispatch
import Domain
import Foundation
import Postgres
import Rendering
import TestSupport
import Testing
import Workflow

@testable import Web

/// Public pages and feeds over HTTP.
@Suite(.database(migrations: Schema.migrations))
struct PublicRouteTests {
    /// Takes a claim to its publication.
    private func published(_ live: LiveServer, _ rating: String = "false", rationale: String? = nil) async throws
        -> String
    {
        let taken = try await live.take(as: "ana")
        let json: JSON = [
            "token": .string(taken.token), "rating": .string(rating),
            "rationale": .string(rationale ?? "The register says so."),
            "evidence": [
                [
                    "url": "https://example.org/register?a=1&b='2'", "stance": "refutes",
                    "title": .string(rationale ?? "Register"), "quote": .string(rationale ?? "412 m"),
                ]
            ],
        ]
        let review = try await live.client.send(
            "POST", "/v1/leases/\(taken.lease)/review", as: "ana", json: json.text())
        #expect(review.status == 201, "\(review.text)")
        let answer = try await live.client.send("POST", "/v1/claims/\(taken.claim)/publication", as: "ed", body: [])
        #expect(answer.status == 201)
        return taken.claim
    }

    private static let page = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; "
    private static let nowhere = "01890a5d-ac96-774b-bcce-b302099a8057"

    @Test func everyPageIsOpenAndSaysHowLongItIsGood() async throws {
        try await LiveServer.run(publicURL: "https://facts.example.org/x") { live in
            let article = try await live.article()
            let claim = try await published(live)
            let html = "text/html; charset=utf-8"
            let table: [(path: String, type: String, policy: String, has: [String])] = [
                (
                    "/desk/demo", html, Self.page + "form-action 'self'; frame-ancestors 'none'",
                    ["The demo desk", "href=\"/x/desk/demo/claims/\(claim)\"", "action=\"/x/desk/demo\""]
                ),
                (
                    "/desk/demo/claims/\(claim)", html, Self.page + "form-action 'none'; frame-ancestors 'none'",
                    ["The register says so.", "href=\"https://facts.example.org/x/desk/demo/claims/\(claim)\""]
                ),
                (
                    "/desk/demo/articles/\(article)", html, Self.page + "form-action 'none'; frame-ancestors 'none'",
                    ["Harbour wall", "Only what stands around the checked claims", "rel=\"canonical\""]
                ),
                (
                    "/desk/demo/feed.atom", "application/atom+xml; charset=utf-8",
                    "default-src 'none'; frame-ancestors 'none'",
                    ["<id>urn:uuid:\(claim)</id>", "href=\"https://facts.example.org/x/desk/demo/feed.atom\""]
                ),
                (
                    "/desk/demo/corrections.atom", "application/atom+xml; charset=utf-8",
                    "default-src 'none'; frame-ancestors 'none'", ["Corrections by The demo desk"]
                ),
            ]
            for row in table {
                let reply = try await live.client.get(row.path)
                #expect(reply.status == 200, "\(row.path): \(reply.text)")
                #expect(reply.headers["content-type"] == row.type)
                #expect(reply.headers["content-security-policy"] == row.policy, "\(row.path)")
                #expect(reply.headers["cache-control"] == "public, max-age=60")
                for needed in row.has { #expect(reply.text.contains(needed), "\(row.path): \(needed)") }
                let tag = try #require(reply.headers["etag"])
                #expect(reply.headers["last-modified"] == nil)

                let head = try await live.client.send("HEAD", row.path)
                #expect(head.status == 200 && head.headers["etag"] == tag)
                #expect(head.headers["content-length"] == reply.headers["content-length"])
                for condition in [
                    ["If-None-Match": tag], ["If-None-Match": "\"x\", W/\(tag)"], ["If-None-Match": "*"],
                ] {
                    let again = try await live.client.get(row.path, headers: condition)
                    #expect(again.status == 304 && again.text.isEmpty, "\(row.path) \(condition)")
                    for name in ["etag", "cache-control", "content-security-policy"] {
                        #expect(again.headers[name] == reply.headers[name], "\(row.path) \(condition): \(name)")
                    }
                }
                let other = try await live.client.get(row.path, headers: ["If-None-Match": "\"x\""])
                #expect(other.status == 200 && other.text == reply.text)
            }
            // A correction is another state of them all.
            let old = try await live.client.get("/desk/demo/claims/\(claim)").headers["etag"] ?? ""
            let corrected = try await live.client.send(
                "POST", "/v1/claims/\(claim)/corrections", as: "ed",
                json: #"{"decision":"clarification","publicText":"The northern register."}"#)
            #expect(corrected.status < 300)
            let new = try await live.client.get("/desk/demo/claims/\(claim)", headers: ["If-None-Match": old])
            #expect(new.status == 200 && new.text.contains("The northern register."))
        }
    }

    @Test func whatIsNotThereAndWhatIsNotPublicLookTheSame() async throws {
        try await LiveServer.run { live in
            let article = try await live.article()
            let held = try await live.take(as: "ana")
            var bodies: Set<String> = []
            for path in [
                "/desk/nowhere", "/desk/DEMO", "/desk/%00", "/desk/demo/claims/\(held.claim)",
                "/desk/demo/claims/\(Self.nowhere)", "/desk/demo/claims/x", "/desk/demo/articles/\(article)",
                "/desk/demo/articles/\(Self.nowhere)", "/desk/nowhere/feed.atom", "/desk/nowhere/corrections.atom",
            ] {
                let reply = try await live.client.get(path, headers: ["X-Request-Id": "same"])
                #expect(reply.status == 404 && reply.problem == "not-found", "\(path): \(reply.text)")
                #expect(reply.headers["cache-control"] == "no-store" && reply.headers["vary"] == "Accept")
                bodies.insert(reply.text)
                let page = try await live.client.get(path, headers: ["Accept": "text/html,*/*;q=0.8"])
                #expect(page.status == 404 && page.headers["content-type"] == "text/html; charset=utf-8", "\(path)")
                #expect(page.headers["content-security-policy"] == SecurityHeaders.page)
                #expect(page.text.contains("<h1>There is no such page</h1>"))
                bodies.insert(page.text)
            }
            #expect(bodies.count == 2, "\(bodies)")
            // The rest of the server speaks to programs.
            let api = try await live.client.get("/v1/nothing", headers: ["Accept": "text/html"])
            #expect(api.headers["content-type"] == "application/problem+json")
        }
    }

    @Test func whateverStandsInAQueryThePageComes() async throws {
        try await LiveServer.run { live in
            _ = try await live.article()
            let claim = try await published(live)
            let found = "/desk/demo/claims/\(claim)"
            let nothing = "No published verdict fits."
            let table: [(query: String, has: String)] = [
                ("q=", found), ("q=+%20%09+", found), ("q=%00", found), ("q=%0B%C2%85%E2%80%A8", found),
                ("utm_source=x&fbclid=%zz&utm_source=y", found), ("rating=", found), ("q=&q=zebra", found),
                ("cursor=abc", found), ("cursor=WyJ4Il0", found), ("cursor=", found), ("cursor=%E9%00", found),
                ("cursor=\(Self.long(5000))", found), ("page=abc&limit=99999999999999999999", found),
                ("cursor=\(Cursor([Self.nowhere]).text)", found),
                ("cursor=\(Cursor(["99999-01-01T00:00:00Z", Self.nowhere]).text)", found),
                ("cursor=\(Cursor(["9999-12-31T23:59:59Z", Self.nowhere]).text)", found),
                ("cursor=\(Cursor(["0001-01-01T00:00:00Z", Self.nowhere]).text)", "older was published"),
                ("q=%E9", nothing), ("q=%", nothing), ("q=zebra", nothing), ("q=\(Self.long(5000))", nothing),
                ("q=%ff%fe", nothing), ("q=%5C%27%22%3A%2A%26%7C%21%28", nothing), ("q=%F0%9F%98%80", nothing),
                ("rating=False", nothing), ("rating=%00%ff", nothing), ("rating=\(Self.long(5000))", nothing),
            ]
            for row in table {
                let reply = try await live.client.get("/desk/demo?\(row.query)", headers: ["Accept": "text/html"])
                #expect(reply.status == 200, "\(row.query.prefix(60)): \(reply.text.prefix(300))")
                #expect(reply.headers["content-type"] == "text/html; charset=utf-8")
                #expect(reply.text.contains(row.has), "\(row.query.prefix(60))")
            }
            for feed in ["feed.atom", "corrections.atom"] {
                for query in ["cursor=abc", "cursor=%E9", "page=abc", "cursor=\(Cursor([Self.nowhere]).text)"] {
                    let reply = try await live.client.get("/desk/demo/\(feed)?\(query)")
                    #expect(reply.status == 200, "\(feed) \(query): \(reply.text)")
                    #expect(
                        reply.text.contains(
                            "rel=\"self\" type=\"application/atom+xml\" href=\"http://desk.test/desk/demo/\(feed)\""))
                }
            }
            for path in ["/docs", "/problems", "/problems/not-found", "/"] {
                let reply = try await live.client.get("\(path)?utm_source=x&q=%E9")
                #expect(reply.status < 400, "\(path): \(reply.text.prefix(200))")
            }
            let posted = try await live.client.send("POST", "/desk/demo", json: "{}")
            #expect(posted.status == 405 && posted.headers["allow"] == "GET, HEAD")
        }
    }

    /// What somebody pastes from an article: the words at its beginning are looked for.
    @Test func aLongPasteFindsWhatItBeginsWith() async throws {
        try await LiveServer.run { live in
            _ = try await live.article()
            let claim = try await published(live)
            let statement = try #require(
                try await live.client.get("/v1/claims/\(claim)", as: "ed").json["statement"]?.string)
            let paste = Percent.encoded("  \(statement)\n\n" + String(repeating: statement + " ", count: 20))
            let reply = try await live.client.get("/desk/demo?q=\(paste)")
            #expect(reply.status == 200 && reply.text.contains("/desk/demo/claims/\(claim)"), "\(statement)")
        }
    }

    private static func long(_ count: Int) -> String { String(repeating: "a", count: count) }

    @Test(arguments: [
        "</script><script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "--> ]]> <!-- &lt; {{site}} {{{.}}}",
        "\u{600}<script>\u{301}", "שלום \u{202E}evil", "a\u{1}b\u{2028}c", "' onfocus=alert(1) autofocus '",
    ])
    func hostileTextStaysText(text: String) async throws {
        try await LiveServer.run { live in
            let article: JSON = [
                "externalId": "evil", "title": .string(text), "publisher": .string(text), "byline": .string(text),
                "requiredReviews": 1,
                "body": .string(
                    "The wall \(text) of Port Sable cost 38 million crowns in 2024, the port said on Monday."),
            ]
            let sent = try await live.client.send("POST", "/v1/articles", as: "submitter", json: article.text())
            let id = try #require(try sent.json["id"]?.string)
            try await live.work()
            let claim = try await published(live, rationale: text)
            let told = JSON.object([.init("decision", "clarification"), .init("publicText", .string(text))])
            let entry = try await live.client.send(
                "POST", "/v1/claims/\(claim)/corrections", as: "ed", json: told.text())
            #expect(entry.status < 300, "\(entry.text)")
            for path in ["", "/claims/\(claim)", "/articles/\(id)"] {
                let page = try await live.client.get("/desk/demo\(path)")
                #expect(page.status == 200)
                let scalars = String(String.UnicodeScalarView(page.text.unicodeScalars.filter { $0.value < 128 }))
                for forbidden in ["<img", "<script>", " onerror=alert(1)>\"", "{{"] where !text.contains("{{") {
                    #expect(!scalars.contains(forbidden), "\(path): \(forbidden)")
                }
                let scripts = scalars.components(separatedBy: "<script").count - 1
                #expect(scripts == (path.hasPrefix("/claims") ? 1 : 0))
                #expect(scalars.components(separatedBy: "</script").count - 1 == scripts)
            }
            let page = try await live.client.get("/desk/demo/claims/\(claim)").text
            let data = try #require(
                page.firstMatch(of: /<script type="application\/ld\+json">(.*)<\/script>/.dotMatchesNewlines())?.1)
            let review = try JSON(reading: Array(data.utf8))
            #expect(review["@type"] == "ClaimReview")
            #expect(ClaimReviewLinter.lint(review).filter { $0.severity == .error }.isEmpty)
        }
    }

    @Test func aSearchThatTakesTooLongIsGivenUp() async throws {
        try await LiveServer.run { live in
            _ = try await live.article()
            _ = try await published(live)
            let database = TestDatabase.current.database
            // Stands for a search that has much to read: Postgres counts waiting, too.
            let answered = DispatchSemaphore(value: 0)
            async let holding: Void = database.write { session in
                try session.execute("LOCK TABLE anchors IN ACCESS EXCLUSIVE MODE")
                // A test that fails before it has its answer must not hang.
                _ = answered.wait(timeout: .now() + 100)
            }
            try await eventually("the table is locked") {
                try await database.read { session in
                    try session.first(
                        """
                        SELECT 1 AS one FROM pg_locks
                        WHERE relation = 'anchors'::regclass AND mode = 'AccessExclusiveLock' AND granted
                        """
                    ) { _ in true } ?? false
                }
            }
            let answer = try await live.client.get("/desk/demo?q=barges")
            answered.signal()
            #expect(answer.status == 503, "\(answer.text)")
            #expect(answer.headers["cache-control"] == "no-store")
            try await holding
            #expect(try await live.client.get("/desk/demo?q=barges").status == 200)
        }
    }
}
