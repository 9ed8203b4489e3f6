extension DeskProfile {
    /// `{id,slug,name,policy:{…}}`
    package var json: JSON {
        ["id": JSON(id), "slug": .string(slug), "name": .string(name), "policy": policy.json]
    }
}

extension DeskPolicy {
    /// `{requiredReviews,leaseSeconds,liveLeases,agreement,queueScore,minimumEvidence}`
    package var json: JSON {
        [
            "requiredReviews": .int(requiredReviews),
            "leaseSeconds": .int(leaseSeconds),
            "liveLeases": .int(liveLeases),
            "agreement": JSON(agreement),
            "queueScore": .double(queueScore),
            "minimumEvidence": .int(minimumEvidence),
        ]
    }
}

extension Member {
    /// `{id,name,email,roles:[…]}`
    package var json: JSON {
        ["id": JSON(id), "name": .string(name), "email": JSON(email), "roles": Role.json(roles)]
    }
}

extension AccessKey {
    /// A key without its secret, which is shown once and not kept.
    package var json: JSON {
        [
            "id": JSON(id),
            "member": ["id": JSON(memberID), "name": .string(memberName)],
            "name": .string(name),
            "roles": Role.json(roles),
            "hint": .string(hint),
            "createdAt": JSON(createdAt),
            "expiresAt": JSON(expiresAt),
            "revokedAt": JSON(revokedAt),
            "lastUsedAt": JSON(lastUsedAt),
        ]
    }
}

extension Role {
    /// The roles' names, always in the same order.
    package static func json(_ roles: Set<Role>) -> JSON { JSON(roles.sorted().map(\.rawValue)) }
}

extension Job {
    /// A job as administrators see it. The payload is an object; text when it is not JSON. The token is left out: it is
    /// the running worker's alone.
    package var json: JSON {
        [
            "id": JSON(id),
            "deskId": JSON(deskID),
            "kind": .string(kind),
            "payload": JSON(parsing: payload) ?? .string(payload),
            "state": JSON(state),
            "priority": .int(priority),
            "attempt": .int(attempt),
            "maxAttempts": .int(maxAttempts),
            "worker": JSON(worker),
            "lastError": JSON(lastError),
            "runAt": JSON(runAt),
            "leaseExpiresAt": JSON(leaseExpiresAt),
            "createdAt": JSON(createdAt),
            "finishedAt": JSON(finishedAt),
        ]
    }
}
