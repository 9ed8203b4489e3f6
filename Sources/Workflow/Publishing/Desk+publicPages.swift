package import Domain
import Postgres
import Store

/// A request for a public page or feed: of which desk, and what the reader has of it already.
package struct PublicRequest: Sendable {
    package let slug: String
    /// Whether the reader has the page in this state.
    package let isCurrent: @Sendable (PublicStamp) -> Bool

    package init(slug: String, isCurrent: @escaping @Sendable (PublicStamp) -> Bool = { _ in false }) {
        self.slug = slug
        self.isCurrent = isCurrent
    }
}

/// A public page or feed with its state; without its content where the reader has it.
package struct PublicAnswer<Content: Sendable>: Sendable {
    package let desk: DeskProfile
    /// Of what the page is made from. How the page looks, and under which address it is asked for, is no part of it.
    package let stamp: PublicStamp
    package let content: Content?
}

/// What everybody may read, without a key. What is not there, what was never public, what is held back and what belongs to
/// a desk without public pages are one and the same `NotFound`.
extension Desk {
    /// How many verdicts a page of the desk has, how many corrections stand on its front, how many entries a feed has.
    package static let publicSizes = (page: 20, corrections: 5, feed: 50)

    /// The desk's page: its newest verdicts, or those that fit a search.
    ///
    /// - Throws: `NotFound`, `InputError` for a cursor that the page never gave out.
    package func publicDesk(
        _ search: PublicSearch, after cursor: Cursor?, _ request: PublicRequest
    ) async throws -> PublicAnswer<PublicDesk> {
        let place = PageRequest(limit: Self.publicSizes.page, after: cursor)
        // They stand on the front alone.
        let corrections = search.isEverything && cursor == nil ? PageRequest(limit: Self.publicSizes.corrections) : nil
        return try await publicly(request, "desk \(search.words ?? "") \(search.rating ?? "") \(cursor?.text ?? "")") {
            desk, session in
            let query = try PublicListing.query(search, on: desk.id, in: session)
            var tag = try PublicListing.stamp(place, query, on: desk.id, in: session)
            tag += " \(try Self.ratings(of: desk, in: session).former.map(\.key))"
            if let corrections { tag += " \(try PublicCorrection.stamp(corrections, on: desk.id, in: session))" }
            return try Self.listStamp(tag, desk, session)
        } load: { desk, _, session in
            let removed = try RemovedWords.standing(on: desk.id, in: session)
            let ratings = try Self.ratings(of: desk, in: session)
            return PublicDesk(
                scale: ratings.scale, formerRatings: ratings.former, search: search, isFirst: cursor == nil,
                listings: try PublicListing.page(
                    place, try PublicListing.query(search, on: desk.id, in: session), on: desk.id, in: session
                ).sparing(search.words == nil ? .none : removed).map { removed.off($0) },
                corrections: try corrections.map {
                    try PublicCorrection.page($0, on: desk.id, in: session).items.map { removed.off($0) }
                } ?? [])
        }
    }

    /// A published verdict's page; that of a paused or retracted one stays, and says so.
    package func publicVerdict(_ id: Claim.ID, _ request: PublicRequest) async throws -> PublicAnswer<PublicVerdict> {
        try await publicly(request, "claim \(id)") { desk, session in
            try PublicStamp.ofClaim(id, on: desk.id, in: session)
        } load: { desk, _, session in
            try Self.verdictPage(id, on: desk.id, in: session)
        }
    }

    /// The report of an article of which something is or was public. An article that was killed keeps its verdicts; its
    /// text and what nobody had published of it are not shown any more.
    package func publicReport(_ id: Article.ID, _ request: PublicRequest) async throws -> PublicAnswer<ArticleReport> {
        try await publicly(request, "article \(id)") { desk, session in
            try PublicStamp.ofArticle(id, on: desk.id, in: session)
        } load: { desk, stamp, session in
            try session.keepPlans()
            var report = try ArticleReport.read(id, on: desk.id, at: stamp.changedAt, in: session)
            // It moves with everything that is done on the desk.
            report.auditHead = nil
            return report
        }
    }

    /// The ratings of the scale in use, and those that only older verdicts have: they can be looked for too.
    private static func ratings(
        of desk: DeskProfile, in session: Session
    ) throws -> (scale: [Rating], former: [Rating]) {
        let scale = try desk.scale.map { try RatingScale.get($0, on: desk.id, in: session).ratings } ?? []
        return (scale, try Rating.publicBeside(scale.map(\.key), on: desk.id, in: session))
    }

