package import Domain
package import Foundation
import Postgres
import Store

// What those who run the server do from its command line, without a key.
extension Desk {
    /// Sets up a desk with its members and scale, unless there is one of this slug already.
    ///
    /// - Returns: true when it was made now.
    /// - Throws: `InputError` with the first field of its scale that cannot be accepted: `scale.ratings[2].value`.
    package func setUp(_ newsroom: Newsroom) async throws -> Bool {
        let input = RatingScaleInput(name: newsroom.scale.name, ratings: newsroom.scale.ratings)
        do { try input.validate() } catch { throw error.inside("scale") }
        return try await writeAsDesk { session in
            if try DeskProfile.find(slug: newsroom.desk.slug, in: session) != nil { return false }
            var policy = DeskPolicy()
            if let limit = newsroom.desk.queueLimit { policy.queueLimit = limit }
            if let notes = newsroom.desk.publicNotes { policy.publicNotes = notes }
            let desk = DeskProfile(
                id: newID(), slug: newsroom.desk.slug, name: newsroom.desk.name, policy: policy)
            try desk.insert(in: session)
            try log(.deskCreated, "desk", desk.id.rawValue, on: desk.id, in: session)
            for person in newsroom.members {
                let member = Member(id: newID(), name: person.name, email: person.email, roles: Set(person.roles))
                try member.insert(on: desk.id, in: session)
                try log(.memberCreated, "member", member.id.rawValue, on: desk.id, in: session)
            }
            let scale = RatingScale(id: newID(), name: input.name, version: 1, ratings: input.stored)
            try scale.insert(on: desk.id, in: session)
            try DeskProfile(
                id: desk.id, slug: desk.slug, name: desk.name, policy: desk.policy, scale: scale.reference
            ).update(in: session)
            try log(.scaleCreated, "scale", scale.id.rawValue, on: desk.id, in: session)
            return true
        }
    }

    /// The active members of a desk.
    ///
    /// - Throws: `NotFound` when there is no desk of this slug.
    package func members(ofDesk slug: String) async throws -> [Member] {
        try await readAsDesk { session in
            guard let desk = try DeskProfile.find(slug: slug, in: session) else { throw NotFound("desk \(slug)") }
            return try Member.all(on: desk.id, in: session)
        }
    }

    /// Makes a key for a member named by id, email or name.
    ///
    /// - Parameter roles: some of the member's; nil for all of them.
    /// - Throws: `NotFound` without such a desk or member, `InputError` for the name, the roles or the expiry.
    package func createKey(
        onDesk slug: String, for person: String, name: String, roles: Set<Role>?, expiresAt: Date?
    ) async throws -> NewKey {
        let (desk, member) = try await readAsDesk { session in
            guard let desk = try DeskProfile.find(slug: slug, in: session) else { throw NotFound("desk \(slug)") }
            let found = try Member.all(on: desk.id, in: session).filter { member in
                member.id == Member.ID(person) || member.name == person
                    || member.email?.lowercased() == person.lowercased()
            }
            guard let member = found.first, found.count == 1 else { throw NotFound("member \(person)") }
            return (desk, member)
        }
        let principal = Principal(
            deskID: desk.id, memberID: member.id, memberName: member.name, keyID: nil, roles: member.roles,
            memberRoles: member.roles)
        return try await createKey(
            for: member.id, name: name, roles: roles, expiresAt: expiresAt, by: Caller(principal))
    }

    /// Revokes every key of a desk; for a private desk whose secrets were lost.
    package func revokeAllKeys(ofDesk slug: String) async throws {
        try await writeAsDesk { session in
            guard let desk = try DeskProfile.find(slug: slug, in: session) else { throw NotFound("desk \(slug)") }
            let revoked = try AccessKey.revokeAll(on: desk.id, in: session)
            try AuditEvent.insert(
                .keyRevoked, "key", revoked.map(\.rawValue), ["because": "all keys of the desk were revoked"],
                on: desk.id, in: session)
        }
    }

    /// How long a database may take to say that it is there: balancers ask every few seconds.
    private static let readinessLimit = Duration.milliseconds(1_500)

    /// Whether this process can serve: the database answers in a moment, and its schema is the one this program was made for.
    package func readiness() async -> Readiness {
        do {
            let quick = database.on(.entry).within(Self.readinessLimit)
            let current = try await Schema.migrator().isCurrent(quick)
            let isHere = current ? try await Self.withIdentity(quick, Home.isHere) : nil
            return Readiness(databaseReachable: true, schemaCurrent: current, isCopy: isHere.map { !$0 })
        } catch {
            return Readiness(databaseReachable: !isTransient(error), schemaCurrent: false, isCopy: nil)
        }
    }

    /// Remembers something that the desk itself did, not one of its members.
    func log(
        _ action: AuditEvent.Action, _ subject: String, _ id: UUID, _ details: [String: String] = [:],
        on desk: DeskProfile.ID, in session: Session
    ) throws {
        try AuditEvent(action, subject, id, details).insert(
            actor: nil, key: nil, requestID: nil, on: desk, in: session)
    }
}
