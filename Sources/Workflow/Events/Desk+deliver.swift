package import Domain
import Foundation
import Postgres
import Store

// What the worker does for webhooks.
extension Desk {
    /// How many messages one webhook may have on their way at once.
    static let messagesPerWebhook = 2
    /// How long a worker has for one attempt, seconds; three times what an attempt takes at most. After a worker's death
    /// its messages are sent again when this has passed.
    static let attemptLease = 30.0
    /// Events that are made into deliveries in one transaction.
    static let dispatchStretch = 500

    /// Makes deliveries from what has happened on the desks that have webhooks. Derived from the audit trail after the
    /// commit, in its order, each event once: cursor and deliveries move in one transaction.
    ///
    /// - Returns: true when it should be called again soon: there was more than fits, or an older transaction holds
    ///   events back.
    package func dispatchWebhooks() async throws -> Bool {
        var isMore = false
        for desk in try await readAsDesk({ try WebhookCursor.desks(in: $0) }) {
            if try await dispatch(on: desk) { isMore = true }
        }
        return isMore
    }

    private func dispatch(on desk: DeskProfile.ID) async throws -> Bool {
        // Outside of the transaction that writes, whose own id would hold the horizon back.
        let (horizon, restored, isIdle) = try await readAsDesk { session in
            let restored = try EventHorizon.restoredThrough(on: desk, in: session)
            let horizon = try EventHorizon.now(on: desk, in: session)
            let cursor = try WebhookCursor.find(of: desk, in: session)
            let next = try cursor.map { cursor in
                try Self.undelivered(after: cursor, horizon, restored, limit: 1, on: desk, in: session)
            }
            return (horizon, restored, next?.isEmpty ?? true)
        }
        if isIdle { return horizon.isHeldBack }
        let isCut = try await writeAsDesk { session -> Bool in
            guard let cursor = try WebhookCursor.hold(of: desk, in: session) else { return false }
            let stretch = try Self.undelivered(
                after: cursor, horizon, restored, limit: Self.dispatchStretch, on: desk, in: session)
            for (webhook, since) in try Webhook.active(on: desk, in: session) {
                let events = stretch.events.filter {
                    $0.at >= since && webhook.wants($0) && EventView.webhook.tells($0)
                }
                let messages = events.map { event in
                    (
                        id: newID() as WebhookDelivery.ID, sequence: event.cursor.sequence as Int?,
                        type: event.action,
                        body: Self.body(type: event.action, at: event.at, data: EventView.webhook.json(event))
                    )
                }
                try WebhookDelivery.insert(messages, to: webhook.id, on: desk, in: session)
            }
            try WebhookCursor.move(to: stretch.end, of: desk, in: session)
            return stretch.isCut
        }
        return isCut || horizon.isHeldBack
    }

    private static func undelivered(
        after cursor: EventCursor, _ horizon: EventHorizon, _ restored: Int, limit: Int, on desk: DeskProfile.ID,
        in session: Session
    ) throws -> EventStretch {
        // A cursor of a server that had come further than this one: the database was restored from a dump.
        let from = cursor.transaction > horizon.frontier ? .start : cursor
        return try EventStretch.read(
            after: from, before: horizon, restored: restored, limit: limit, on: desk, in: session)
    }

    /// Messages that are due, signed and leased to the caller.
    ///
    /// - Throws: `NotAtHome` in a copy.
    package func leaseMessages(limit: Int) async throws -> [OutboundMessage] {
        try await requireHome()
        let leased = try await writeAsDesk { session in
            try WebhookDelivery.lease(
                limit: limit, each: Self.messagesPerWebhook, seconds: Self.attemptLease, in: session)
        }
        return leased.map { delivery in
            OutboundMessage(
                deskID: delivery.deskID, id: delivery.id, webhookID: delivery.webhookID, token: delivery.token,
                url: delivery.url, body: delivery.body,
                headers: [
                    "webhook-id": delivery.id.description, "webhook-timestamp": String(delivery.timestamp),
                    "webhook-signature": WebhookSignature.header(
                        id: delivery.id.description, timestamp: delivery.timestamp, body: delivery.body,
                        secrets: delivery.secrets),
                ])
        }
    }

    /// Writes down what came of an attempt. A receiver that says 410 Gone is told no more.
    ///
    /// - Parameter random: 0 ..< 1, for the jitter of the next try.
    /// - Returns: the delivery's state; nil when it was not the caller's any more, and nothing was written.
    package func record(
        _ outcome: DeliveryOutcome, of message: OutboundMessage, random: Double
    ) async throws -> WebhookDelivery.State? {
        try await writeAsDesk { session in
            let state = try WebhookDelivery.record(outcome, of: message, random: random, in: session)
            guard state != nil, outcome.isGone else { return state }
            let reason = "The receiver answered 410 Gone."
            if try Webhook.deactivate(message.webhookID, reason: reason, on: message.deskID, in: session) {
                try log(
                    .webhookDeactivated, "webhook", message.webhookID.rawValue, ["status": "410"], on: message.deskID,
                    in: session)
            }
            return .cancelled
        }
    }

    /// Yields whenever there may be something to tell. A hint: the worker polls besides.
    package func webhookWakeups() -> AsyncStream<Void> { signals.wakeups(.webhooks) }
}