    /// The feed of published verdicts (Atom).
    package func verdictFeed(after cursor: Cursor?, _ request: PublicRequest) async throws -> PublicAnswer<
        Page<PublicListing>
    > {
        let place = PageRequest(limit: Self.publicSizes.feed, after: cursor)
        return try await publicly(request, "feed \(cursor?.text ?? "")") { desk, session in
            let query = try PublicListing.query(.everything, on: desk.id, in: session)
            return try Self.listStamp(
                try PublicListing.stamp(place, query, on: desk.id, in: session), desk, session)
        } load: { desk, _, session in
            let removed = try RemovedWords.standing(on: desk.id, in: session)
            return try PublicListing.page(
                place, try PublicListing.query(.everything, on: desk.id, in: session), on: desk.id, in: session
            ).map { removed.off($0) }
        }
    }

    /// The feed of clarifications, updates, corrections and retractions (Atom).
    package func correctionFeed(after cursor: Cursor?, _ request: PublicRequest) async throws -> PublicAnswer<
        Page<PublicCorrection>
    > {
        let place = PageRequest(limit: Self.publicSizes.feed, after: cursor)
        return try await publicly(request, "corrections \(cursor?.text ?? "")") { desk, session in
            try Self.listStamp(try PublicCorrection.stamp(place, on: desk.id, in: session), desk, session)
        } load: { desk, _, session in
            let removed = try RemovedWords.standing(on: desk.id, in: session)
            return try PublicCorrection.page(place, on: desk.id, in: session).map { removed.off($0) }
        }
    }

    /// State and content of one moment; the content only for a reader who does not have it.
    func publicly<Content: Sendable>(
        _ request: PublicRequest, _ page: String,
        stamp: @Sendable (DeskProfile, Session) throws -> PublicStamp?,
        load: @Sendable (DeskProfile, PublicStamp, Session) throws -> Content
    ) async throws -> PublicAnswer<Content> {
        guard DeskProfile.isSlug(request.slug) else { throw NotFound("page") }
        return try await readOneMomentAnywhereAsDesk(on: .open) { session in
            guard let desk = try DeskProfile.find(slug: request.slug, in: session), desk.policy.publicPages,
                let found = try stamp(desk, session)
            else { throw NotFound("page") }
            let state = PublicStamp(tag: "\(page)\n\(desk.id)\n\(found.tag)", changedAt: found.changedAt)
            let content = request.isCurrent(state) ? nil : try load(desk, found, session)
            return PublicAnswer(desk: desk, stamp: state, content: content)
        }
    }

    private static func listStamp(_ tag: String, _ desk: DeskProfile, _ session: Session) throws -> PublicStamp? {
        try PublicStamp.ofDesk(desk.id, in: session).map {
            PublicStamp(tag: "\($0.tag) \(tag)", changedAt: $0.changedAt)
        }
    }

    static func verdictPage(
        _ id: Claim.ID, on desk: DeskProfile.ID, in session: Session
    ) throws -> PublicVerdict {
        let claim = try Claim.get(id, on: desk, in: session)
        let verdicts = try Verdict.all(of: id, on: desk, in: session)
        var scales: [RatingScale.Reference: [Rating]] = [:]
        for scale in Set(verdicts.map(\.scale)) {
            scales[scale] = try RatingScale.get(scale, on: desk, in: session).ratings
        }
        let latest = try Article.get(claim.articleID, on: desk, in: session)
        let article = try latest.asChecked(in: [claim], on: desk, in: session)(claim)
        let ledger = try LedgerEntry.all(of: [id], on: desk, in: session)[id] ?? []
        let replies = try ReplyAttempt.all(of: [id], on: desk, in: session)[id] ?? []
        func page(_ removed: RemovedWords) -> PublicVerdict? {
            PublicVerdict(
                claim: removed.off(claim), article: removed.off(article),
                isWithdrawn: latest.version.status == .withdrawn, verdicts: verdicts.map { removed.off($0) },
                ledger: removed.off(ledger), replies: removed.off(replies), scales: scales)
        }
        let removed = try RemovedWords.standing(on: desk, in: session)
        guard var shown = page(removed), let whole = page(.none) else { throw NotFound("page") }
        shown.hasRemovals =
            shown.claim != whole.claim || shown.article != whole.article || shown.versions != whole.versions
            || shown.notes != whole.notes || shown.reply != whole.reply
        return shown
    }
}
