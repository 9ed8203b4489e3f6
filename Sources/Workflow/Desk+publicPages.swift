import Crypto
package import Domain
import Foundation
import Postgres
import Store

/// A request for a public page or feed: of which desk, under which address, and what the reader has of it already.
package struct PublicRequest: Sendable {
    package let slug: String
    /// Scheme and host for addresses that are kept: `https://desk.example.org`.
    package let server: String
    /// The same for links from page to page; empty where it is not known how everybody reaches the server.
    package let links: String
    /// Whether the reader has the page in this state.
    package let isCurrent: @Sendable (PublicStamp) -> Bool

    package init(
        slug: String, server: String, links: String,
        isCurrent: @escaping @Sendable (PublicStamp) -> Bool = { _ in false }
    ) {
        self.slug = slug
        self.server = server
        self.links = links
        self.isCurrent = isCurrent
    }
}

/// A public page or feed with its state; without its text where the reader has it.
package struct PublicAnswer: Sendable {
    package let stamp: PublicStamp
    package let text: String?
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
    ) async throws -> PublicAnswer {
        let place = PageRequest(limit: Self.publicSizes.page, after: cursor)
        // They stand on the front alone.
        let corrections = search.isEverything && cursor == nil ? PageRequest(limit: Self.publicSizes.corrections) : nil
        return try await publicly(request, "desk \(search.words ?? "") \(search.rating ?? "") \(cursor?.text ?? "")") {
            desk, session in
            let query = try PublicListing.query(search, on: desk.id, in: session)
            var tag = try PublicListing.stamp(place, query, on: desk.id, in: session)
            if let corrections { tag += " \(try PublicCorrection.stamp(corrections, on: desk.id, in: session))" }
            return try Self.listStamp(tag, desk, session)
        } load: { desk, _, session in
            PublicDesk(
                scale: try desk.scale.map { try RatingScale.get($0, on: desk.id, in: session).ratings } ?? [],
                search: search, isFirst: cursor == nil,
                listings: try PublicListing.page(
                    place, try PublicListing.query(search, on: desk.id, in: session), on: desk.id, in: session),
                corrections: try corrections.map {
                    try PublicCorrection.page($0, on: desk.id, in: session).items
                } ?? [])
        } render: { page, site, _ in
            PageLibrary.render(PublicDeskPage(page, at: site), as: "public-desk")
        }
    }

    /// A published verdict's page; that of a paused or retracted one stays, and says so.
    package func publicVerdict(_ id: Claim.ID, _ request: PublicRequest) async throws -> PublicAnswer {
        try await publicly(request, "claim \(id)") { desk, session in
            try PublicStamp.ofClaim(id, on: desk.id, in: session)
        } load: { desk, _, session in
            (try Self.verdictPage(id, on: desk.id, in: session), desk.policy.publicNames)
        } render: { page, site, _ in
            PageLibrary.render(
                PublicVerdictPage(page.0, at: site, namesWhoDecided: page.1), as: "public-verdict")
        }
    }

    /// The report of an article of which something is or was public. An article that was killed keeps its verdicts; its
    /// text and what nobody had published of it are not shown any more.
    package func publicReport(_ id: Article.ID, _ request: PublicRequest) async throws -> PublicAnswer {
        try await publicly(request, "article \(id)") { desk, session in
            try PublicStamp.ofArticle(id, on: desk.id, in: session)
        } load: { desk, stamp, session in
            try session.keepPlans()
            var report = try ArticleReport.read(id, on: desk.id, at: stamp.changedAt, in: session)
            // It moves with everything that is done on the desk.
            report.auditHead = nil
            return report
        } render: { report, site, _ in
            report.publicPage(at: site)
        }
    }

    /// The feed of published verdicts (Atom).
    package func verdictFeed(after cursor: Cursor?, _ request: PublicRequest) async throws -> PublicAnswer {
        let place = PageRequest(limit: Self.publicSizes.feed, after: cursor)
        return try await publicly(request, "feed \(cursor?.text ?? "")") { desk, session in
            let query = try PublicListing.query(.everything, on: desk.id, in: session)
            return try Self.listStamp(
                try PublicListing.stamp(place, query, on: desk.id, in: session), desk, session)
        } load: { desk, _, session in
            try PublicListing.page(
                place, try PublicListing.query(.everything, on: desk.id, in: session), on: desk.id, in: session)
        } render: { page, site, stamp in
            AtomFeed.verdicts(page, after: cursor, changedAt: stamp.changedAt, at: site).xml
        }
    }

    /// The feed of clarifications, updates, corrections and retractions (Atom).
    package func correctionFeed(after cursor: Cursor?, _ request: PublicRequest) async throws -> PublicAnswer {
        let place = PageRequest(limit: Self.publicSizes.feed, after: cursor)
        return try await publicly(request, "corrections \(cursor?.text ?? "")") { desk, session in
            try Self.listStamp(try PublicCorrection.stamp(place, on: desk.id, in: session), desk, session)
        } load: { desk, _, session in
            try PublicCorrection.page(place, on: desk.id, in: session)
        } render: { page, site, stamp in
            AtomFeed.corrections(page, after: cursor, changedAt: stamp.changedAt, at: site).xml
        }
    }

    /// State and content of one moment; the content only for a reader who does not have it.
    private func publicly<Content: Sendable>(
        _ request: PublicRequest, _ page: String,
        stamp: @Sendable (DeskProfile, Session) throws -> PublicStamp?,
        load: @Sendable (DeskProfile, PublicStamp, Session) throws -> Content,
        render: (Content, PublicSite, PublicStamp) -> String
    ) async throws -> PublicAnswer {
        guard DeskProfile.isSlug(request.slug) else { throw NotFound("page") }
        let (desk, state, content) = try await readOneMoment { session -> (DeskProfile, PublicStamp, Content?) in
            guard let desk = try DeskProfile.find(slug: request.slug, in: session), desk.policy.publicPages,
                let found = try stamp(desk, session)
            else { throw NotFound("page") }
            let parts = [
                PageLibrary.edition, request.server, request.links, page, desk.id.description, found.tag,
                Timestamp.microsecondText(found.changedAt),
            ]
            let hash = SHA256.hash(data: Data(parts.joined(separator: "\n").utf8))
            let state = PublicStamp(
                tag: hash.prefix(16).hexadecimal, changedAt: found.changedAt)
            return (desk, state, request.isCurrent(state) ? nil : try load(desk, found, session))
        }
        let site = PublicSite(
            deskID: desk.id, name: desk.name, address: PublicAddress(server: request.server, slug: desk.slug),
            links: PublicAddress(server: request.links, slug: desk.slug))
        return PublicAnswer(stamp: state, text: content.map { render($0, site, state) })
    }

    private static func listStamp(_ tag: String, _ desk: DeskProfile, _ session: Session) throws -> PublicStamp? {
        try PublicStamp.ofDesk(desk.id, in: session).map {
            PublicStamp(tag: "\($0.tag) \(tag)", changedAt: $0.changedAt)
        }
    }

    private static func verdictPage(
        _ id: Claim.ID, on desk: DeskProfile.ID, in session: Session
    ) throws -> PublicVerdict {
        let claim = try Claim.get(id, on: desk, in: session)
        let verdicts = try Verdict.all(of: id, on: desk, in: session)
        var scales: [RatingScale.Reference: [Rating]] = [:]
        for scale in Set(verdicts.map(\.scale)) {
            scales[scale] = try RatingScale.get(scale, on: desk, in: session).ratings
        }
        let page = PublicVerdict(
            claim: claim, article: try Article.get(claim.articleID, on: desk, in: session), verdicts: verdicts,
            ledger: try LedgerEntry.all(of: [id], on: desk, in: session)[id] ?? [],
            reviewRatings: (try Review.all(of: [id], on: desk, in: session)[id] ?? []).map(\.rating),
            replies: try ReplyAttempt.all(of: [id], on: desk, in: session)[id] ?? [], scales: scales)
        guard let page else { throw NotFound("page") }
        return page
    }
}
