import Domain
import Foundation
import Postgres
import Rendering
import Store

/// Reads an export's claim reviews, batch by batch, for their feed.
struct ClaimReviewRows {
    private static let batch = 200

    let desk: DeskProfile
    let address: PublicAddress
    let progress: ExportProgress
    private var scales: [RatingScale.Reference: [Rating]] = [:]

    init(desk: DeskProfile, address: PublicAddress, progress: ExportProgress) {
        self.desk = desk
        self.address = address
        self.progress = progress
    }

    /// Writes the feed.
    ///
    /// - Parameter session: in which `ExportRows.prepare` was called.
    /// - Returns: the feed at its end, which knows how many claim reviews it has and which it left out.
    mutating func write(
        auditHead: AuditHead, in session: Session, _ writer: inout PieceWriter
    ) throws -> ClaimReviewFeed {
        var feed = ClaimReviewFeed(
            deskName: desk.name, address: address, auditHead: auditHead, calendar: desk.policy.calendar)
        try writer.write(feed.head)
        var place: (at: Date, id: Claim.ID)?
        while true {
            let rows = try ExportRows.claims(after: place, limit: Self.batch, in: session)
            for (id, review) in try reviews(of: rows.map(\.id), in: session) {
                progress.step()
                if let item = feed.item(review, of: id) { try writer.write(item) }
            }
            guard rows.count == Self.batch, let last = rows.last else { break }
            place = (last.at, last.id)
        }
        try writer.write(feed.tail)
        return feed
    }

    private mutating func reviews(
        of ids: [Claim.ID], in session: Session
    ) throws -> [(id: Claim.ID, review: ClaimReview)] {
        let claims = try Claim.all(ids, on: desk.id, in: session)
        let verdicts = try Verdict.latest(of: ids, on: desk.id, in: session)
        let ledgers = try LedgerEntry.all(of: ids, on: desk.id, in: session)
        let articles = try Article.all(Set(claims.values.map(\.articleID)), on: desk.id, in: session)
        let versions = try ArticleVersion.all(Set(claims.values.map(\.versionID)), on: desk.id, in: session)
        let removed = try RemovedWords.standing(on: desk.id, in: session)
        return try ids.compactMap { id in
            guard let claim = claims[id], let verdict = verdicts[id], var article = articles[claim.articleID] else {
                return nil
            }
            article.version = versions[claim.versionID] ?? article.version
            let review = ClaimReview(
                of: removed.off(claim), verdict: removed.off(verdict),
                scale: try ratings(of: verdict.scale, in: session),
                ledger: removed.off(ledgers[id] ?? []), in: removed.off(article), deskName: desk.name, at: address)
            return (id, review)
        }
    }

    private mutating func ratings(of scale: RatingScale.Reference, in session: Session) throws -> [Rating] {
        if let known = scales[scale] { return known }
        let ratings = try RatingScale.get(scale, on: desk.id, in: session).ratings
        scales[scale] = ratings
        return ratings
    }
}
