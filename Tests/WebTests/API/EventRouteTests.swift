import Domain
import Foundation
import Postgres
import TestSupport
import Testing
import Workflow

@testable import Web

/// Live events over HTTP.
@Suite(.database(migrations: Schema.migrations, .server))
struct EventRouteTests {
    @Test func aReviewIsToldToAnEditorAndItsAuthorAndNotToOtherReviewers() async throws {
        try await LiveServer.run { live in
            let editor = try await EventConnection(live, "/v1/events?kinds=review", as: "ed")
            let author = try await EventConnection(live, "/v1/events?kinds=review", as: "ana")
            let reviewer = try await EventConnection(live, "/v1/events?kinds=lease,review", as: "ben")
            #expect(editor.head.contains("text/event-stream") && editor.head.lowercased().contains("no-store"))
            try await live.article(requiredReviews: 1)
            let claim = try await live.review(as: "ana")

            let seen = try #require(try await editor.event().data)
            #expect(seen["type"] == "review.submitted" && seen["claimId"]?.string == claim)
            #expect(seen["actor"]?["name"] == "ana" && seen["details"]?["claimStatus"] == "agreed")
            #expect(Contract.mistakes(in: seen, by: ["$ref": "#/components/schemas/Event"], at: "data").isEmpty)

            let own = try #require(try await author.event().data)
            #expect(own["claimId"]?.string == claim && own["actor"]?["name"] == "ana")

            let other = try await live.take(as: "chi")
            var blind: [JSON] = []
            while blind.count < 2 { blind.append(try #require(try await reviewer.event().data)) }
            #expect(blind.map { $0["type"] } == ["lease.taken", "lease.taken"])
            #expect(blind.map { $0["claimId"]?.string } == [claim, other.claim])
            for event in blind {
                #expect(event["actor"] == .null && !event.text().contains("ana"))
                #expect(Contract.mistakes(in: event, by: ["$ref": "#/components/schemas/Event"], at: "data").isEmpty)
            }
        }
    }

    @Test func oneWhoConnectsAgainGoesOnWhereItWas() async throws {
        try await LiveServer.run { live in
            var stream: EventConnection? = try await EventConnection(live, "/v1/events?kinds=article", as: "audrey")
            try await live.article(externalID: "a1")
            #expect(try await stream?.event().data?["type"] == "article.submitted")
            let last = try #require(stream?.lastID)
            stream = nil
            try await live.article(externalID: "a2")
            let again = try await EventConnection(live, "/v1/events?kinds=article", as: "audrey", lastID: last)
            var types: [String] = []
            for _ in 0..<3 { types.append(try await again.event().data?["type"]?.string ?? "") }
            #expect(types == ["article.extracted", "article.submitted", "article.extracted"])
        }
    }

    @Test func aPlaceOfAnotherDatabaseIsAnsweredWithReset() async throws {
        try await LiveServer.run { live in
            let connection = try Connection(port: live.client.port)
            let key = try #require(live.client.keys["ed"])
            let head = Client.head(
                "GET", "/v1/events?since=999999999999-1", ["Authorization": "Bearer \(key)"], length: nil)
            try await connection.send(head)
            var text = ""
            while !text.contains("retry:") { text += String(decoding: try await connection.bytes(), as: UTF8.self) }
            #expect(text.contains("event: reset\n"))
        }
    }

    @Test func aRevokedKeyEndsItsStream() async throws {
        try await LiveServer.run { live in
            let stream = try await EventConnection(live, as: "ana")
            try await live.database.write { session in
                try session.execute(
                    """
                    UPDATE keys SET revoked_at = now()
                    WHERE member_id = (SELECT id FROM members WHERE name = 'ana')
                    """)
            }
            let frame = try await stream.event()
            #expect(frame.event == "end" && frame.data?["type"]?.string?.hasSuffix("key-revoked") == true)
            #expect(try await stream.connection.isClosedByServer())
        }
    }

    @Test func aShutdownEndsStreamsInOrder() async throws {
        try await LiveServer.run { live in
            let stream = try await EventConnection(live, as: "ana")
            let clock = ContinuousClock()
            let start = clock.now
            await live.shutDown()
            #expect(try await stream.connection.isClosedByServer())
            #expect(clock.now - start < .seconds(10))
        }
    }

    @Test func theEleventhStreamOfAMemberIsTurnedAwayUntilOneCloses() async throws {
        try await LiveServer.run { live in
            var streams: [EventConnection] = []
            for _ in 0..<EventReader.streamsPerMember { streams.append(try await EventConnection(live, as: "ana")) }
            let refused = try await live.client.get("/v1/events", as: "ana")
            #expect(refused.status == 429 && refused.problem == "too-many-streams")
            streams.removeLast()
            // The server notices that the client has gone long before the next heartbeat.
            try await eventually("the place is free") {
                try await EventConnection(live, as: "ana").head.hasPrefix("HTTP/1.1 200")
            }
        }
    }

    @Test(
        arguments: [
            ("/v1/events?kinds=key", "kinds"), ("/v1/events?kinds=", nil), ("/v1/events?claimId=7", "claimId"),
            ("/v1/events?articleId=x", "articleId"), ("/v1/events?since=yesterday", "since"),
            ("/v1/events?kind=x", "kind"),
        ] as [(String, String?)])
    func badParametersAreNamed(path: String, field: String?) async throws {
        try await LiveServer.run { live in
            guard let field else { return _ = try await EventConnection(live, path, as: "ed") }
            // What a browser adds when it connects again excuses nothing.
            let reply = try await live.client.get(path, as: "ed", headers: ["Last-Event-ID": "81200-415"])
            #expect(reply.status == 422)
            #expect(try reply.json["field"]?.string == field)
        }
    }

    @Test func itIsForKeysAndAHeadOpensNothing() async throws {
        try await LiveServer.run { live in
            #expect(try await live.client.get("/v1/events").status == 401)
            let reply = try await live.client.send("HEAD", "/v1/events", as: "ana")
            #expect(reply.status == 200)
        }
    }

    @Test func everyChangeOfManyIsToldInItsOrder() async throws {
        try await LiveServer.run { live in
            let stream = try await EventConnection(live, "/v1/events?kinds=article", as: "ed")
            for number in 0..<10 {
                let body = #"{"externalId":"n\#(number)","title":"t","body":"The wall is \#(number) metres long."}"#
                let reply = try await live.client.send("POST", "/v1/articles", as: "submitter", json: body)
                let event = try await stream.event()
                #expect(try event.data?["articleId"]?.string == reply.json["id"]?.string)
            }
        }
    }
}

extension LiveServer {
    /// Takes a claim and reviews it, over HTTP.
    ///
    /// - Returns: the claim's id.
    fileprivate func review(as member: String) async throws -> String {
        let (lease, token, claim) = try await take(as: member)
        let body = """
            {"token":"\(token)","rating":"accurate","rationale":"r",
             "evidence":[{"url":"https://example.org/a","stance":"supports"}]}
            """
        #expect(try await client.send("POST", "/v1/leases/\(lease)/review", as: member, json: body).status == 201)
        return claim
    }
}
