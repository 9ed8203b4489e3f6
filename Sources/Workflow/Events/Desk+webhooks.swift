package import Domain
import Foundation
import Postgres
import Store

/// A webhook with its secret, seen this once.
package struct NewWebhook: Sendable {
    package let webhook: Webhook
    /// `whsec_` and the base64 of 32 bytes.
    package let secret: String

    /// The webhook with `secret`.
    package var json: JSON { webhook.json.adding(["secret": .string(secret)]) }
}

extension Desk {
    /// The newest first.
    package func webhooks(_ page: PageRequest, for principal: Principal) async throws -> Page<Webhook> {
        try await read(.seeWebhooks, for: principal) { try Webhook.page(page, on: principal.deskID, in: $0) }
    }

    /// - Throws: `NotFound`.
    package func webhook(_ id: Webhook.ID, for principal: Principal) async throws -> Webhook {
        try await read(.seeWebhooks, for: principal) { try Webhook.get(id, on: principal.deskID, in: $0) }
    }

    /// Makes a webhook, which is told of what is done from then on. The answer holds its secret; sent again under the same
    /// idempotency key, the request is refused rather than the secret kept.
    ///
    /// - Throws: `InputError` for the URL, the events or the description, and for one webhook too many.
    package func createWebhook(
        url: String, events: [String], description: String?, by caller: Caller
    ) async throws -> NewWebhook {
        _ = try WebhookTarget(url, rule: webhookRule)
        try Webhook.check(events: events)
        try Input.optionalText(description, "description", limit: 500)
        return try await change(.createWebhook, by: caller, remembering: .keyAlone) { change in
            if try Webhook.count(on: change.desk, in: change.session) >= Webhook.limit {
                throw InputError("url", "is one too many: a desk has \(Webhook.limit) webhooks at most")
            }
            let id: Webhook.ID = change.newID()
            let secret = WebhookSignature.makeSecret()
            try WebhookCursor.begin(on: change.desk, in: change.session)
            try Webhook.insert(
                id, url: url, events: events, description: description, secret: secret, by: change.member,
                on: change.desk, in: change.session)
            // The host alone: paths and queries of such URLs often are secrets themselves.
            let host = try WebhookTarget(url, rule: webhookRule).host
            try change.audit(
                .webhookCreated, "webhook", id.rawValue, ["host": host, "events": events.joined(separator: ",")])
            return NewWebhook(
                webhook: try Webhook.get(id, on: change.desk, in: change.session),
                secret: WebhookSignature.text(of: secret))
        }
    }

    /// Changes what is given. Deactivated, a webhook is told no more, and what waits for it is cancelled; activated again,
    /// it is told of what is done from then on.
    ///
    /// - Throws: `NotFound`, `InputError`.
    package func changeWebhook(_ id: Webhook.ID, _ edit: WebhookChange, by caller: Caller) async throws -> Webhook {
        if let url = edit.url { _ = try WebhookTarget(url, rule: webhookRule) }
        if let events = edit.events { try Webhook.check(events: events) }
        return try await change(.changeWebhook, by: caller) { change in
            let (desk, session) = (change.desk, change.session)
            let webhook = try Webhook.get(id, on: desk, in: session, lock: true)
            try Webhook.update(
                id, url: edit.url ?? webhook.url, events: edit.events ?? webhook.events, on: desk, in: session)
            if edit.isActive == true, !webhook.isActive {
                try WebhookCursor.begin(on: desk, in: session)
                try Webhook.activate(id, on: desk, in: session)
            } else if edit.isActive == false {
                try Webhook.deactivate(id, reason: "An admin deactivated it.", on: desk, in: session)
            }
            var details: [String: String] = [:]
            if let url = edit.url { details["host"] = try WebhookTarget(url, rule: webhookRule).host }
            if let events = edit.events { details["events"] = events.joined(separator: ",") }
            if let active = edit.isActive { details["active"] = String(active) }
            try change.audit(.webhookChanged, "webhook", id.rawValue, details)
            return try Webhook.get(id, on: desk, in: session)
        }
    }

