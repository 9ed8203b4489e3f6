import Domain
import Foundation
import Postgres
import Store
import TestSupport
import Testing

@testable import Workflow

/// Webhooks up to the moment when a message goes out.
@Suite(.desk(.server))
struct WebhookTests {
    private func webhook(_ bench: Bench, events: [String] = ["lease"]) async throws -> NewWebhook {
        try await bench.desk.createWebhook(
            url: "https://example.org/in", events: events, description: nil, by: bench.caller("admin"))
    }

    private func reviewed(_ bench: Bench) async throws {
        try await bench.article(requiredReviews: 1)
        let lease = try #require(try await bench.take("ana").leases.first?.lease)
        try await bench.review("ana", lease, rating: "false")
    }

    private func deliveries(_ bench: Bench, _ id: Webhook.ID) async throws -> [WebhookDelivery] {
        try await bench.desk.deliveries(of: id, PageRequest(), for: bench.principal("admin")).items
    }

    /// Computed with Python's hmac, hashlib and base64.
    @Test func aSignatureIsTheOneOfTheStandard() {
        let header = WebhookSignature.header(
            id: "019b0000-0000-7000-8000-000000000001", timestamp: 1_771_000_000,
            body: #"{"type":"review.submitted","data":{"x":"é"}}"#,
            secrets: [Data(0..<32), Data(repeating: 7, count: 32)])
        let parts = header.split(separator: " ")
        #expect(parts.first == "v1,q5LeDgCKeg6kFUShWAdLtJ5NLe8IN97yKK27+yiWoTU=" && parts.count == 2)
    }

    @Test func itIsToldOfWhatItAskedForOnceAndBlindly() async throws {
        let bench = try await Bench.make()
        let made = try await webhook(bench)
        #expect(made.secret.hasPrefix("whsec_"))
        try await reviewed(bench)
        while try await bench.desk.dispatchWebhooks() {}
        while try await bench.desk.dispatchWebhooks() {}
        let messages = try await bench.desk.leaseMessages(limit: 10)
        #expect(messages.count == 1)
        let message = try #require(messages.first)
        #expect(message.body.hasPrefix(#"{"type":"lease.taken","timestamp":"#))
        #expect(message.body.contains(#""actor":null"#))
        #expect(!message.body.contains("ana") && !message.body.contains("agreed"))
        #expect(message.headers["webhook-id"] == message.id.description)
        #expect(try await bench.desk.leaseMessages(limit: 10).isEmpty)
    }

    @Test func itIsNotToldOfWhatWasBeforeIt() async throws {
        let bench = try await Bench.make()
        try await reviewed(bench)
        let made = try await webhook(bench)
        while try await bench.desk.dispatchWebhooks() {}
        #expect(try await deliveries(bench, made.webhook.id).isEmpty)
    }

