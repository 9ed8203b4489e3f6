import Domain
import Extraction
import Foundation
import Postgres
import Store

extension Desk {
    /// Reads an article version and stores what was found. The result and the job's completion are one transaction: a
    /// worker that is killed at any moment loses nothing and doubles nothing.
    ///
    /// - Throws: `JobError.leaseLost` when the job was given to another worker meanwhile.
    func extractArticle(_ order: ExtractionOrder, for job: Job) async throws {
        let desk = job.deskID
        let subject = try await write { session -> (article: Article, text: String)? in
            try Article.lock(order.articleID, on: desk, in: session)
            // A worker that was paused for too long must not set an article back that was given up meanwhile. After the
            // article, for which it may have to wait: a job can be cancelled until its worker has it.
            try job.hold(in: session)
            guard try Self.isWaiting(order.versionID, on: desk, in: session) else { return nil }
            try ArticleVersion.setStatus(.extracting, of: order.versionID, on: desk, in: session)
            return (
                try Article.get(order.articleID, on: desk, in: session),
                try ArticleVersion.text(of: order.versionID, on: desk, in: session)
            )
        }
        guard let subject, subject.article.version.id == order.versionID else {
            // A newer version has come, or the article was withdrawn: there is nothing left to read.
            return try await write { try job.finish(.completed, in: $0) }
        }
        let extraction = extractor.extract(subject.article.document(text: subject.text))
        defer { signals.announce(desk) }
        try await write { session in
            try Article.lock(order.articleID, on: desk, in: session)
            try job.finish(.completed, in: session)
            guard try Self.isWaiting(order.versionID, on: desk, in: session) else { return }
            try store(extraction, of: subject.article, on: desk, in: session)
        }
    }

    private static func isWaiting(
        _ version: ArticleVersion.ID, on desk: DeskProfile.ID, in session: Session
    ) throws -> Bool {
        let status = try ArticleVersion.status(of: version, on: desk, in: session, lock: true)
        return status == .received || status == .extracting || status == .failed
    }

    private func store(
        _ extraction: Extraction, of article: Article, on desk: DeskProfile.ID, in session: Session
    ) throws {
        let version = article.version
        try ArticlePassage.insert(
            extraction.passages.map {
                ArticlePassage(start: $0.range.start, end: $0.range.end, role: $0.role.rawValue)
            }, of: version.id, on: desk, in: session)

        // Claims whose exact words stood in an earlier version go on with what was done on them.
        let standing = try Claim.standing(of: article.id, on: desk, in: session)
        var byWords = Dictionary(grouping: standing, by: \.exact).mapValues { $0.map(\.id) }
        var ids: [Int: Claim.ID] = [:]
        var known: Set<Claim.ID> = []
        for detected in extraction.claims {
            if let id = byWords[detected.anchor.exact]?.first {
                byWords[detected.anchor.exact]?.removeFirst()
                known.insert(id)
                ids[detected.ordinal] = id
            } else {
                ids[detected.ordinal] = newID()
            }
        }
        let found = extraction.claims.compactMap { detected in
            ids[detected.ordinal].map { FoundClaim(detected, id: $0, ids: ids) }
        }
        let carried = found.filter { known.contains($0.id) }
        let new = found.filter { !known.contains($0.id) }
        let policy = try DeskProfile.get(desk, in: session).policy
        try FoundClaim.insert(
            new, detector: extraction.detector, article: article.id, version: version.id,
            requiredReviews: version.requiredReviews, queueScore: policy.queueScore, on: desk, in: session)
        if new.count > 500 { try FoundClaim.refreshStatistics(in: session) }
        try FoundClaim.carryOver(carried, to: version.id, on: desk, in: session)
        try FoundClaim.insertAnchors(found, version: version.id, on: desk, in: session)
        try FoundClaim.insertConflicts(found, version: version.id, on: desk, in: session)

        let gone = standing.filter { !known.contains($0.id) && $0.status.isOpen }.map(\.id)
        let withdrawn = try Claim.supersede(gone, on: desk, in: session)
        try AuditEvent.insert(
            .claimWithdrawn, "claim", withdrawn.claims.map(\.rawValue), ["version": version.id.description], on: desk,
            in: session)
        try AuditEvent.insert(
            .leaseEnded, "lease", withdrawn.leases.map(\.rawValue), ["ending": Lease.Ending.withdrawn.rawValue],
            on: desk, in: session)
        try queue(new.filter { $0.score >= policy.queueScore }, of: article, by: policy, on: desk, in: session)

        try ArticleVersion.supersede(of: article.id, otherThan: version.id, on: desk, in: session)
        try ArticleVersion.setStatus(
            .ready, of: version.id, detector: extraction.detector, language: extraction.language, on: desk,
            in: session)
        try log(
            .articleExtracted, "article", article.id.rawValue,
            [
                "version": version.id.description, "claims": String(extraction.claims.count),
                "carriedOver": String(carried.count), "withdrawn": String(withdrawn.claims.count),
            ], on: desk, in: session)
    }

    /// Opens the slots of claims that the desk's score rule has queued.
    private func queue(
        _ claims: [FoundClaim], of article: Article, by policy: DeskPolicy, on desk: DeskProfile.ID,
        in session: Session
    ) throws {
        let version = article.version
        let submitter = try ArticleVersion.submitter(of: version.id, on: desk, in: session)
        guard let submitter, !claims.isEmpty else { return }
        let slots = claims.flatMap { claim in
            let rank = QueueRank.rank(priority: 0, urgency: version.urgency, score: claim.score)
            return (1...version.requiredReviews).map { ordinal in
                (id: newID() as ReviewSlot.ID, claim: claim.id, ordinal: ordinal, rank: rank)
            }
        }
        try ReviewSlot.open(
            slots, requiredReviews: version.requiredReviews, article: article.id, submittedBy: submitter, on: desk,
            in: session)
        try Claim.logQueuedByRule(
            claims.map { (id: newID(), claim: $0.id) }, reason: "score of at least \(policy.queueScore)", on: desk,
            in: session)
        try session.notifyQueue(of: desk)
    }
}
