import Domain
import Extraction
import Foundation
import Logging
import Postgres
import ServiceLifecycle
import TestSupport
import Testing
import Worker

@testable import Workflow

/// Messages on their way to a receiver on this machine.
@Suite(.database(migrations: Schema.migrations, .server))
struct WebhookServiceTests {
    @Test func aMessageArrivesSignedOnce() async throws {
        let receiver = try Receiver { _, _ in .status(204) }
        let office = try await Office.make()
        let made = try await office.webhook(to: receiver)
        try await office.serving {
            try await office.test(made)
            try await office.until(made, .delivered)
        }
        let request = try #require(receiver.requests.first)
        #expect(receiver.requests.count == 1 && request.path == "/in")
        let id = try #require(request.headers["webhook-id"])
        let timestamp = try #require(Int(request.headers["webhook-timestamp"] ?? ""))
        #expect(abs(Double(timestamp) - Date().timeIntervalSince1970) < 300)
        let secret = try #require(Data(base64Encoded: String(made.secret.dropFirst("whsec_".count))))
        #expect(
            request.headers["webhook-signature"]
                == WebhookSignature.header(id: id, timestamp: timestamp, body: request.body, secrets: [secret]))
        #expect(request.headers["content-type"] == "application/json")
        #expect(request.body.hasPrefix(#"{"type":"webhook.test""#))
    }

    @Test func whatHappensOnTheDeskIsTold() async throws {
        let receiver = try Receiver { _, _ in .status(200) }
        let office = try await Office.make()
        let made = try await office.webhook(to: receiver, events: ["article.submitted"])
        try await office.serving {
            _ = try await office.desk.submit(Submission(title: "t", body: "A wall."), by: Caller(office.admin))
            try await office.until(made, .delivered)
        }
        #expect(receiver.requests.first?.body.hasPrefix(#"{"type":"article.submitted""#) == true)
    }

    @Test func aFailureIsTriedAgainUnderTheSameId() async throws {
        let receiver = try Receiver { _, number in number == 1 ? .status(500, body: "not now") : .status(200) }
        let office = try await Office.make()
        let made = try await office.webhook(to: receiver)
        try await office.serving {
            try await office.test(made)
            try await office.untilAttempts(1, made)
            try await office.letTimePass()
            try await office.until(made, .delivered)
        }
        #expect(Set(receiver.requests.map { $0.headers["webhook-id"] }).count == 1 && receiver.requests.count == 2)
        let attempts = try await office.delivery(made).attempts
        #expect(attempts.map(\.outcome.status) == [500, 200] && attempts[0].outcome.answer == "not now")
    }

    @Test func goneTurnsTheWebhookOff() async throws {
        let receiver = try Receiver { _, _ in .status(410) }
        let office = try await Office.make()
        let made = try await office.webhook(to: receiver)
        try await office.serving {
            try await office.test(made)
            try await office.until(made, .cancelled)
        }
        #expect(try await !office.desk.webhook(made.webhook.id, for: office.admin).isActive)
    }

    @Test func aRedirectIsAFailureAndNotFollowed() async throws {
        let other = try Receiver { _, _ in .status(200) }
        let receiver = try Receiver { _, _ in
            .status(302, headers: "Location: http://127.0.0.1:\(other.port)/\r\n")
        }
        let office = try await Office.make()
        let made = try await office.webhook(to: receiver)
        try await office.serving {
            try await office.test(made)
            try await office.untilAttempts(1, made)
        }
        #expect(other.requests.isEmpty)
        #expect(try await office.delivery(made).attempts.first?.outcome.status == 302)
    }

    @Test func aReceiverThatHangsHoldsUpItselfAlone() async throws {
        let hanging = try Receiver { _, _ in .hang }
        let quick = try Receiver { _, _ in .status(200) }
        let office = try await Office.make()
        let slow = try await office.webhook(to: hanging)
        let other = try await office.webhook(to: quick)
        try await office.serving(concurrency: 3, patience: .seconds(2)) {
            for _ in 0..<4 { try await office.test(slow) }
            try await office.test(other)
            try await office.until(other, .delivered)
            try await office.untilAttempts(1, slow)
        }
        #expect(
            try await office.delivery(slow, oldest: true).attempts.first?.outcome.error?.contains("2 seconds") == true)
    }

    @Test func anAnswerWithoutEndIsReadInPartAndKeptInLess() async throws {
        let receiver = try Receiver { _, _ in .flood }
        let office = try await Office.make()
        let made = try await office.webhook(to: receiver)
        try await office.serving {
            try await office.test(made)
            try await office.until(made, .delivered)
        }
        #expect(try await office.delivery(made).attempts.first?.outcome.answer?.count == DeliveryOutcome.answerLimit)
    }

    @Test func aWorkerThatDiedAfterSendingSendsAgain() async throws {
        let receiver = try Receiver { _, _ in .status(200) }
        let office = try await Office.make()
        let made = try await office.webhook(to: receiver)
        try await office.test(made)
        // Sent, and never recorded.
        let message = try #require(try await office.desk.leaseMessages(limit: 1).first)
        let outcome = await MessageSender(rule: .allowPrivate).send(message)
        #expect(outcome.isDelivered)
        try await office.letTimePass()
        try await office.serving { try await office.until(made, .delivered) }
        #expect(receiver.requests.count == 2)
        #expect(Set(receiver.requests.map { $0.headers["webhook-id"] }) == [message.id.description])
    }

    /// The rule became stricter, or the name leads elsewhere by now: judged when the connection is opened.
    @Test(arguments: [
        "http://127.0.0.1", "https://127.0.0.1", "https://localhost", "https://0x7f.1", "https://2130706433",
    ])
    func aPrivateAddressIsNotConnectedTo(origin: String) async throws {
        let receiver = try Receiver { _, _ in .status(200) }
        let outcome = await MessageSender(rule: .publicOnly).send(.sample("\(origin):\(receiver.port)/in"))
        #expect(outcome.status == nil && outcome.error != nil)
        #expect(receiver.requests.isEmpty)
    }

    /// What a name server of the attacker's says when the worker asks: judged at the socket, whatever was true before.
    @Test(arguments: ["127.0.0.1", "[::1]", "[::ffff:127.0.0.1]"])
    func aPublicNameThatLeadsToThisMachineIsNotConnectedTo(address: String) async throws {
        let receiver = try Receiver { _, _ in .status(200) }
        let sender = MessageSender(rule: .publicOnly, names: ["hooks.example.org:\(receiver.port):\(address)"])
        let outcome = await sender.send(.sample("https://hooks.example.org:\(receiver.port)/in"))
        #expect(outcome.error?.contains("private or reserved") == true)
        #expect(receiver.requests.isEmpty)
    }

    @Test func theNameStaysInTheRequest() async throws {
        let receiver = try Receiver { _, _ in .status(200) }
        let sender = MessageSender(rule: .allowPrivate, names: ["hooks.example.org:\(receiver.port):127.0.0.1"])
        let outcome = await sender.send(.sample("http://hooks.example.org:\(receiver.port)/in"))
        #expect(outcome.isDelivered)
        #expect(receiver.requests.first?.headers["host"] == "hooks.example.org:\(receiver.port)")
    }

    @Test func aNameThatIsNotKnownIsAFailure() async throws {
        let outcome = await MessageSender(rule: .publicOnly).send(.sample("https://nowhere.invalid/in"))
        #expect(outcome.status == nil && outcome.error?.isEmpty == false)
    }
}

