package import Foundation

/// An address that the desk tells of its changes.
package struct Webhook: Sendable, Hashable {
    package typealias ID = Identifier<Webhook>

    /// How many a desk may have.
    package static let limit = 20
    /// How long the old secret signs beside the new one, hours.
    package static let overlapHours = 0...168

    package let id: ID
    package let url: String
    /// Kinds (`verdict`) and types (`verdict.published`).
    package let events: [String]
    package let description: String?
    package let isActive: Bool
    package let createdAt: Date
    package let deactivatedAt: Date?
    /// Why it is not active, for a person.
    package let deactivationReason: String?
    /// Until when the secret before this one signs too; nil when it does not.
    package let previousSecretExpiresAt: Date?

    package init(
        id: ID, url: String, events: [String], description: String?, isActive: Bool, createdAt: Date,
        deactivatedAt: Date?, deactivationReason: String?, previousSecretExpiresAt: Date?
    ) {
        self.id = id
        self.url = url
        self.events = events
        self.description = description
        self.isActive = isActive
        self.createdAt = createdAt
        self.deactivatedAt = deactivatedAt
        self.deactivationReason = deactivationReason
        self.previousSecretExpiresAt = previousSecretExpiresAt
    }

    /// What a webhook may ask for: every kind but those of reviews and assignments, and every type of such a kind. That somebody has
    /// reviewed a claim is not for those who may be asked for another review, and nobody knows who reads a webhook.
    package static let knownEvents: [String] =
        kinds.map(\.rawValue)
        + AuditEvent.Action.allCases.map(\.rawValue).filter { EventKind(action: $0).map(kinds.contains) ?? false }

    private static let kinds = EventKind.allCases.filter { $0 != .review && $0 != .assignment }

    /// Whether it wants to be told of an event.
    package func wants(_ event: DeskEvent) -> Bool {
        events.contains(event.kind.rawValue) || events.contains(event.action)
    }

    /// - Throws: `InputError` for an empty list, and for the first name that there is not.
    package static func check(events: [String]) throws(InputError) {
        if events.isEmpty { throw InputError("events", "must name at least one event") }
        for (index, name) in events.enumerated() where !knownEvents.contains(name) {
            throw InputError("events[\(index)]", "must be one of \(knownEvents.joined(separator: ", "))")
        }
        if Set(events).count < events.count { throw InputError("events", "must name each event once") }
    }
}

/// A change of a webhook; nil leaves it as it is.
package struct WebhookChange: Sendable, Hashable {
    package var url: String?
    package var events: [String]?
    package var isActive: Bool?

    package init(url: String? = nil, events: [String]? = nil, isActive: Bool? = nil) {
        self.url = url
        self.events = events
        self.isActive = isActive
    }
}

/// Why something cannot be done with a webhook.
package enum WebhookError: Error, Hashable, Sendable {
    /// Nothing is sent to one that is not active.
    case inactive
}
