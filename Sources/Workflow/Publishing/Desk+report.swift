package import Domain
import Extraction
import Foundation
import Postgres
import Store

extension Desk {
    /// An article's report, of one moment. It shows the verdicts that are public, names the claims without one, and has as
    /// much of the article's text as the desk hands on.
    ///
    /// - Parameter unpublished: also show verdicts that are decided or drafted and not public, marked as such.
    /// - Throws: `NotFound` when the desk has no such article, `EmbargoError` while it is held back, `AccessError` for
    ///   unpublished verdicts unless the principal oversees the desk.
    package func report(
        _ id: Article.ID, unpublished: Bool = false, for principal: Principal
    ) async throws -> ArticleReport {
        try await readOneMomentAnywhere(unpublished ? .seeUnpublished : .seeReport, for: principal) { session in
            try session.keepPlans()
            try Self.requireNoEmbargo(on: id, desk: principal.deskID, in: session)
            return try ArticleReport.read(
                id, unpublished: unpublished, on: principal.deskID, at: session.now(), in: session)
        }
    }
}

extension ArticleReport {
    /// Reads all that a report shows, embargoed or not.
    ///
    /// - Parameter date: when the report is made.
    /// - Throws: `NotFound` when the desk has no such article.
    static func read(
        _ id: Article.ID, unpublished: Bool = false, on desk: DeskProfile.ID, at date: Date, in session: Session
    ) throws -> ArticleReport {
        var article = try Article.get(id, on: desk, in: session)
        let claims = try Claim.all(of: id, on: desk, in: session)
        article.claimCounts = Dictionary(claims.map { ($0.status, 1) }, uniquingKeysWith: +)
        let published = Set(claims.filter(\.showsVerdict).map(\.id))
        let decided = unpublished ? claims.filter { $0.status == .decided }.map(\.id) : []
        // Whoever may ask for what is not public sees these reviews too, and is not asked for another (`BlindReview`).
        let agreed = unpublished ? claims.filter { $0.status == .agreed }.map(\.id) : []
        let shown = Array(published) + decided
        let added = try Evidence.all(of: agreed, sinceReopening: true, on: desk, in: session)
        let drafts = Dictionary(
            uniqueKeysWithValues: try Review.all(of: agreed, on: desk, in: session).compactMap { id, reviews in
                VerdictDraft(from: reviews, added: added[id] ?? []).map { (id, $0) }
            })
        let verdicts = try Verdict.latest(of: shown, on: desk, in: session)
        let once = claims.filter { $0.publishedAt != nil }.map(\.id)
        let ledgers = try LedgerEntry.all(of: once, on: desk, in: session)
        let replies = try ReplyAttempt.all(of: shown + agreed, on: desk, in: session)
        let profile = try DeskProfile.get(desk, in: session)
        let removed = try RemovedWords.standing(on: desk, in: session)
        let text = try ArticleVersion.text(of: article.version.id, on: desk, in: session)
        let shownText = removed.barred(text)
        var report = ArticleReport(
            deskName: profile.name, article: removed.off(article), text: shownText,
            passages: try ArticlePassage.all(of: article.version.id, on: desk, in: session),
            entries: claims.map { claim in
                let verdict = verdicts[claim.id].map { removed.off($0) }
                let isPublic = published.contains(claim.id)
                return ArticleReport.Entry(
                    claim: removed.off(claim), verdict: isPublic ? verdict : nil,
                    unpublished: isPublic
                        ? nil
                        : verdict.map { ReportedVerdict(decided: $0) }
                            ?? drafts[claim.id].map { ReportedVerdict($0) },
                    ledger: removed.off(ledgers[claim.id] ?? []),
                    replies: removed.off(replies[claim.id] ?? []))
            },
            generatedAt: date)
        report.deskSlug = profile.slug
        report.versions = try ArticleVersion.all(
            Set(claims.map(\.versionID)).subtracting([article.version.id]), on: desk, in: session
        ).mapValues { removed.off($0) }
        if !removed.isEmpty {
            let whole = Dictionary(claims.map { ($0.id, $0) }) { first, _ in first }
            report.hasRemovals =
                report.article != article || shownText != text
                || report.entries.contains { entry in
                    let id = entry.claim.id
                    return entry.claim != whole[id] || entry.ledger != ledgers[id] ?? []
                        || entry.verdict.map { $0 != verdicts[id] } ?? false
                        || entry.reply.map { reply in !(replies[id] ?? []).contains(reply) } ?? false
                }
        }
        report.calendar = profile.policy.calendar
        // What is for the desk alone goes nowhere.
        report.shownText = unpublished ? .whole : profile.policy.articleText
        report.languageIsRead = Extractor.supports(article.version.readLanguage)
        for scale in Set(verdicts.values.map(\.scale)) {
            report.scales[scale] = try RatingScale.get(scale, on: desk, in: session).ratings
        }
        report.selection = try ReportSelection.read(of: id, on: desk, in: session)
        report.auditHead = AuditHead(try AuditSeal.last(on: desk, in: session))
        return report
    }
}
