package import Domain
import Postgres
import Store

extension Page<PublicListing> {
    /// The page without what a search finds by removed words alone: who searches for a name must not learn of which claim it was
    /// removed.
    func sparing(_ removed: RemovedWords, for words: String?) -> Page<PublicListing> {
        guard let words, !removed.isEmpty else { return self }
        let items = items.filter { listing in
            let text = "\(listing.statement)\n\(listing.claimant.name ?? "")"
            return !removed.stand(in: text) || removed.leave(text, toSearchFor: words)
        }
        return Page(items: items, next: next)
    }
}

extension Desk {
    /// In how many of the newest verdicts and corrections other forms of removed words are looked for.
    private static let looked = 2000

    /// Takes words off every public form of the desk at once, and off files of exports, which are removed. Texts on the desk
    /// stay as they are; who did it, when and why is on record.
    ///
    /// - Returns: the removal, with forms of the words that stand in public still.
    /// - Throws: `InputError`.
    package func removeWords(_ input: Removal.Input, by caller: Caller) async throws -> MadeRemoval {
        try input.validate()
        return try await change(.removeWords, by: caller) { change in
            let (desk, session) = (change.desk, change.session)
            let forms = try Self.forms(of: input.words, on: desk, in: session)
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
            return MadeRemoval(removal: try Removal.get(id, on: desk, in: session), alsoStands: forms)
        }
    }

    private static func forms(
        of words: String, on desk: DeskProfile.ID, in session: Session
    ) throws -> [RemovedForms.Form] {
        var forms = RemovedForms(of: words)
        let newest = PageRequest(limit: looked)
        let all = try PublicListing.query(.everything, on: desk, in: session)
        for listing in try PublicListing.page(newest, all, on: desk, in: session).items {
            let texts = [
                listing.statement, listing.claimant.name, listing.headline.title, listing.headline.summary,
                listing.headline.claimReviewed, listing.exact, listing.rationale, listing.articleTitle,
                listing.publisher, listing.appearance.note,
            ]
            for text in texts.compactMap(\.self) { forms.look(in: text) }
        }
        for correction in try PublicCorrection.page(newest, on: desk, in: session).items {
            forms.look(in: correction.text)
        }
        return forms.all
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
