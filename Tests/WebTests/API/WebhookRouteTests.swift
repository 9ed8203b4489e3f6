import Domain
import TestSupport
import Testing
import Workflow

@testable import Web

/// Webhooks over HTTP, as an admin sets them up.
@Suite(.database(migrations: Schema.migrations))
struct WebhookRouteTests {
    private static let body = #"{"url":"https://example.org/in","events":["lease","verdict.published"]}"#

    @Test func anAdminMakesReadsChangesAndDeletesOne() async throws {
        try await LiveServer.run { live in
            let made = try await live.client.send("POST", "/v1/webhooks", as: "admin", json: Self.body)
            #expect(made.status == 201)
            let secret = try #require(try made.json["secret"]?.string)
            let id = try #require(try made.json["id"]?.string)
            let list = try await live.client.get("/v1/webhooks", as: "admin")
            #expect(try list.json["items"]?.items.count == 1)
            #expect(!list.text.contains(secret))
            let path = "/v1/webhooks/\(id)"
            #expect(try await live.client.get(path, as: "admin").json["active"] == true)
            let off = try await live.client.send("PATCH", path, as: "admin", json: #"{"active":false}"#)
            #expect(try off.json["active"] == false)
            let test = try await live.client.send("POST", "\(path)/test", as: "admin")
            #expect(test.status == 409 && test.problem == "webhook-inactive")
            #expect(try await live.client.send("PATCH", path, as: "admin", json: #"{"active":true}"#).status == 200)
            let rotated = try await live.client.send("POST", "\(path)/rotation", as: "admin", json: "{}")
            #expect(rotated.status == 200)
            #expect(try rotated.json["secret"]?.string != secret)
            #expect(try await live.client.send("DELETE", path, as: "admin").status == 200)
            #expect(try await live.client.get(path, as: "admin").status == 404)
        }
    }

    @Test func aTestMessageIsInTheLogAndCanBeReplayed() async throws {
        try await LiveServer.run { live in
            let made = try await live.client.send("POST", "/v1/webhooks", as: "admin", json: Self.body)
            let path = "/v1/webhooks/\(try #require(try made.json["id"]?.string))"
            let sent = try await live.client.send("POST", "\(path)/test", as: "admin")
            #expect(sent.status == 202)
            let message = try #require(try await live.desk.leaseMessages(limit: 1).first)
            let outcome = DeliveryOutcome(status: 200, answer: "thanks", milliseconds: 12)
            #expect(try await live.desk.record(outcome, of: message, random: 0) == .delivered)
            let log = try await live.client.get("\(path)/deliveries", as: "admin")
            let delivery = try #require(try log.json["items"]?.items.first)
            #expect(delivery["state"] == "delivered" && delivery["attempts"]?.items.first?["answer"] == "thanks")
            let id = try #require(delivery["id"]?.string)
            let replayed = try await live.client.send("POST", "\(path)/deliveries/\(id)/replay", as: "admin")
            #expect(replayed.status == 202)
            #expect(try replayed.json["state"] == "pending")
        }
    }

    @Test(arguments: [
        (#"{"url":"https://127.0.0.1/","events":["lease"]}"#, "url"), (#"{"events":["lease"]}"#, "url"),
        (#"{"url":"https://example.org/"}"#, "events"),
        (#"{"url":"https://example.org/","events":["x"]}"#, "events[0]"),
        (#"{"url":"https://example.org/","events":"lease"}"#, "events"), (#"{"uri":"x"}"#, "uri"),
    ])
    func badBodiesAreNamed(body: String, field: String) async throws {
        try await LiveServer.run { live in
            let reply = try await live.client.send("POST", "/v1/webhooks", as: "admin", json: body)
            #expect(reply.status == 422)
            #expect(try reply.json["field"]?.string == field)
        }
    }

    @Test(arguments: ["submitter", "ana", "ed", "audrey"])
    func itIsForAdmins(member: String) async throws {
        try await LiveServer.run { live in
            let list = try await live.client.get("/v1/webhooks", as: member)
            let made = try await live.client.send("POST", "/v1/webhooks", as: member, json: Self.body)
            #expect(list.status == 403 && made.status == 403)
        }
    }
}