extension OutboundMessage {
    fileprivate static func sample(_ url: String) -> OutboundMessage {
        OutboundMessage(
            deskID: .init(rawValue: UUID()), id: .init(rawValue: UUID()), webhookID: .init(rawValue: UUID()), token: 1,
            url: url, body: "{}", headers: ["webhook-id": "1"])
    }
}

/// A desk whose admin sets up webhooks, and a service that sends in a hurry.
private struct Office: Sendable {
    let desk: Desk
    let database: Database
    let admin: Principal

    static func make() async throws -> Office {
        let database = TestDatabase.current.database
        let desk = Desk(
            database: database, extractor: Extractor(), signals: Signals(), webhookRule: .allowPrivate)
        let ratings = [
            Rating(key: "true", label: "True", value: 2, offScale: false, colour: nil),
            Rating(key: "false", label: "False", value: 1, offScale: false, colour: nil),
        ]
        _ = try await desk.setUp(
            Newsroom(
                desk: .init(slug: "d", name: "D"),
                members: [.init(name: "Ada", email: nil, roles: [.admin, .submitter])],
                scale: .init(name: "S", ratings: ratings)))
        let key = try await desk.createKey(onDesk: "d", for: "Ada", name: "test", roles: nil, expiresAt: nil)
        return Office(desk: desk, database: database, admin: try await desk.authenticate(secret: key.secret))
    }

    func webhook(to receiver: Receiver, events: [String] = ["article"]) async throws -> NewWebhook {
        try await desk.createWebhook(
            url: "http://127.0.0.1:\(receiver.port)/in", events: events, description: nil, by: Caller(admin))
    }

    func test(_ made: NewWebhook) async throws {
        _ = try await desk.testWebhook(made.webhook.id, by: Caller(admin))
    }

    func delivery(_ made: NewWebhook, oldest: Bool = false) async throws -> WebhookDelivery {
        let items = try await desk.deliveries(of: made.webhook.id, PageRequest(), for: admin).items
        return try #require(oldest ? items.last : items.first)
    }

    func until(_ made: NewWebhook, _ state: WebhookDelivery.State) async throws {
        try await eventually("every delivery is \(state.rawValue)") {
            let items = try await desk.deliveries(of: made.webhook.id, PageRequest(), for: admin).items
            return !items.isEmpty && items.allSatisfy { $0.state == state }
        }
    }

    func untilAttempts(_ count: Int, _ made: NewWebhook) async throws {
        try await eventually("there are \(count) attempts") {
            try await delivery(made, oldest: true).attempts.count >= count
        }
    }

    /// Makes whatever waits due.
    func letTimePass() async throws {
        try await database.write { session in
            _ = try session.execute(
                """
                UPDATE webhook_deliveries
                SET next_attempt_at = now() - interval '1 second',
                    leased_until = CASE WHEN token IS NOT NULL THEN now() - interval '1 second' END
                WHERE state = 'pending'
                """)
        }
    }

    /// Runs something while messages are sent, then stops the service as the service group does.
    func serving(
        concurrency: Int = 32, patience: Duration = .seconds(10), _ body: @escaping @Sendable () async throws -> Void
    ) async throws {
        let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        let service = WebhookService(
            desk: desk, configuration: .init(concurrency: concurrency, poll: .milliseconds(50), patience: patience),
            logger: logger)
        let group = ServiceGroup(configuration: .init(services: [service], logger: logger))
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            try await body()
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
        }
    }
}
