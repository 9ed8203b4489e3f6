import Domain
import Extraction
import Foundation
import Postgres
import Store
import Telemetry

extension Desk {
    /// Reads an article version and stores what was found. The result and the job's completion are one transaction: a
    /// worker that is killed at any moment loses nothing and doubles nothing.
    ///
    /// - Throws: `JobError.leaseLost` when the job was given to another worker meanwhile, `JobError.hopeless` when the article
    ///   takes more than any may take, `ReadingRoom.Closed`.
    func extractArticle(
        _ order: ExtractionOrder, for job: Job, in room: ReadingRoom
    ) async throws -> JobResult {
        let desk = job.deskID
        let subject = try await writeAsDesk { session -> (article: Article, text: String)? in
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
            return .nothing
        }
        let extraction: Findings
        var article = subject.article
        do {
            extraction = try await meters.tracing("extraction") {
                try await room.read(article.document(text: subject.text))
            }
            if let sample = article.version.item.sample {
                article.version.item.isSaidByOrganization =
                    try await room.read(sample).claims.first?.claimant.isOrganization ?? false
            }
        } catch let refused as ReadingRoom.Refused {
            throw JobError.hopeless(refused.reason, told: refused.reason)
        }
        let refusal = ArticleLimits.refusal(sentences: extraction.sentences.count, claims: extraction.claims.count)
        if let refusal { throw JobError.hopeless(refusal, told: refusal) }
        let read = article
        defer { signals.announce(desk) }
        try await writeAsDesk { session in
            try session.findByIndex()
            try Article.lock(order.articleID, on: desk, in: session)
            try job.finish(.completed, in: session)
            guard try Self.isWaiting(order.versionID, on: desk, in: session) else { return }
            try store(extraction, of: read, text: subject.text, on: desk, in: session)
        }
        return .stored
    }

    private static func isWaiting(
        _ version: ArticleVersion.ID, on desk: DeskProfile.ID, in session: Session
    ) throws -> Bool {
        let status = try ArticleVersion.status(of: version, on: desk, in: session, lock: true)
        return status == .received || status == .extracting || status == .failed
    }

    private func store(
        _ extraction: Findings, of article: Article, text: String, on desk: DeskProfile.ID, in session: Session
    ) throws {
        let version = article.version
        try ArticlePassage.insert(
            extraction.passages.map {
                ArticlePassage(start: $0.range.start, end: $0.range.end, role: $0.role.rawValue)
            }, of: version.id, on: desk, in: session)

        // Claims whose exact words stood in an earlier version go on with what was done on them.
        try Claim.lockAll(of: article.id, on: desk, in: session)
        let standing = try StandingClaim.all(of: article.id, on: desk, in: session)
        // Somebody may have added claims to this version before it was read.
        let here = standing.filter { $0.versionID == version.id }.compactMap(\.anchor)
        let placed = Set(here.compactMap(\.textRange))
        let detected = extraction.claims.filter { !placed.contains(.init(start: $0.anchor.start, end: $0.anchor.end)) }
        let items = try ArticleVersion.all(Set(standing.map(\.versionID)), on: desk, in: session).mapValues(\.item)
        let carrying = CarriedClaims(
            standing.filter { $0.versionID != version.id }, to: detected, in: version.item, items: items
        ) { newID() }
        let found = detected.compactMap { detected in
            carrying.ids[detected.ordinal].map { IncomingClaim(detected, id: $0, ids: carrying.ids, in: version.item) }
        }
        let parts = try carrying.foundParts(in: version.item)
        let unfound = standing.filter { $0.isAdded && !carrying.known.contains($0.id) }.map(\.id)
        let known = try Claim.all(unfound, on: desk, in: session)
        let texts = VersionTexts(title: version.title, text: text)
        let added = AddedClaims(
            unfound.compactMap { known[$0] }, in: version, texts,
            said: { items[$0]?.isSaid(as: version.item) ?? true },
            taken: [
                .text: placed.union((found + parts).compactMap { $0.anchor?.textRange }),
                .title: Set(here.filter { $0.part == .title }.map(\.range)),
            ], after: found.map(\.ordinal).max() ?? 0)
        let carried = found.filter { carrying.known.contains($0.id) } + parts + added.carried
        let policy = try DeskProfile.get(desk, in: session).policy
        let triage = AutomaticTriage(
            of: article, by: try TriageRuleSet.current(on: desk, in: session), queueScore: policy.queueScore)
        let fresh = found.filter { !carrying.known.contains($0.id) }
        // Claims that were taken up in an earlier version, or by hand, take places too.
        let takenUp = standing.count { $0.status.isTakenUp && (carrying.kept.contains($0.id) || $0.isAdded) }
        let outcomes = AutomaticTriage.limited(
            fresh.map(triage.outcome), scores: fresh.map(\.score),
            to: policy.queueLimit == 0 ? nil : policy.queueLimit - takenUp)
        let new = zip(fresh, outcomes).map { (claim: $0, outcome: $1) }
        try IncomingClaim.insert(
            new.map { claim, outcome in
                TriagedClaim(
                    claim, status: outcome.status, priority: outcome.priority,
                    requiredReviews: outcome.requiredReviews)
            }, detector: extraction.detector, article: article.id, version: version.id, on: desk, in: session)
        try IncomingClaim.carryOver(carried, to: version.id, on: desk, in: session)
        try IncomingClaim.insertAnchors(found + parts + added.moved, version: version.id, on: desk, in: session)
        try IncomingClaim.insertConflicts(found, version: version.id, on: desk, in: session)

        let kept = carrying.kept
        let gone = standing.filter { !kept.contains($0.id) && !$0.isAdded && $0.status.isOpen && !$0.wasPublic }.map(
            \.id)
        let withdrawn = try Claim.supersede(gone, on: desk, in: session)
        try Claim.supersedeWithdrawn(of: article.id, on: desk, in: session)
        try AuditEvent.insert(
            .claimWithdrawn, "claim", withdrawn.claims.map(\.rawValue), ["version": version.id.description], on: desk,
            in: session)
        try AuditEvent.insert(
            .leaseEnded, "lease", withdrawn.leases.map(\.rawValue), ["ending": Lease.Ending.withdrawn.rawValue],
            on: desk, in: session)
        try AuditEvent.insert(
            .claimDisplaced, "claim", added.displaced.map(\.rawValue), ["version": version.id.description], on: desk,
            in: session)
        try queue(new, of: article, on: desk, in: session)
        // What somebody added may be published yet, as words of the version that had them.
        let watched = standing.filter { $0.isChecked || $0.isAdded && $0.status.isOpen }
        if !watched.isEmpty {
            let sight = AppearanceSight(
                texts: texts, item: version.item, items: items, carried: kept.union(added.carried.map(\.id)),
                detected: Set(detected.map(\.anchor.exact)),
                before: try ArticleVersion.lastRead(of: article.id, before: version.number, on: desk, in: session).map {
                    ($0, try ArticleVersion.text(of: $0.id, on: desk, in: session))
                })
            try note(sight, of: watched, in: version, on: desk, in: session)
        }

        try ArticleVersion.supersede(of: article.id, otherThan: version.id, on: desk, in: session)
        try ArticleVersion.setStatus(
            .ready, of: version.id, detector: extraction.detector, language: extraction.language, on: desk,
            in: session)
        try log(
            .articleExtracted, "article", article.id.rawValue,
            [
                "version": version.id.description, "claims": String(extraction.claims.count),
                "carriedOver": String(carried.count), "withdrawn": String(withdrawn.claims.count),
                "displaced": String(added.displaced.count),
            ], on: desk, in: session)
    }
}
