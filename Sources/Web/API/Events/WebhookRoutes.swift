import Domain
import HTTPTypes
import Hummingbird
import Workflow

/// Addresses that are told of the desk's changes.
enum WebhookRoutes {
    static let all = [
        Route(
            .get, "/v1/webhooks", .act(.seeWebhooks), "List the desk's webhooks, without their secrets.",
            query: Route.paging, handler: list),
        Route(
            .post, "/v1/webhooks", .act(.createWebhook), "Make a webhook; its secret is shown this once.",
            body: WebhookBody.self, handler: create),
        Route(.get, "/v1/webhooks/{id}", .act(.seeWebhooks), "Read a webhook.", handler: show),
        Route(
            .patch, "/v1/webhooks/{id}", .act(.changeWebhook), "Change a webhook, or turn it off and on.",
            body: WebhookChange.self, handler: change),
        Route(.delete, "/v1/webhooks/{id}", .act(.deleteWebhook), "Delete a webhook.", handler: delete),
        Route(
            .post, "/v1/webhooks/{id}/rotation", .act(.rotateWebhookSecret),
            "Make a new secret; the old one goes on signing for a while.", body: WebhookRotationBody.self,
            handler: rotate),
        Route(.post, "/v1/webhooks/{id}/test", .act(.testWebhook), "Send a webhook a test message.", handler: test),
        Route(
            .get, "/v1/webhooks/{id}/deliveries", .act(.seeWebhooks),
            "List what was sent to a webhook, with every attempt.",
            query: Route.paging, handler: deliveries),
        Route(
            .post, "/v1/webhooks/{id}/deliveries/{deliveryId}/replay", .act(.replayDelivery),
            "Send a message to a webhook again.", handler: replay),
    ]

    private static func list(_ call: Call) async throws -> Response {
        .json(try await call.desk.webhooks(try call.query.page(), for: try call.principal).json(\.json))
    }

    private static func create(_ call: Call) async throws -> Response {
        let body = try call.read(WebhookBody.self)
        return try await call.change {
            try await call.desk.createWebhook(
                url: body.url, events: body.events, description: body.description, by: $0)
        } answer: {
            .json($0.json, status: .created)
        }
    }

    private static func show(_ call: Call) async throws -> Response {
        .json(try await call.desk.webhook(try call.id("webhook"), for: try call.principal).json)
    }

    private static func change(_ call: Call) async throws -> Response {
        let change = try call.read(WebhookChange.self)
        let id = try call.id("webhook", of: Webhook.self)
        return try await call.change {
            try await call.desk.changeWebhook(id, change, by: $0)
        } answer: {
            .json($0.json)
        }
    }

    private static func delete(_ call: Call) async throws -> Response {
        let id = try call.id("webhook", of: Webhook.self)
        return try await call.change {
            try await call.desk.deleteWebhook(id, by: $0)
        } answer: {
            .json($0.json)
        }
    }

    private static func rotate(_ call: Call) async throws -> Response {
        let body = try call.read(WebhookRotationBody.self)
        let id = try call.id("webhook", of: Webhook.self)
        return try await call.change {
            try await call.desk.rotateWebhookSecret(id, overlapHours: body.overlapHours, by: $0)
        } answer: {
            .json($0.json)
        }
    }

    private static func test(_ call: Call) async throws -> Response {
        let id = try call.id("webhook", of: Webhook.self)
        return try await call.change {
            try await call.desk.testWebhook(id, by: $0)
        } answer: {
            .json($0.json, status: .accepted)
        }
    }

    private static func deliveries(_ call: Call) async throws -> Response {
        let page = try await call.desk.deliveries(
            of: try call.id("webhook"), try call.query.page(), for: try call.principal)
        return .json(page.json(\.json))
    }

    private static func replay(_ call: Call) async throws -> Response {
        let delivery = try call.id("delivery", named: "deliveryId", of: WebhookDelivery.self)
        let id = try call.id("webhook", of: Webhook.self)
        return try await call.change {
            try await call.desk.replay(delivery, of: id, by: $0)
        } answer: {
            .json($0.json, status: .accepted)
        }
    }
}
