package import Domain
import Store

extension Desk {
    /// The desk with its policy.
    package func profile(for principal: Principal) async throws -> DeskProfile {
        try await read(.seeDesk, for: principal) { try DeskProfile.get(principal.deskID, in: $0) }
    }

    /// Changes the desk's name, policy or scale.
    ///
    /// - Parameter ifRevision: the revisions that the caller would change; nil changes whatever is there.
    /// - Throws: `InputError` with the first field that cannot be accepted, `ChangedMeanwhile`.
    package func changeDesk(_ input: DeskChange, ifRevision: Set<Int>?, by caller: Caller) async throws -> DeskProfile {
        if let name = input.name { try Input.line(name, "name", limit: 200) }
        // Against any policy, so that a bad value is told before anything is locked.
        _ = try input.applied(to: DeskPolicy())
        return try await change(.changeDesk, by: caller) { change in
            let (id, session) = (change.desk, change.session)
            let old = try DeskProfile.lock(id, in: session)
            try ChangedMeanwhile.check("desk", old.revision, wanted: ifRevision)
            let new = DeskProfile(
                id: id, slug: old.slug, name: input.name ?? old.name, policy: try input.applied(to: old.policy),
                scale: try input.scaleID.map { try Self.newest($0, in: change) } ?? old.scale, revision: old.revision)
            if new == old { return old }
            // Days are said by this program and by the database, which have each its own list of zones.
            let zone = new.policy.timeZone
            if zone != old.policy.timeZone, !(try session.knows(timeZone: zone)) {
                throw InputError("policy.timeZone", "is no time zone that the database knows")
            }
            try new.update(in: session)
            try change.audit(.deskChanged, "desk", id.rawValue, old.differences(to: new))
            return try DeskProfile.get(id, in: session)
        }
    }

    private static func newest(_ scale: RatingScale.ID, in change: Change) throws -> RatingScale.Reference {
        do {
            let version = try RatingScale.newestVersion(of: scale, on: change.desk, in: change.session)
            return RatingScale.Reference(id: scale, version: version)
        } catch is NotFound {
            throw InputError("scaleId", "is not one of the desk's rating scales")
        }
    }
}
