import Domain
import HTTPTypes
import TestSupport
import Testing
import Workflow

@testable import Web

/// What readers find about a desk, and how they ask it for a correction.
@Suite(.database(migrations: Schema.migrations))
struct ReaderRouteTests {
    /// A published claim's id.
    private func published(_ live: LiveServer) async throws -> String {
        _ = try await live.article()
        let taken = try await live.take(as: "ana")
        _ = try await live.client.send(
            "POST", "/v1/leases/\(taken.lease)/review", as: "ana", json: APIJobTests.review(taken.token, "mostly"))
        _ = try await live.client.send("POST", "/v1/claims/\(taken.claim)/publication", as: "ed", body: [])
        return taken.claim
    }

    private func send(_ live: LiveServer, _ claim: String, _ body: String) async throws -> Reply {
        try await live.client.send(
            "POST", "/desk/demo/claims/\(claim)/correction",
            headers: ["Content-Type": "application/x-www-form-urlencoded", "Accept": "text/html"],
            body: Array(body.utf8))
    }

    private func requests(_ live: LiveServer) async throws -> [JSON] {
        try await live.client.get("/v1/correction-requests", as: "ed").json["items"]?.items ?? []
    }

    @Test func aReadersRequestIsAmongTheDesks() async throws {
        try await LiveServer.run { live in
            let claim = try await published(live)
            let path = "/desk/demo/claims/\(claim)/correction"
            #expect(try await live.client.send("GET", "/desk/demo/claims/\(claim)").text.contains("href=\"\(path)\""))
            let form = try await live.client.send("GET", path)
            #expect(
                form.status == 200 && form.text.contains("<form class=\"form\" action=\"\(path)\" method=\"post\">"))
            #expect(form.headers["content-security-policy"]?.contains("form-action 'self'") == true)
            #expect(!form.text.contains("<script") && form.headers["set-cookie"] == nil)

            let body = "text=It+is+413+m.&url=https%3A%2F%2Fa.example%2Fx%7Cy&name=&contact=rea%40example.org&website="
            let sent = try await send(live, claim, body)
            #expect(sent.status == 303 && sent.headers["location"] == "\(path)?sent=1")
            // Sent twice by an impatient hand, it is one request.
            #expect(try await send(live, claim, body).status == 303)
            let requests = try await requests(live)
            #expect(requests.count == 1)
            let request = try #require(requests.first)
            #expect(request["text"] == "It is 413 m." && request["url"] == "https://a.example/x%7Cy")
            #expect(request["requesterContact"] == "rea@example.org" && request["requesterName"] == .null)
            #expect(request["receivedBy"] == .null && request["claimId"] == .string(claim))
            let thanks = try await live.client.send("GET", "\(path)?sent=1").text
            #expect(thanks.contains("Your request has come in") && !thanks.contains("<textarea"))
            let trail = try await live.client.get("/v1/audit?action=correction.requested", as: "admin").json["items"]?
                .items
            #expect(trail?.count == 1 && trail?.first?["details"]?["by"] == "reader")
        }
    }

    @Test func whatIsWrongIsSaidInTheFormAndWhatWasTypedIsKept() async throws {
        try await LiveServer.run { live in
            let claim = try await published(live)
            let cases = [
                ("text=+&name=%3Cb%3EAnn", "What is wrong must not be empty", "value=\"&lt;b&gt;Ann\""),
                ("text=It+is+%3C413%3E&url=my+page", "The address must be a URL", ">\nIt is &lt;413&gt;</textarea>"),
                ("text=a%00b&contact=c", "What is wrong must not contain NUL", "value=\"c\""),
                ("text=\(String(repeating: "x", count: 5001))", "What is wrong must be at most 5000", "aria-invalid"),
            ]
            for (body, problem, kept) in cases {
                let answer = try await send(live, claim, body)
                #expect(answer.status == 422 && answer.headers["cache-control"] == "no-store")
                #expect(answer.text.contains(problem) && answer.text.contains(kept), "\(answer.text)")
                #expect(answer.text.contains("role=\"alert\""))
            }
            // What fills in every field is no reader.
            #expect(try await send(live, claim, "text=Buy&website=https%3A%2F%2Fspam.example").status == 303)
            #expect(try await requests(live).isEmpty)
        }
    }

    @Test func onlyWhatStandsCanBeAskedAbout() async throws {
        try await LiveServer.run { live in
            let claim = try await published(live)
            let waiting = try await live.take(as: "ana").claim
            for id in [waiting, "01890a5d-ac96-774b-bcce-b302099a8057", "x"] {
                #expect(try await send(live, id, "text=Wrong").status == 404)
                #expect(try await live.client.send("GET", "/desk/demo/claims/\(id)/correction").status == 404)
            }
            _ = try await live.client.send(
                "POST", "/v1/claims/\(claim)/retraction", as: "ed", json: #"{"publicText":"Forged."}"#)
            #expect(try await send(live, claim, "text=Wrong").status == 404)
            #expect(
                !(try await live.client.send("GET", "/desk/demo/claims/\(claim)").text.contains("Ask for a correction"))
            )
            #expect(try await requests(live).isEmpty)
        }
    }

    @Test func aFormIsNoJSONAndThereAreNotTooMany() async throws {
        try await LiveServer.run(tuned: { $0.rates = RateLimits(forms: 3) }) { live in
            let claim = try await published(live)
            let json = try await live.client.send(
                "POST", "/desk/demo/claims/\(claim)/correction", json: #"{"text":"Wrong."}"#)
            #expect(json.status == 415)
            for number in 1...2 { #expect(try await send(live, claim, "text=Wrong+\(number)").status == 303) }
            let refused = try await send(live, claim, "text=Wrong+3")
            #expect(refused.status == 429 && refused.headers["retry-after"] != nil)
            #expect(try await requests(live).count == 2)
        }
    }

    @Test func theMethodPageHasTheDesksWordsAndItsRules() async throws {
        try await LiveServer.run { live in
            let plain = try await live.client.send("GET", "/desk/demo/method")
            #expect(plain.status == 200 && plain.text.contains("How we check") && !plain.text.contains("Contact</h2>"))
            let policy =
                #"{"policy":{"method":"We read *everything*.\n\n- twice","correctionsPolicy":"We <b>say</b> so.","#
                + #""contact":"Write to [us](https://a.example/).","requiredReviews":3,"minimumEvidence":2,"primarySource":true}}"#
            let changed = try await live.client.send(
                "PATCH", "/v1/desk", as: "admin", headers: ["If-Match": "*"], json: policy)
            #expect(changed.status == 200, "\(changed.text)")
            let page = try await live.client.send("GET", "/desk/demo/method").text
            for words in [
                "We read <em>everything</em>.", "<li dir=\"auto\">twice</li>", "We &lt;b&gt;say&lt;/b&gt; so.",
                "<a href=\"https://a.example/\" rel=\"noopener noreferrer nofollow\">us</a>", "As a rule 3 reviewers",
                "fewer than 2 items of evidence", "a primary source", "Contact</h2>",
            ] { #expect(page.contains(words), "\(words)") }
            #expect(try await live.client.send("GET", "/desk/demo").text.contains("href=\"/desk/demo/method\""))
        }
    }
}
