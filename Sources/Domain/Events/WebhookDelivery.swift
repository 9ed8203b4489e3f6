package import Foundation

/// One message to one webhook, and how its delivery goes.
package struct WebhookDelivery: Sendable, Hashable {
    package typealias ID = Identifier<WebhookDelivery>

    /// `pending → delivered | dead | cancelled`; a replay makes it pending again.
    package enum State: String, CaseIterable, Sendable {
        case pending, delivered, dead, cancelled
    }

    /// One try.
    package struct Attempt: Sendable, Hashable {
        package let number: Int
        package let at: Date
        package let outcome: DeliveryOutcome

        package init(number: Int, at: Date, outcome: DeliveryOutcome) {
            self.number = number
            self.at = at
            self.outcome = outcome
        }
    }

    /// Also the `webhook-id` that the receiver sees, the same at every attempt.
    package let id: ID
    package let webhookID: Webhook.ID
    /// `verdict.published`, or `webhook.test`.
    package let type: String
    package let state: State
    package let createdAt: Date
    /// Nil when no attempt is to come.
    package let nextAttemptAt: Date?
    package let finishedAt: Date?
    /// The attempts so far, the first one first.
    package var attempts: [Attempt]

    package init(
        id: ID, webhookID: Webhook.ID, type: String, state: State, createdAt: Date, nextAttemptAt: Date?,
        finishedAt: Date?, attempts: [Attempt] = []
    ) {
        self.id = id
        self.webhookID = webhookID
        self.type = type
        self.state = state
        self.createdAt = createdAt
        self.nextAttemptAt = nextAttemptAt
        self.finishedAt = finishedAt
        self.attempts = attempts
    }
}

/// What came of one attempt at a delivery.
package struct DeliveryOutcome: Sendable, Hashable {
    /// How much of an answer is kept, bytes.
    package static let answerLimit = 1024

    /// The HTTP status; nil when there was no answer.
    package let status: Int?
    /// Why there was no answer, for a person; nil when there was one.
    package let error: String?
    /// The beginning of the answer's body.
    package let answer: String?
    package let milliseconds: Int

    package init(status: Int? = nil, error: String? = nil, answer: String? = nil, milliseconds: Int) {
        self.status = status
        self.error = error
        self.answer = answer
        self.milliseconds = milliseconds
    }

    /// Any 2xx.
    package var isDelivered: Bool { status.map { (200..<300).contains($0) } ?? false }

    /// 410: the receiver asks not to be told any more.
    package var isGone: Bool { status == 410 }
}

/// When a failed delivery is tried again.
package enum DeliveryBackoff {
    /// How long a delivery is tried, seconds: a day.
    package static let patience = 86_400.0

    /// 5 s, 20 s, 80 s … four hours at most, of which a random share between a half and the whole is waited.
    ///
    /// - Parameters:
    ///   - tries: how often it was tried, from 1.
    ///   - random: 0 ..< 1.
    /// - Returns: seconds.
    package static func seconds(afterTries tries: Int, random: Double) -> Double {
        let whole = min(14_400, 5 * Double(1 << (2 * min(max(tries - 1, 0), 10))))
        return whole / 2 + whole / 2 * random
    }
}

/// A message on its way out: signed, and leased to the worker that sends it.
package struct OutboundMessage: Sendable, Hashable {
    package let deskID: DeskProfile.ID
    package let id: WebhookDelivery.ID
    package let webhookID: Webhook.ID
    /// The fencing token of this attempt.
    package let token: Int
    package let url: String
    package let body: String
    /// `webhook-id`, `webhook-timestamp`, `webhook-signature`.
    package let headers: [String: String]

    package init(
        deskID: DeskProfile.ID, id: WebhookDelivery.ID, webhookID: Webhook.ID, token: Int, url: String, body: String,
        headers: [String: String]
    ) {
        self.deskID = deskID
        self.id = id
        self.webhookID = webhookID
        self.token = token
        self.url = url
        self.body = body
        self.headers = headers
    }
}
