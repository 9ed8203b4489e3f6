import Domain
import Postgres
import TestSupport
import Testing
import Workflow

@testable import Web

/// The main job over HTTP: an article in, a published verdict out.
@Suite(.database(migrations: Schema.migrations))
struct APIJobTests {
    @Test func anArticleBecomesAPublishedReport() async throws {
        try await LiveServer.run { live in
            let client = live.client
            let article = try await live.article(requiredReviews: 2)
            let read = try await client.get("/v1/articles/\(article)?include=text", as: "audrey").json
            #expect(read["status"] == "ready")
            #expect(read["text"]?.string?.contains("412 metres") == true)
            #expect(read["passages"]?.items.isEmpty == false)

            var claim = ""
            for member in ["ana", "ben"] {
                let taken = try await live.take(as: member)
                claim = taken.claim
                let draft = try await client.send(
                    "PUT", "/v1/leases/\(taken.lease)/draft", as: member,
                    json: #"{"token":"\#(taken.token)","rationale":"so far"}"#)
                #expect(draft.status == 200)
                let renewed = try await client.send(
                    "POST", "/v1/leases/\(taken.lease)/renew", as: member, json: #"{"token":"\#(taken.token)"}"#)
                #expect(renewed.status == 200)
                let review = try await client.send(
                    "POST", "/v1/leases/\(taken.lease)/review", as: member, json: Self.review(taken.token))
                #expect(review.status == 201)
                #expect(review.headers["location"] == "/v1/claims/\(claim)")
            }
            let agreed = try await client.get("/v1/claims/\(claim)", as: "ed").json
            #expect(agreed["status"] == "agreed")
            #expect(agreed["verdict"]?["status"] == "draft")
            let verdict = try await client.send(
                "POST", "/v1/claims/\(claim)/verdict", as: "ed",
                json: #"{"rating":"mostly","rationale":"Rounded up."}"#)
            #expect(verdict.status == 201)
            let published = try await client.send("POST", "/v1/claims/\(claim)/publication", as: "ed", body: [])
            #expect(published.status == 201)
            #expect(try published.json["verdict"]?["rating"]?["key"] == "mostly")

            let report = try await client.get("/v1/articles/\(article)/report", as: "audrey").json
            #expect(report["summary"]?["published"] == 1)
        }
    }

    @Test(
        arguments: [
            ("json", "application/json", nil), ("csv", "text/csv", "csv"), ("md", "text/markdown", "md"),
            ("html", "text/html", nil), ("claimreview", "application/ld+json", "jsonld"),
        ] as [(String, String, String?)])
    func aReportComesInEveryForm(format: String, type: String, file: String?) async throws {
        try await LiveServer.run { live in
            let article = try await live.article()
            let asked = try await live.client.get("/v1/articles/\(article)/report?format=\(format)", as: "ana")
            let accepted = try await live.client.get(
                "/v1/articles/\(article)/report", as: "ana", headers: ["Accept": "image/png, \(type);q=0.5"])
            for reply in [asked, accepted] {
                #expect(reply.status == 200)
                #expect(reply.headers["content-type"]?.hasPrefix(type) == true)
                // Nothing is published: there is nothing to review.
                #expect(format == "claimreview" ? reply.text == "[]\n" : reply.text.contains("Harbour wall"))
                let disposition = reply.headers["content-disposition"]
                #expect(disposition == file.map { "attachment; filename=\"report-\(article).\($0)\"" })
            }
            if format == "html" {
                #expect(asked.headers["content-security-policy"]?.contains("default-src 'none'") == true)
            }
            let refused = try await live.client.get(
                "/v1/articles/\(article)/report", as: "ana", headers: ["Accept": "image/png"])
            #expect(refused.status == 406 && refused.problem == "not-acceptable")
            let unknown = try await live.client.get("/v1/articles/\(article)/report?format=pdf", as: "ana")
            #expect(unknown.status == 422)
        }
    }

    @Test func editorsEditTriageAndSettle() async throws {
        try await LiveServer.run { live in
            let client = live.client
            let article = try await live.article(requiredReviews: 2)
            let list = try await client.get("/v1/articles/\(article)/claims", as: "ed").json
            let last = try #require(list["items"]?.items.last?["id"]?.string)

            let shown = try await client.get("/v1/claims/\(last)", as: "ed")
            let tag = try #require(shown.headers["etag"])
            let edited = try await client.send(
                "PATCH", "/v1/claims/\(last)", as: "ed", headers: ["If-Match": tag],
                json: #"{"statement":"The insurance paid 1.9 million crowns.","claimant":{"kind":"article"}}"#)
            #expect(edited.status == 200 && edited.headers["etag"] != tag)
            let stale = try await client.send(
                "PATCH", "/v1/claims/\(last)", as: "ed", headers: ["If-Match": tag], json: #"{"priority":1}"#)
            #expect(stale.status == 412 && stale.problem == "changed-meanwhile")
            #expect(stale.headers["etag"] == edited.headers["etag"])
            let blind = try await client.send("PATCH", "/v1/claims/\(last)", as: "ed", json: #"{"priority":1}"#)
            #expect(blind.status == 200)
            let dismissed = try await client.send(
                "POST", "/v1/claims/\(last)/triage", as: "ed", json: #"{"decision":"dismiss","reason":"Small."}"#)
            #expect(try dismissed.json["status"] == "dismissed")

            var claim = ""
            for (member, rating) in [("ana", "false"), ("ben", "accurate")] {
                let taken = try await live.take(as: member)
                claim = taken.claim
                _ = try await client.send(
                    "POST", "/v1/leases/\(taken.lease)/review", as: member, json: Self.review(taken.token, rating))
            }
            let disputes = try await client.get("/v1/disputes", as: "ed").json
            #expect(disputes["items"]?.items.map { $0["id"]?.string } == [claim])
            let early = try await client.send("POST", "/v1/claims/\(claim)/publication", as: "ed", body: [])
            #expect(early.status == 409 && early.problem == "wrong-state")
        }
    }

    @Test func reviewersGiveBackAndSkip() async throws {
        try await LiveServer.run { live in
            try await live.article()
            for verb in ["release", "skip"] {
                let taken = try await live.take(as: "ana")
                let reply = try await live.client.send(
                    "POST", "/v1/leases/\(taken.lease)/\(verb)", as: "ana",
                    json: #"{"token":\#(taken.token),"reason":"my cousin"}"#)
                #expect(reply.status == 200)
                #expect(try reply.json["ending"]?.string == (verb == "skip" ? "skipped" : "released"))
                let again = try await live.client.send(
                    "POST", "/v1/leases/\(taken.lease)/renew", as: "ana", json: #"{"token":"\#(taken.token)"}"#)
                #expect(again.status == 409 && again.problem == "lease-lost")
                #expect(try again.json["ending"]?.string == (verb == "skip" ? "skipped" : "released"))
                #expect(try again.json["detail"]?.string?.contains("my cousin") == true)
            }
            let queue = try await live.client.get("/v1/queue", as: "audrey").json
            #expect(queue["queue"]?["leased"] == 0)
        }
    }

    @Test func aReviewUnderALostLeaseKeepsItsText() async throws {
        try await LiveServer.run { live in
            try await live.article()
            let taken = try await live.take(as: "ana")
            try await live.database.write { session in
                try session.execute(
                    "UPDATE review_slots SET lease_expires_at = now() - interval '1 second' WHERE state = 'leased'")
            }
            let late = try await live.client.send(
                "POST", "/v1/leases/\(taken.lease)/review", as: "ana", json: Self.review(taken.token))
            #expect(late.status == 409 && late.problem == "lease-lost")
            #expect(try late.json["draftKept"] == true && late.json["ending"] == "expired")
            #expect(try late.json["detail"]?.string?.contains("token") == false)
            #expect(try await live.count("reviews") == 0)
            let again = try await live.client.send("POST", "/v1/queue/take", as: "ana", json: "{}").json
            let draft = again["leases"]?.items.first?["draft"]
            #expect(draft?["origin"] == "lease-lost" && draft?["rationale"] == "The register says so.")
        }
    }

    @Test func aReviewThatIsSentTwiceIsThereToBeRead() async throws {
        try await LiveServer.run { live in
            try await live.article()
            let taken = try await live.take(as: "ana")
            let path = "/v1/leases/\(taken.lease)/review"
            let first = try await live.client.send("POST", path, as: "ana", json: Self.review(taken.token))
            #expect(first.status == 201)
            let again = try await live.client.send("POST", path, as: "ana", json: Self.review(taken.token))
            #expect(again.status == 409 && again.problem == "already-submitted")
            #expect(try again.json["draftKept"] == false)
            #expect(try again.json["review"] == first.json.leavingOut(["claimStatus"]))
            let other = try await live.client.send("POST", path, as: "ana", json: Self.review(taken.token, "false"))
            #expect(try other.problem == "already-submitted" && other.json["draftKept"] == true)
            // Taken back, it is still what was sent.
            let id = try #require(try first.json["id"]?.string)
            _ = try await live.client.send(
                "POST", "/v1/reviews/\(id)/withdrawal", as: "ana", json: #"{"reason":"Not sure."}"#)
            let renewed = try await live.client.send(
                "POST", "/v1/leases/\(taken.lease)/renew", as: "ana", json: #"{"token":"\#(taken.token)"}"#)
            #expect(try renewed.problem == "already-submitted" && renewed.json["review"]?["id"]?.string == id)
            #expect(try renewed.json["review"]?["evidence"]?.items.count == 1)
        }
    }

    @Test func adminsMakeAndRevokeKeys() async throws {
        try await LiveServer.run { live in
            let members = try await live.client.get("/v1/members", as: "admin").json
            let ana = try #require(members["items"]?.items.first { $0["name"] == "ana" }?["id"]?.string)
            let made = try await live.client.send(
                "POST", "/v1/keys", as: "admin", json: #"{"memberId":"\#(ana)","name":"laptop"}"#)
            #expect(made.status == 201)
            let (id, secret) = (
                try #require(try made.json["id"]?.string), try #require(try made.json["secret"]?.string)
            )
            let bearer = ["Authorization": "bearer \(secret)"]
            #expect(try await live.client.get("/v1/desk", headers: bearer).status == 200)
            let revoked = try await live.client.send("POST", "/v1/keys/\(id)/revocation", as: "admin")
            #expect(try revoked.json["revokedAt"] != .null)
            let refused = try await live.client.get("/v1/desk", headers: bearer)
            #expect(refused.status == 401 && refused.problem == "key-revoked")
            let keys = try await live.client.get("/v1/keys?limit=200", as: "audrey")
            #expect(!keys.text.contains(secret) && keys.text.contains(id))
        }
    }

    static func review(_ token: String, _ rating: String = "accurate") -> String {
        #"{"token":"\#(token)","rating":"\#(rating)","rationale":"The register says so.","#
            + #""evidence":[{"url":"https://example.org/register","stance":"supports","quote":"412 m"}]}"#
    }
}
