import Domain
import Foundation
import Workflow

/// One key for each member of a desk to look at, by role.
struct DevKeys: Sendable, Hashable {
    let secrets: [Role: [String]]

    /// `{"submitter":["cd_…"],"reviewer":["cd_…",…],…}`: all roles, in their order.
    var json: JSON {
        .object(Role.allCases.map { JSON.Member($0.rawValue, JSON(secrets[$0] ?? [])) })
    }

    var all: [String] { Role.allCases.flatMap { secrets[$0] ?? [] } }

    init(secrets: [Role: [String]]) { self.secrets = secrets }

    /// Nil when the text is not of the form that `json` writes.
    init?(json text: String) {
        guard let found = try? JSONDecoder().decode([String: [String]].self, from: Data(text.utf8)) else { return nil }
        var secrets: [Role: [String]] = [:]
        for (name, keys) in found {
            guard let role = Role(rawValue: name) else { return nil }
            secrets[role] = keys
        }
        self.init(secrets: secrets)
    }
}

extension Desk {
    /// The kept keys if every one of them still opens the desk, else new ones, with all earlier ones revoked.
    ///
    /// - Parameter people: the members, each with one role.
    /// - Returns: the keys, and whether they are new.
    func devKeys(
        kept: DevKeys?, onDesk slug: String, for people: [Newsroom.Person]
    ) async throws -> (keys: DevKeys, areNew: Bool) {
        if let kept, try await opens(kept) { return (kept, false) }
        try await revokeAllKeys(ofDesk: slug)
        var secrets: [Role: [String]] = [:]
        for person in people {
            let key = try await createKey(
                onDesk: slug, for: person.email ?? person.name, name: "dev", roles: nil, expiresAt: nil)
            for role in person.roles { secrets[role, default: []].append(key.secret) }
        }
        return (DevKeys(secrets: secrets), true)
    }

    private func opens(_ keys: DevKeys) async throws -> Bool {
        if keys.all.isEmpty { return false }
        for secret in keys.all {
            do { _ = try await authenticate(secret: secret) } catch is AccessError { return false }
        }
        return true
    }
}
