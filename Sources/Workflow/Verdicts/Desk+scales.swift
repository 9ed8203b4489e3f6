package import Domain
import Postgres
import Store

extension Desk {
    /// The newest version of each scale, the one in use first.
    package func scales(for principal: Principal) async throws -> [RatingScale] {
        try await read(.seeScales, for: principal) { try RatingScale.current(on: principal.deskID, in: $0) }
    }

    /// A scale with all its versions.
    ///
    /// - Throws: `NotFound` when the desk has no such scale.
    package func scale(_ id: RatingScale.ID, for principal: Principal) async throws -> ScaleHistory {
        try await readOneMoment(.seeScales, for: principal) { try Self.history(of: id, on: principal.deskID, in: $0) }
    }

    /// Makes a new scale. The desk goes on with the one it uses until its settings name another.
    ///
    /// - Throws: `InputError` with the first field that cannot be accepted.
    package func createScale(_ input: RatingScaleInput, by caller: Caller) async throws -> ScaleHistory {
        try input.validate()
        return try await change(.createScale, by: caller) { change in
            let scale = RatingScale(id: change.newID(), name: input.name, version: 1, ratings: input.stored)
            try scale.insert(on: change.desk, in: change.session)
            try change.audit(.scaleCreated, "scale", scale.id.rawValue, ["name": scale.name])
            return try Self.history(of: scale.id, on: change.desk, in: change.session)
        }
    }

    /// Makes the next version of a scale. Where the desk uses the scale, new reviews are given on the new version from
    /// then on; a claim that has reviews stays on theirs, and old reviews and verdicts keep the version they name.
    ///
    /// - Parameter ifVersion: the versions that the caller would follow; nil follows whatever is there.
    /// - Throws: `NotFound`, `InputError` with the first field that cannot be accepted, `ChangedMeanwhile`.
    package func addVersion(
        of id: RatingScale.ID, _ input: RatingScaleInput, ifVersion: Set<Int>?, by caller: Caller
    ) async throws -> ScaleHistory {
        try input.validate()
        return try await change(.addScaleVersion, by: caller) { change in
            let (desk, session) = (change.desk, change.session)
            let profile = try DeskProfile.lock(desk, in: session)
            let newest = try RatingScale.newestVersion(of: id, on: desk, in: session)
            try ChangedMeanwhile.check("scale", newest, wanted: ifVersion)
            let scale = RatingScale(id: id, name: input.name, version: newest + 1, ratings: input.stored)
            try scale.insert(on: desk, in: session)
            try change.audit(
                .scaleVersioned, "scale", id.rawValue, ["name": scale.name, "version": String(scale.version)])
            if profile.scale?.id == id { try Self.use(scale, on: profile, in: change) }
            return try Self.history(of: id, on: desk, in: session)
        }
    }

    private static func use(_ scale: RatingScale, on old: DeskProfile, in change: Change) throws {
        let new = DeskProfile(
            id: old.id, slug: old.slug, name: old.name, policy: old.policy, scale: scale.reference,
            revision: old.revision)
        try new.update(in: change.session)
        try change.audit(.deskChanged, "desk", old.id.rawValue, old.differences(to: new))
    }

    private static func history(
        of id: RatingScale.ID, on desk: DeskProfile.ID, in session: Session
    ) throws -> ScaleHistory {
        ScaleHistory(
            versions: try RatingScale.versions(of: id, on: desk, in: session).map {
                ScaleVersion(scale: $0.scale, createdAt: $0.createdAt)
            },
            isInUse: try RatingScale.inUse(on: desk, in: session).id == id)
    }
}