    @Test func aCopyThatIsRestoredElsewhereSendsNothingUntilSomebodySaysThatItIsTheRealOne() async throws {
        let bench = try await Bench.make()
        _ = try await webhook(bench)
        try await reviewed(bench)
        while try await bench.desk.dispatchWebhooks() {}
        // The first worker takes it for the real one, and a standby that takes over is the same cluster and database.
        let sent = try await bench.desk.leaseMessages(limit: 10)
        #expect(sent.count == 1)
        #expect(try await bench.desk.isAtHome())

        // In another database of the cluster, and in another cluster.
        for change in ["database = database + 1", "cluster = cluster + 1"] {
            try await bench.leasesRunOut()
            try await bench.database.write { try $0.execute("UPDATE homes SET \(unescaped: change)") }
            await #expect(throws: NotAtHome()) { try await bench.desk.leaseMessages(limit: 10) }
            #expect(try await !bench.desk.isAtHome())
            #expect(
                await bench.desk.readiness()
                    == Readiness(databaseReachable: true, schemaCurrent: true, isCopy: true))
            #expect(try await bench.desk.operationFigures().isCopy)
            try await bench.desk.confirmHome()
            #expect(try await bench.desk.leaseMessages(limit: 10).map(\.id) == sent.map(\.id))
        }
        // Restored into a database in which somebody has worked already: it is not the copied rows' home.
        try await bench.database.write { try $0.execute("INSERT INTO homes (cluster, database) VALUES (1, 1)") }
        #expect(try await !bench.desk.isAtHome())
        try await bench.desk.confirmHome()
        try await bench.desk.denyHome()
        await #expect(throws: NotAtHome()) { try await bench.desk.leaseMessages(limit: 10) }
    }

    @Test func aWorkerThatDiesSendsTheSameMessageAgain() async throws {
        let bench = try await Bench.make()
        _ = try await webhook(bench)
        try await reviewed(bench)
        while try await bench.desk.dispatchWebhooks() {}
        let first = try #require(try await bench.desk.leaseMessages(limit: 10).first)
        try await bench.leasesRunOut()
        let second = try #require(try await bench.desk.leaseMessages(limit: 10).first)
        #expect(second.id == first.id && second.body == first.body && second.token > first.token)
        // The dead one's word comes too late.
        let late = DeliveryOutcome(status: 500, milliseconds: 1)
        #expect(try await bench.desk.record(late, of: first, random: 0) == nil)
        #expect(
            try await bench.desk.record(DeliveryOutcome(status: 200, milliseconds: 1), of: second, random: 0)
                == .delivered)
    }

    @Test func aFailureIsTriedAgainForADayAndThenDead() async throws {
        let bench = try await Bench.make()
        let made = try await webhook(bench)
        try await reviewed(bench)
        while try await bench.desk.dispatchWebhooks() {}
        let failure = DeliveryOutcome(status: 500, answer: "no", milliseconds: 3)
        let first = try #require(try await bench.desk.leaseMessages(limit: 1).first)
        #expect(try await bench.desk.record(failure, of: first, random: 0) == .pending)
        #expect(try await bench.desk.leaseMessages(limit: 1).isEmpty)
        try await bench.leasesRunOut()
        try await bench.database.write { _ = try $0.execute("UPDATE webhook_deliveries SET expires_at = now()") }
        let last = try #require(try await bench.desk.leaseMessages(limit: 1).first)
        #expect(try await bench.desk.record(failure, of: last, random: 0) == .dead)
        let delivery = try #require(try await deliveries(bench, made.webhook.id).first)
        #expect(delivery.state == .dead && delivery.nextAttemptAt == nil)
        #expect(delivery.attempts.map(\.number) == [1, 2] && delivery.attempts[0].outcome == failure)

        let replayed = try await bench.desk.replay(delivery.id, of: made.webhook.id, by: bench.caller("admin"))
        #expect(replayed.state == .pending)
        #expect(try await bench.desk.leaseMessages(limit: 1).first?.id == delivery.id)
    }

    @Test func goneTurnsItOffAndCancelsWhatWaits() async throws {
        let bench = try await Bench.make()
        let made = try await webhook(bench, events: ["article", "lease"])
        try await reviewed(bench)
        while try await bench.desk.dispatchWebhooks() {}
        let message = try #require(try await bench.desk.leaseMessages(limit: 1).first)
        _ = try await bench.desk.record(DeliveryOutcome(status: 410, milliseconds: 1), of: message, random: 0)
        let webhook = try await bench.desk.webhook(made.webhook.id, for: bench.principal("admin"))
        #expect(!webhook.isActive && webhook.deactivationReason?.contains("410") == true)
        #expect(try await deliveries(bench, webhook.id).allSatisfy { $0.state == .cancelled })
        await #expect(throws: WebhookError.inactive) {
            _ = try await bench.desk.testWebhook(webhook.id, by: bench.caller("admin"))
        }
        let again = try await bench.desk.changeWebhook(
            webhook.id, WebhookChange(isActive: true), by: bench.caller("admin"))
        #expect(again.isActive && again.deactivatedAt == nil)
    }

    @Test func aSlowReceiverHasTwoOnTheirWayAndTheOthersGoOn() async throws {
        let bench = try await Bench.make()
        let slow = try await webhook(bench)
        let other = try await webhook(bench)
        for _ in 0..<5 { _ = try await bench.desk.testWebhook(slow.webhook.id, by: bench.caller("admin")) }
        _ = try await bench.desk.testWebhook(other.webhook.id, by: bench.caller("admin"))
        let messages = try await bench.desk.leaseMessages(limit: 10)
        #expect(messages.count { $0.webhookID == slow.webhook.id } == 2)
        #expect(messages.count { $0.webhookID == other.webhook.id } == 1)
        #expect(try await bench.desk.leaseMessages(limit: 10).isEmpty)
    }

    @Test func afterARotationBothSecretsSignForAWhile() async throws {
        let bench = try await Bench.make()
        let made = try await webhook(bench)
        let rotated = try await bench.desk.rotateWebhookSecret(
            made.webhook.id, overlapHours: 24, by: bench.caller("admin"))
        #expect(rotated.secret != made.secret && rotated.webhook.previousSecretExpiresAt != nil)
        _ = try await bench.desk.testWebhook(made.webhook.id, by: bench.caller("admin"))
        let message = try #require(try await bench.desk.leaseMessages(limit: 1).first)
        let secrets = try [rotated.secret, made.secret].map {
            try #require(Data(base64Encoded: String($0.dropFirst(6))))
        }
        let expected = WebhookSignature.header(
            id: message.id.description, timestamp: try #require(Int(message.headers["webhook-timestamp"] ?? "")),
            body: message.body, secrets: secrets)
        #expect(message.headers["webhook-signature"] == expected)
    }

    @Test func itsSecretIsWipedWhenItIsDeleted() async throws {
        let bench = try await Bench.make()
        let made = try await webhook(bench)
        _ = try await bench.desk.deleteWebhook(made.webhook.id, by: bench.caller("admin"))
        #expect(try await bench.count("SELECT count(*) AS count FROM webhooks WHERE octet_length(secret) > 0") == 0)
        await #expect(throws: NotFound.self) {
            _ = try await bench.desk.webhook(made.webhook.id, for: bench.principal("admin"))
        }
    }

    @Test func otherDesksWebhooksAreNotThere() async throws {
        let bench = try await Bench.make()
        let other = try await Bench.make(slug: "other")
        let made = try await webhook(bench)
        let caller = try other.caller("admin")
        await #expect(throws: NotFound.self) {
            _ = try await other.desk.webhook(made.webhook.id, for: caller.principal)
        }
        await #expect(throws: NotFound.self) { _ = try await other.desk.testWebhook(made.webhook.id, by: caller) }
        await #expect(throws: NotFound.self) { _ = try await other.desk.deleteWebhook(made.webhook.id, by: caller) }
        #expect(try await other.desk.webhooks(PageRequest(), for: caller.principal).items.isEmpty)
        try await reviewed(other)
        while try await bench.desk.dispatchWebhooks() {}
        #expect(try await deliveries(bench, made.webhook.id).isEmpty)
    }

    @Test func theAnswerWithTheSecretIsNotKept() async throws {
        let bench = try await Bench.make()
        func make() async throws {
            _ = try await bench.desk.createWebhook(
                url: "https://example.org/in", events: ["lease"], description: nil,
                by: bench.caller("admin", key: "k"))
        }
        try await make()
        await #expect(throws: IdempotencyKeyReused.self) { try await make() }
        #expect(try await bench.count("SELECT count(*) AS count FROM webhooks") == 1)
    }

    @Test(arguments: [
        ("https://127.0.0.1/", ["lease"], "url"), ("http://example.org/", ["lease"], "url"),
        ("https://example.org/", [], "events"), ("https://example.org/", ["lease", "key.created"], "events[1]"),
        ("https://example.org/", ["review"], "events[0]"), ("https://example.org/", ["review.submitted"], "events[0]"),
        ("https://example.org/", ["lease", "lease"], "events"),
    ])
    func badInputIsNamed(url: String, events: [String], field: String) async throws {
        let bench = try await Bench.make()
        let error = await #expect(throws: InputError.self) {
            _ = try await bench.desk.createWebhook(
                url: url, events: events, description: nil, by: bench.caller("admin"))
        }
        #expect(error?.field == field)
    }
}
