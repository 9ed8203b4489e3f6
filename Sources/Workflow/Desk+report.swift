package import Domain
import Foundation
import Postgres
import Store

extension Desk {
    /// An article's report, of one moment. It shows the verdicts that are public and names the claims without one.
    ///
    /// - Throws: `NotFound` when the desk has no such article, `EmbargoError` while it is held back.
    package func report(_ id: Article.ID, for principal: Principal) async throws -> ArticleReport {
        try await readOneMoment { session in
            try Self.requireNoEmbargo(on: id, desk: principal.deskID, in: session)
            var report = try Self.report(id, on: principal.deskID, at: Date(), in: session)
            report.auditHead = AuditHead(try AuditSeal.last(on: principal.deskID, in: session))
            return report
        }
    }

    /// An article's report as it stands in this transaction, without the audit's head.
    static func report(
        _ id: Article.ID, on desk: DeskProfile.ID, at time: Date, in session: Session
    ) throws -> ArticleReport {
        var article = try Article.get(id, on: desk, in: session)
        article.claimCounts = try Article.claimCounts(of: [id], on: desk, in: session)[id] ?? [:]
        let claims = try Claim.all(of: id, on: desk, in: session)
        let published = claims.filter(\.showsVerdict).map(\.id)
        let verdicts = try Verdict.latest(of: published, on: desk, in: session)
        let reviews = try Review.all(of: published, on: desk, in: session)
        let once = claims.filter { $0.publishedAt != nil }.map(\.id)
        let ledgers = try LedgerEntry.all(of: once, on: desk, in: session)
        let replies = try ReplyAttempt.all(of: published, on: desk, in: session)
        let profile = try DeskProfile.get(desk, in: session)
        var report = ArticleReport(
            deskName: profile.name, article: article,
            text: try ArticleVersion.text(of: article.version.id, on: desk, in: session),
            passages: try ArticlePassage.all(of: article.version.id, on: desk, in: session),
            entries: claims.map { claim in
                ArticleReport.Entry(
                    claim: claim, verdict: verdicts[claim.id], reviewCount: reviews[claim.id]?.count ?? 0,
                    ledger: ledgers[claim.id] ?? [], replies: replies[claim.id] ?? [])
            },
            generatedAt: time)
        report.deskSlug = profile.slug
        for scale in Set(verdicts.values.map(\.scale)) {
            report.scales[scale] = try RatingScale.get(scale, on: desk, in: session).ratings
        }
        return report
    }
}
