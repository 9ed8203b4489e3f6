extension DeskProfile {
    /// `{id,slug,name,scale:{id,version}|null,policy:{…},revision}`
    package var json: JSON {
        [
            "id": JSON(id),
            "slug": .string(slug),
            "name": .string(name),
            "scale": scale?.json ?? .null,
            "policy": policy.json,
            "revision": .int(revision),
        ]
    }
}

extension DeskPolicy {
    /// Every setting by its name: `{requiredReviews,leaseSeconds,…}`
    package var json: JSON {
        .object(Self.settings.map { JSON.Member($0.name, $0.value(in: self)) })
    }
}

extension Member {
    /// `{id,name,email,roles:[…],revision,createdAt,deactivatedAt,erasedAt}`
    package var json: JSON {
        [
            "id": JSON(id),
            "name": .string(name),
            "email": JSON(email),
            "roles": Role.json(roles),
            "revision": .int(revision),
            "createdAt": JSON(createdAt),
            "deactivatedAt": JSON(deactivatedAt),
            "erasedAt": JSON(erasedAt),
        ]
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
            "replacedBy": JSON(replacedBy),
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
