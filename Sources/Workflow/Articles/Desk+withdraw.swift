package import Domain
import Foundation
import Store

extension Desk {
    /// Kills an article: its latest version and all of its claims are withdrawn, but for those that have been public.
    /// Reviews, verdicts and drafts stay; whoever holds one of the claims loses the lease. Killing it again changes
    /// nothing, and a newer version is read like any other.
    ///
    /// - Throws: `NotFound`, `InputError` for an empty reason, `AccessError` when the caller is no editor and sent no
    ///   version of the article.
    package func withdraw(_ id: Article.ID, reason: String, by caller: Caller) async throws -> Withdrawal {
        try Input.text(reason, "reason", limit: 5000)
        return try await change(.withdraw, by: caller) { change in
            let (desk, session) = (change.desk, change.session)
            // The article first, as its reader does: either all that it finds is withdrawn, or it stores nothing.
            try Article.lock(id, on: desk, in: session)
            try Self.requireSubmitterOrEditor(of: id, in: change)
            let version = try Article.get(id, on: desk, in: session).version.id
            if try ArticleVersion.withdraw(version, reason: reason, on: desk, in: session) {
                try Claim.lockAll(of: id, on: desk, in: session)
                let gone = try Claim.withdrawAll(of: id, on: desk, in: session)
                try change.audit(
                    .articleWithdrawn, "article", id.rawValue,
                    [
                        "version": version.description, "reason": reason, "claims": String(gone.claims.count),
                        "leases": String(gone.leases.count),
                    ])
                let details = ["article": id.description]
                try change.audit(.claimWithdrawn, "claim", gone.claims.map(\.rawValue), details)
                try Self.audit(ended: gone.leases, details, in: change)
            }
            return Withdrawal(article: try Self.countedArticle(id, in: change))
        }
    }

    /// - Throws: `AccessError` unless the caller is an editor or sent a version of the article. Another desk's article is
    ///   to be told from it before.
    static func requireSubmitterOrEditor(of id: Article.ID, in change: Change) throws {
        if change.caller.principal.roles.contains(.editor) { return }
        if try Article.isSubmitted(id, by: change.member, on: change.desk, in: change.session) { return }
        throw AccessError.forbidden(needs: [.editor])
    }

    static func audit(ended leases: [Lease.ID], _ details: [String: String], in change: Change) throws {
        let details = details.merging(["ending": Lease.Ending.withdrawn.rawValue]) { $1 }
        try change.audit(.leaseEnded, "lease", leases.map(\.rawValue), details)
    }

    static func countedArticle(_ id: Article.ID, in change: Change) throws -> Article {
        var article = try Article.get(id, on: change.desk, in: change.session)
        article.claimCounts = try Article.claimCounts(of: [id], on: change.desk, in: change.session)[id] ?? [:]
        return article
    }
}
