package import Domain
import Postgres
import Store

extension Page<PublicListing> {
    /// The page without what has removed words where a search looks: who searches for a name must not learn of which claim it
    /// was removed.
    func sparing(_ removed: RemovedWords) -> Page<PublicListing> {
        if removed.isEmpty { return self }
        let items = items.filter { listing in
            removed.off(listing.statement) == listing.statement && removed.off(listing.claimant) == listing.claimant
        }
        return Page(items: items, next: next)
    }
}

extension Desk {
    /// Takes words off every public form of the desk at once, and off files of exports, which are removed. Texts on the desk
    /// stay as they are; who did it, when and why is on record.
    ///
    /// - Throws: `InputError`.
    package func removeWords(_ input: Removal.Input, by caller: Caller) async throws -> Removal {
        try input.validate()
        return try await change(.removeWords, by: caller) { change in
            let (desk, session) = (change.desk, change.session)
            // Exports are ordered behind the same lock.
            _ = try DeskProfile.lock(desk, in: session)
            let id: Removal.ID = change.newID()
            try Removal.insert(id, input, by: change.member, on: desk, in: session)
            try DeskProfile.renewPages(of: desk, in: session)
            for export in try Export.standing(on: desk, in: session) {
                let found = try Export.lock(export, on: desk, in: session)
                guard found.export.state.next.contains(.cancelled) else { continue }
                _ = try Job.cancel(found.job, in: session)
                try Export.end(export, .cancelled, error: nil, on: desk, in: session)
                try change.audit(.exportCancelled, "export", export.rawValue)
            }
            // Not the words: the trail is handed on.
            try change.audit(.wordsRemoved, "removal", id.rawValue)
            return try Removal.get(id, on: desk, in: session)
        }
    }

    /// Lets words that were removed stand in public again.
    ///
    /// - Throws: `NotFound`, `InputError` for an empty reason, `RemovalError.lifted`.
    package func liftRemoval(_ id: Removal.ID, reason: String, by caller: Caller) async throws -> Removal {
        try Input.text(reason, "reason", limit: 5000)
        return try await change(.liftRemoval, by: caller) { change in
            let (desk, session) = (change.desk, change.session)
            _ = try Removal.get(id, on: desk, in: session)
            guard try Removal.lift(id, reason: reason, by: change.member, on: desk, in: session) else {
                throw RemovalError.lifted
            }
            try DeskProfile.renewPages(of: desk, in: session)
            try change.audit(.removalLifted, "removal", id.rawValue)
            return try Removal.get(id, on: desk, in: session)
        }
    }

    /// What was removed from the desk's public forms, and lifted again, the newest first.
    package func removals(_ page: PageRequest, for principal: Principal) async throws -> Page<Removal> {
        try await read(.seeRemovals, for: principal) { try Removal.page(page, on: principal.deskID, in: $0) }
    }
}
