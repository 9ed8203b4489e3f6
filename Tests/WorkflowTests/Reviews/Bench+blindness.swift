import Domain
import Foundation
import Postgres
import Testing

@testable import Workflow

extension Bench {
    /// A member as they are now, with a key of their own making.
    ///
    /// - Parameter roles: of the key; nil for all that the member has.
    func caller(_ name: String, roles: Set<Domain.Role>?) async throws -> Caller {
        let key = try await desk.createKey(onDesk: "demo", for: name, name: "another", roles: roles, expiresAt: nil)
        return Caller(try await desk.authenticate(secret: key.secret), requestID: "test")
    }

    /// Gives a member other roles.
    ///
    /// - Parameter isPast: as if that had been more than a minute ago.
    func setRoles(_ roles: Set<Domain.Role>, of name: String, isPast: Bool = true) async throws {
        _ = try await desk.changeMember(
            try principal(name).memberID, MemberChange(roles: roles), ifRevision: nil, by: caller("admin"))
        guard isPast else { return }
        _ = try await database.write { session in
            try session.execute(
                "UPDATE members SET oversaw_until = clock_timestamp() WHERE oversaw_until > clock_timestamp()")
        }
    }

    /// The claims that a member is given for as long as there are some, which then go back.
    func asked(_ caller: Caller) async throws -> Set<Claim.ID> {
        let leases = try await desk.take(TakeRequest(limit: 20), by: caller).leases.map(\.lease)
        for lease in leases { _ = try await desk.release(lease.id, token: lease.token, reason: nil, by: caller) }
        return Set(leases.map(\.claimID))
    }
}
