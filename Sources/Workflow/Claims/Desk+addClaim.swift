package import Domain
import Foundation
import Store

extension Desk {
    /// Adds a claim to an article by hand: at a place of its title or text, or without one. From then on it is a claim like
    /// those that were found, but that no reading withdraws it.
    ///
    /// - Throws: `NotFound`, `InputError` for words that do not stand there or are a claim already, `ClaimError` for an
    ///   article that was killed, `AccessError` where the desk's policy leaves it to others.
    package func addClaim(
        _ addition: ClaimAddition, to id: Article.ID, by caller: Caller
    ) async throws -> ClaimDetail {
        try addition.validate()
        return try await change(.addClaim, by: caller) { change in
            let (desk, session) = (change.desk, change.session)
            // The article first, as its reader does: it is not read meanwhile, and nobody else takes the place.
            try Article.lock(id, on: desk, in: session)
            let article = try Article.get(id, on: desk, in: session)
            try Self.requireMayAddClaims(to: id, in: change)
            if article.version.status == .withdrawn { throw ClaimError.articleWithdrawn }
            let mayTriage = caller.principal.may(.triage)
            if addition.queue == true, !mayTriage { throw AccessError.forbidden(needs: Act.triage.roles.sorted()) }
            let isQueued = addition.queue ?? mayTriage

            let claim = try Self.incoming(addition, id: change.newID(), of: article, in: change)
            let required = addition.requiredReviews ?? article.version.requiredReviews
            try IncomingClaim.insert(
                [
                    TriagedClaim(
                        claim, status: isQueued ? .queued : .detected, priority: addition.priority,
                        requiredReviews: required, addedBy: change.member, source: addition.source)
                ], detector: ClaimAddition.detector, article: id, version: article.version.id, on: desk, in: session)
            try IncomingClaim.insertAnchors([claim], version: article.version.id, on: desk, in: session)
            try change.audit(
                .claimAdded, "claim", claim.id.rawValue,
                ["article": id.description, "status": (isQueued ? Claim.Status.queued : .detected).rawValue])
            if isQueued {
                try TriageDecision.queue.insert(
                    change.newID(), claim: claim.id, reason: "Added by hand.", by: change.member, on: desk, in: session)
                let stored = try Claim.get(claim.id, on: desk, in: session)
                try openSlots(Array(1...required), of: stored, requiredReviews: required, in: change)
            }
            return try Self.detail(of: claim.id, for: caller.principal, in: session)
        }
    }

    /// - Throws: `AccessError` with the roles that may, as the desk has it; submitters only to what they sent themselves.
    private static func requireMayAddClaims(to article: Article.ID, in change: Change) throws {
        let roles = change.caller.principal.roles
        if roles.contains(.editor) { return }
        let policy = try DeskProfile.get(change.desk, in: change.session).policy
        if roles.contains(.reviewer), policy.reviewersAddClaims { return }
        if roles.contains(.submitter), policy.submittersAddClaims,
            try Article.isSubmitted(article, by: change.member, on: change.desk, in: change.session)
        {
            return
        }
        var able: Set<Role> = [.editor]
        if policy.reviewersAddClaims { able.insert(.reviewer) }
        throw AccessError.forbidden(needs: able.sorted())
    }

    private static func incoming(
        _ addition: ClaimAddition, id: Claim.ID, of article: Article, in change: Change
    ) throws -> IncomingClaim {
        let (desk, session) = (change.desk, change.session)
        let anchor = try anchor(addition.place, of: article, change)
        let statement = addition.statement ?? anchor?.exact ?? ""
        if anchor == nil, let known = try Claim.added(statement, to: article.id, on: desk, in: session) {
            throw InputError("statement", "is that of the claim \(known) already")
        }
        return IncomingClaim(
            id: id, ordinal: try Claim.nextOrdinal(in: article.id, on: desk, in: session), statement: statement,
            context: nil, anchor: anchor, otherAnchors: [],
            claimant: anchor?.part == .text ? article.version.item.claimant(addition.claimant) : addition.claimant,
            kind: addition.kind,
            checkable: true, worthiness: .important, score: ClaimAddition.score, reasons: ["added by hand"],
            annotations: .none, conflictsWith: [])
    }

    private static func anchor(
        _ place: ClaimPlace?, of article: Article, _ change: Change
    ) throws -> Domain.Anchor? {
        guard let place else { return nil }
        let version = article.version
        let text =
            try place.part == .title
            ? version.title : ArticleVersion.text(of: version.id, on: change.desk, in: change.session)
        let anchor: Domain.Anchor
        do { anchor = try place.anchor(in: text) } catch { throw error.inside("anchor") }
        if let known = try Claim.standing(at: anchor, in: version.id, on: change.desk, in: change.session) {
            throw InputError("anchor", "is the place of the claim \(known) already")
        }
        // What goes along with the version is known once it is read.
        if version.readyAt == nil,
            let known = try Claim.standing(
                with: anchor, before: version.id, of: article.id, on: change.desk, in: change.session)
        {
            throw InputError(
                "anchor", "has the words of the claim \(known), which may stand here once this version is read")
        }
        return anchor
    }
}
