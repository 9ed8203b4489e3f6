package import Domain
import Foundation
import Store

extension Desk {
    /// An article's report, of one moment. It shows the verdicts that are public and names the claims without one.
    ///
    /// - Throws: `NotFound` when the desk has no such article, `EmbargoError` while it is held back.
    package func report(_ id: Article.ID, for principal: Principal) async throws -> ArticleReport {
        try await readOneMoment { session in
            let desk = principal.deskID
            try Self.requireNoEmbargo(on: id, desk: desk, in: session)
            var article = try Article.get(id, on: desk, in: session)
            article.claimCounts = try Article.claimCounts(of: [id], on: desk, in: session)[id] ?? [:]
            let claims = try Claim.all(of: id, on: desk, in: session)
            let published = claims.filter(\.showsVerdict).map(\.id)
            let verdicts = try Verdict.latest(of: published, on: desk, in: session)
            let reviews = try Review.all(of: published, on: desk, in: session)
            var report = ArticleReport(
                deskName: try DeskProfile.get(desk, in: session).name, article: article,
                text: try ArticleVersion.text(of: article.version.id, on: desk, in: session),
                passages: try ArticlePassage.all(of: article.version.id, on: desk, in: session),
                entries: claims.map { claim in
                    ArticleReport.Entry(
                        claim: claim, verdict: verdicts[claim.id], reviewCount: reviews[claim.id]?.count ?? 0)
                },
                generatedAt: Date())
            report.auditHead = AuditHead(try AuditSeal.last(on: desk, in: session))
            return report
        }
    }
}