    /// Removes a webhook and wipes its secret.
    ///
    /// - Returns: the webhook as it was left.
    /// - Throws: `NotFound`.
    package func deleteWebhook(_ id: Webhook.ID, by caller: Caller) async throws -> Webhook {
        try await change(.deleteWebhook, by: caller) { change in
            let (desk, session) = (change.desk, change.session)
            _ = try Webhook.get(id, on: desk, in: session, lock: true)
            try Webhook.deactivate(id, reason: "An admin deleted it.", on: desk, in: session)
            let left = try Webhook.get(id, on: desk, in: session)
            try Webhook.delete(id, on: desk, in: session)
            try change.audit(.webhookDeleted, "webhook", id.rawValue)
            return left
        }
    }

    /// Makes a new secret; for so many hours the old one signs too, so that receivers can change without a gap. Like
    /// `createWebhook`, its answer is not kept.
    ///
    /// - Throws: `NotFound`, `InputError` for the hours.
    package func rotateWebhookSecret(
        _ id: Webhook.ID, overlapHours: Int, by caller: Caller
    ) async throws -> NewWebhook {
        try Input.number(overlapHours, "overlapHours", in: Webhook.overlapHours)
        return try await change(.rotateWebhookSecret, by: caller, remembering: .keyAlone) { change in
            let (desk, session) = (change.desk, change.session)
            _ = try Webhook.get(id, on: desk, in: session, lock: true)
            let secret = WebhookSignature.makeSecret()
            try Webhook.rotate(id, secret: secret, overlapHours: overlapHours, on: desk, in: session)
            try change.audit(.webhookRotated, "webhook", id.rawValue, ["overlapHours": String(overlapHours)])
            return NewWebhook(
                webhook: try Webhook.get(id, on: desk, in: session), secret: WebhookSignature.text(of: secret))
        }
    }

    /// Sends a message of the type `webhook.test`.
    ///
    /// - Throws: `NotFound`, `WebhookError.inactive`.
    package func testWebhook(_ id: Webhook.ID, by caller: Caller) async throws -> WebhookDelivery {
        try await change(.testWebhook, by: caller) { change in
            let (desk, session) = (change.desk, change.session)
            guard try Webhook.get(id, on: desk, in: session, lock: true).isActive else { throw WebhookError.inactive }
            let delivery: WebhookDelivery.ID = change.newID()
            let body = Self.body(type: "webhook.test", at: try change.now(), data: ["webhookId": JSON(id)])
            try WebhookDelivery.insert(
                [(id: delivery, sequence: nil, type: "webhook.test", body: body)], to: id, on: desk, in: session)
            return try WebhookDelivery.get(delivery, of: id, on: desk, in: session)
        }
    }

    /// What was sent to a webhook, or waits to be: the newest first, with every attempt.
    ///
    /// - Throws: `NotFound`.
    package func deliveries(
        of id: Webhook.ID, _ page: PageRequest, for principal: Principal
    ) async throws -> Page<WebhookDelivery> {
        try await read(.seeWebhooks, for: principal) { session in
            _ = try Webhook.get(id, on: principal.deskID, in: session)
            return try WebhookDelivery.page(page, of: id, on: principal.deskID, in: session)
        }
    }

    /// Sends a message again, whatever became of it: at once, and for a day.
    ///
    /// - Throws: `NotFound`, `WebhookError.inactive`.
    package func replay(
        _ delivery: WebhookDelivery.ID, of id: Webhook.ID, by caller: Caller
    ) async throws -> WebhookDelivery {
        try await change(.replayDelivery, by: caller) { change in
            let (desk, session) = (change.desk, change.session)
            let webhook = try Webhook.get(id, on: desk, in: session, lock: true)
            _ = try WebhookDelivery.get(delivery, of: id, on: desk, in: session)
            guard webhook.isActive else { throw WebhookError.inactive }
            try WebhookDelivery.replay(delivery, on: desk, in: session)
            return try WebhookDelivery.get(delivery, of: id, on: desk, in: session)
        }
    }

    /// The body of a message: `{type,timestamp,data}`, as Standard Webhooks has it.
    static func body(type: String, at time: Date, data: JSON) -> String {
        (["type": .string(type), "timestamp": JSON(time), "data": data] as JSON).text()
    }
}
