extension Webhook {
    /// A webhook without its secret, which is shown when it is made.
    package var json: JSON {
        [
            "id": JSON(id),
            "url": .string(url),
            "events": JSON(events),
            "description": JSON(description),
            "active": .bool(isActive),
            "createdAt": JSON(createdAt),
            "deactivatedAt": JSON(deactivatedAt),
            "deactivationReason": JSON(deactivationReason),
            "previousSecretExpiresAt": JSON(previousSecretExpiresAt),
        ]
    }
}

extension WebhookDelivery {
    /// `{id,webhookId,type,state,createdAt,nextAttemptAt,finishedAt,attempts:[…]}`
    package var json: JSON {
        [
            "id": JSON(id),
            "webhookId": JSON(webhookID),
            "type": .string(type),
            "state": JSON(state),
            "createdAt": JSON(createdAt),
            "nextAttemptAt": JSON(nextAttemptAt),
            "finishedAt": JSON(finishedAt),
            "attempts": JSON(attempts.map(\.json)),
        ]
    }
}

extension WebhookDelivery.Attempt {
    /// `{number,at,milliseconds,status,error,answer}`
    package var json: JSON {
        [
            "number": .int(number),
            "at": JSON(at),
            "milliseconds": .int(outcome.milliseconds),
            "status": outcome.status.map { .int($0) } ?? .null,
            "error": JSON(outcome.error),
            "answer": JSON(outcome.answer),
        ]
    }
}
