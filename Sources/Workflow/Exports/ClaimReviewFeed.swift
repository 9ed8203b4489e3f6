import Domain
import Foundation
import Postgres
import Rendering
import Store

/// A desk's verdicts as a schema.org DataFeed: each one as the linter passes it, the others named in the manifest.
struct ClaimReviewFeed {
    private static let batch = 200

    let desk: DeskProfile
    let address: PublicAddress
    let progress: ExportProgress
    private(set) var omitted = 0
    private(set) var omissions: [ExportManifest.Omission] = []
    private var scales: [RatingScale.Reference: [Rating]] = [:]

    init(desk: DeskProfile, address: PublicAddress, progress: ExportProgress) {
        self.desk = desk
        self.address = address
        self.progress = progress
    }

    /// - Parameter session: in which `ExportRows.prepare` was called.
    /// - Returns: how many claim reviews there are.
    mutating func write(
        auditHead: AuditHead, in session: Session, _ writer: inout PieceWriter
    ) throws -> Int {
        try writer.write(head(auditHead))
        var count = 0
        var place: (at: Date, id: Claim.ID)?
        while true {
            let rows = try ExportRows.claims(after: place, limit: Self.batch, in: session)
            for (id, review) in try reviews(of: rows.map(\.id), in: session) {
                progress.step()
                guard let item = item(review, of: id) else { continue }
                try writer.write(count == 0 ? "\n" : ",\n")
                try writer.write(item.text())
                count += 1
            }
            guard rows.count == Self.batch, let last = rows.last else { break }
            place = (last.at, last.id)
        }
        try writer.write("\n]}\n")
        return count
    }

    /// All before the first item; the audit head stands where schema.org has room for an identifier.
    private func head(_ auditHead: AuditHead) -> String {
        let members: [(String, JSON)] = [
            ("@context", "https://schema.org"),
            ("@type", "DataFeed"),
            ("name", .string("Fact checks by \(desk.name)")),
            ("url", .string(address.desk)),
            (
                "provider",
                [
                    "@type": "Organization", "name": .string(desk.name), "url": .string(address.desk),
                ]
            ),
            (
                "identifier",
                [
                    "@type": "PropertyValue", "propertyID": "audit head",
                    "value": .string("\(auditHead.batch) \(auditHead.hash)"),
                ]
            ),
        ]
        let text = members.map { "\(JSON.string($0.0).text()):\($0.1.text())" }.joined(separator: ",")
        return "{\(text),\"dataFeedElement\":["
    }

    private mutating func reviews(
        of ids: [Claim.ID], in session: Session
    ) throws -> [(id: Claim.ID, review: ClaimReview)] {
        let claims = try Claim.all(ids, on: desk.id, in: session)
        let verdicts = try Verdict.latest(of: ids, on: desk.id, in: session)
        let ledgers = try LedgerEntry.all(of: ids, on: desk.id, in: session)
        let articles = try Article.all(Set(claims.values.map(\.articleID)), on: desk.id, in: session)
        return try ids.compactMap { id in
            guard let claim = claims[id], let verdict = verdicts[id], let article = articles[claim.articleID] else {
                return nil
            }
            let review = ClaimReview(
                of: claim, verdict: verdict, scale: try ratings(of: verdict.scale, in: session),
                ledger: ledgers[id] ?? [], in: article, deskName: desk.name, at: address)
            return (id, review)
        }
    }

    private mutating func ratings(of scale: RatingScale.Reference, in session: Session) throws -> [Rating] {
        if let known = scales[scale] { return known }
        let ratings = try RatingScale.get(scale, on: desk.id, in: session).ratings
        scales[scale] = ratings
        return ratings
    }

    /// Nil for one that the linter refuses, which is noted.
    private mutating func item(_ review: ClaimReview, of id: Claim.ID) -> JSON? {
        let json = review.json
        if let finding = ClaimReviewLinter.lint(json).first(where: { $0.severity == .error }) {
            omitted += 1
            if omissions.count < ExportManifest.shownOmissions {
                omissions.append(.init(claimID: id, reason: "\(finding.path): \(finding.message)"))
            }
            return nil
        }
        return [
            "@type": "DataFeedItem", "dateCreated": JSON(review.publishedAt), "dateModified": JSON(review.modifiedAt),
            "item": json,
        ]
    }
}
