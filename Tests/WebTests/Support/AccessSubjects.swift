import Domain
import Testing

@testable import Web

/// One row of every kind on a desk, and for every request a body that would be accepted.
struct AccessSubjects: Sendable {
    /// By the collection in the path: `claims`, `leases`.
    var ids: [String: String] = [:]
    /// Of the lease, which ana holds.
    private(set) var token = ""
    /// A reviewer who can be asked about the claim.
    private(set) var reviewer = ""
    /// A second submitter's.
    private var secondKey = ""

    /// Makes the rows: ana's are the lease and the review, the first submitter's the article, ed's the evidence and the
    /// contact attempt.
    static func make(on live: LiveServer) async throws -> AccessSubjects {
        var subjects = AccessSubjects()
        subjects.ids["articles"] = try await live.article()
        let reviewed = try await live.take(as: "ana")
        let review = try await live.client.send(
            "POST", "/v1/leases/\(reviewed.lease)/review", as: "ana", json: APIJobTests.review(reviewed.token))
        subjects.ids["reviews"] = try #require(try review.json["id"]?.string)
        let held = try await live.take(as: "ana")
        (subjects.ids["leases"], subjects.ids["claims"], subjects.token) = (held.lease, held.claim, held.token)

        func made(_ path: String, as member: String, _ body: String) async throws -> JSON {
            let reply = try await live.client.send("POST", path, as: member, json: body)
            #expect(reply.status == 201, "\(path): \(reply.text)")
            return try reply.json
        }
        let claim = "/v1/claims/\(held.claim)"
        for (name, url) in [("evidence", "a"), ("doomed evidence", "b")] {
            subjects.ids[name] = try await made(
                "\(claim)/evidence", as: "ed", #"{"url":"https://example.org/\#(url)","stance":"context"}"#)["id"]?
                .string
        }
        subjects.ids["replies"] = try await made(
            "\(claim)/replies", as: "ed", bodies["POST /v1/claims/{id}/replies"] ?? "")[
                "id"]?.string
        let people = try await live.client.get("/v1/members", as: "admin").json["items"]?.items ?? []
        func person(_ name: String) -> String { people.first { $0["name"]?.string == name }?["id"]?.string ?? "" }
        subjects.reviewer = person("chi")
        let free = try await live.client.get("/v1/claims?status=queued", as: "ed").json["items"]?.items
            .compactMap { $0["id"]?.string }.first { $0 != held.claim }
        subjects.ids["assignments"] = try await made(
            "/v1/claims/\(free ?? "")/assignments", as: "ed", #"{"memberId":"\#(person("ben"))"}"#)["id"]?.string
        subjects.ids["removals"] = try await made("/v1/removals", as: "ed", bodies["POST /v1/removals"] ?? "")["id"]?
            .string
        for name in ["webhooks", "doomed webhooks"] {
            subjects.ids[name] = try await made("/v1/webhooks", as: "admin", bodies["POST /v1/webhooks"] ?? "")["id"]?
                .string
        }
        let hook = "/v1/webhooks/\(subjects.ids["webhooks"] ?? "")"
        _ = try await live.client.send("POST", "\(hook)/test", as: "admin", json: "")
        subjects.ids["deliveries"] = try await live.client.get("\(hook)/deliveries", as: "admin").json["items"]?.items
            .first?["id"]?.string
        subjects.ids["scales"] = try await live.client.get("/v1/scales", as: "ed").json["items"]?.items.first?["id"]?
            .string
        for name in ["exports", "doomed exports"] {
            let ordered = try await live.client.send("POST", "/v1/exports", as: "ed", json: #"{"format":"csv"}"#)
            #expect(ordered.status == 202)
            subjects.ids[name] = try ordered.json["id"]?.string
        }
        try await live.work()
        let members = try await live.client.get("/v1/members", as: "admin").json["items"]?.items ?? []
        subjects.ids["members"] = members.first { $0["name"]?.string == "chi" }?["id"]?.string
        for (member, _) in LiveServer.members {
            let id = members.first { $0["name"]?.string == member }?["id"]?.string ?? ""
            subjects.ids["keys of \(member)"] = try await made(
                "/v1/keys", as: "admin", #"{"memberId":"\#(id)","name":"spare"}"#)["id"]?.string
        }
        subjects.ids["keys"] = subjects.ids["keys of ana"]
        let second = try await made("/v1/members", as: "admin", #"{"name":"Sue","roles":["submitter"],"key":true}"#)
        subjects.secondKey = try #require(second["key"]?["secret"]?.string)
        return subjects
    }

    /// The path with the ids of the desk's rows.
    func path(_ template: String) -> String { filled(template, keys: ids["keys"]) }

    /// The same with keys that are the member's own, and with a row that nobody misses where it is removed.
    func path(_ method: String, _ template: String, for member: String) -> String {
        // A stream does not end; an answer to a bad request does.
        if template == "/v1/events" { return "/v1/events?since=nonsense" }
        if method == "DELETE" { return filled(template, keys: nil, which: "doomed ") }
        return filled(template, keys: ids["keys of \(member)"])
    }

    private func filled(_ template: String, keys: String?, which: String = "") -> String {
        let collection = template.split(separator: "/").dropFirst().first.map(String.init) ?? ""
        let id = collection == "keys" ? keys : ids[which + collection]
        return template.replacing("{id}", with: id ?? "").replacing("{deliveryId}", with: ids["deliveries"] ?? "")
    }

    func client(_ live: LiveServer, _ member: String) -> Client {
        Client(port: live.client.port, keys: live.client.keys.merging(["submitter2": secondKey]) { first, _ in first })
    }

    /// A body that no route accepts: the answer tells only whether the door is open. GET has none.
    static func harmless(_ method: String) -> [UInt8]? { method == "GET" ? nil : Array("[]".utf8) }

    /// A body that the route accepts.
    func body(_ method: String, _ path: String) -> [UInt8]? {
        if method == "GET" { return nil }
        let text = Self.bodies["\(method) \(path)"] ?? (path.contains("/leases/") ? #"{"token":"TOKEN"}"# : "")
        return Array(text.replacing("TOKEN", with: token).replacing("REVIEWER", with: reviewer).utf8)
    }

    private static let evidence = #"{"url":"https://example.org/c","stance":"context"}"#
    private static let publicText = #"{"publicText":"So."}"#
    private static let bodies = [
        "POST /v1/articles/{id}/withdrawal": #"{"reason":"Killed."}"#,
        "POST /v1/articles/{id}/embargo": #"{"until":"2999-01-01T00:00:00Z"}"#,
        "POST /v1/articles/{id}/claims": #"{"anchor":{"part":"title","start":0,"end":4}}"#,
        "PATCH /v1/claims/{id}": #"{"priority":1}"#,
        "PUT /v1/claims/{id}/appearance": #"{"state":"removed"}"#,
        "POST /v1/claims/{id}/triage": #"{"decision":"dismiss","reason":"r"}"#,
        "POST /v1/claims/{id}/evidence": evidence, "PUT /v1/evidence/{id}": evidence,
        "POST /v1/claims/{id}/assignments": #"{"memberId":"REVIEWER"}"#,
        "POST /v1/assignments/{id}/withdrawal": #"{"reason":"r"}"#,
        "POST /v1/claims/{id}/comments": #"{"text":"Which year?"}"#,
        "POST /v1/claims/{id}/verdict": #"{"rating":"false","rationale":"r"}"#,
        "POST /v1/claims/{id}/pause/preview": publicText, "POST /v1/claims/{id}/resumption/preview": publicText,
        "POST /v1/claims/{id}/retraction/preview": publicText, "POST /v1/claims/{id}/reopening/preview": publicText,
        "POST /v1/claims/{id}/pause": publicText, "POST /v1/claims/{id}/resumption": publicText,
        "POST /v1/claims/{id}/retraction": publicText, "POST /v1/claims/{id}/reopening": publicText,
        "POST /v1/removals": #"{"words":"No name at all","reason":"r"}"#,
        "POST /v1/removals/{id}/lifting": #"{"reason":"r"}"#,
        "POST /v1/claims/{id}/corrections": #"{"decision":"no_change"}"#,
        "POST /v1/claims/{id}/corrections/preview": #"{"decision":"no_change"}"#,
        "POST /v1/claims/{id}/correction-requests": #"{"text":"Wrong."}"#,
        "POST /v1/claims/{id}/replies":
            #"{"channel":"email","contact":"press@example.org","contactedAt":"2026-01-01T00:00:00Z"}"#,
        "POST /v1/replies/{id}/answer": #"{"answer":"No.","answeredAt":"2026-01-02T00:00:00Z"}"#,
        "POST /v1/leases/{id}/review":
            #"{"token":"TOKEN","rating":"false","rationale":"r","evidence":[{"url":"https://a.org","stance":"refutes"}]}"#,
        "PUT /v1/reviews/{id}": #"{"rating":"false","rationale":"r","reason":"r"}"#,
        "POST /v1/reviews/{id}/withdrawal": #"{"reason":"r"}"#, "POST /v1/reviews/{id}/return": #"{"comment":"c"}"#,
        "POST /v1/scales/{id}/versions":
            #"{"name":"S","ratings":[{"key":"true","label":"True","value":2},{"key":"false","label":"False","value":1}]}"#,
        "PATCH /v1/members/{id}": #"{"name":"Chi"}"#, "POST /v1/members/{id}/deactivation": #"{"reason":"r"}"#,
        "POST /v1/members/{id}/erasure": #"{"reason":"r"}"#,
        "POST /v1/keys/{id}/rotation": "{}", "POST /v1/webhooks/{id}/rotation": "{}",
        "POST /v1/exports": #"{"format":"csv"}"#,
        "POST /v1/webhooks": #"{"url":"https://example.org/hook","events":["verdict"]}"#,
        "PATCH /v1/webhooks/{id}": #"{"active":false}"#,
    ]
}
