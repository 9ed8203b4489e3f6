import Domain
import Extraction
import Foundation
package import Postgres
import Store
import Synchronization
package import Workflow

// A desk full of made-up work, to measure and test on.
extension Database {
    /// Sets up a desk where there is none, with ids that come from the plan's seed, and fills it.
    ///
    /// Everything goes through the constraints and triggers of the schema, 200 articles a transaction: memory stays
    /// flat, and when it is interrupted the desk has some of its articles and is refused the next time.
    /// - Parameters:
    ///   - newsroom: set up where there is no desk of its slug; one that is there lends its own people and scale.
    ///   - progress: told how many claims are stored.
    /// - Returns: what was stored.
    /// - Throws: `InputError` for a number that is out of range, a desk that has articles already, or one without the
    ///   people that it takes.
    package func fill(
        _ newsroom: Newsroom, by plan: VolumePlan, progress: @Sendable (Int) -> Void = { _ in }
    ) async throws -> VolumeReceipt {
        try Input.number(plan.claims, "volume", in: VolumePlan.claimRange)
        let slug = newsroom.desk.slug
        _ = try await desk(makingIDsFrom: VolumeRandom.seed(plan.seed, slug), at: plan.until).setUp(newsroom)
        let (profile, staff) = try await read(.readCommitted) { session in
            guard let profile = try DeskProfile.find(slug: slug, in: session) else { throw NotFound("desk \(slug)") }
            if try VolumeArticle.exist(on: profile.id, in: session) {
                throw InputError("desk", "\(slug) has articles already: only an empty desk is filled")
            }
            let scale = try RatingScale.inUse(on: profile.id, in: session)
            return (profile, try VolumeStaff(Member.all(on: profile.id, in: session), scale: scale))
        }
        let writer = VolumeWriter(plan: plan, staff: staff, slug: slug)
        var receipt = VolumeReceipt(claims: 0, articles: 0, rows: 0)
        var chunk = writer.chunk(from: 0)
        while !chunk.isEmpty {
            let (articles, isFirst) = (chunk, receipt.articles == 0)
            // Made while Postgres stores the one before.
            let place = receipt.articles + articles.count
            async let next = writer.chunk(from: place)
            receipt.rows += try await write(.readCommitted) { session in
                try VolumeArticle.prepare(session)
                if isFirst {
                    let details = [
                        "claims": String(plan.claims), "articles": String(plan.articles),
                        "seed": String(plan.seed), "until": Timestamp.text(plan.until),
                    ]
                    try AuditEvent(.deskFilled, "desk", profile.id.rawValue, details).insert(
                        actor: nil, key: nil, requestID: nil, on: profile.id, in: session)
                }
                return try VolumeArticle.copy(
                    articles, scale: staff.scale.reference, detector: VolumePlan.detector, on: profile.id, in: session)
            }
            receipt.articles += articles.count
            receipt.claims += articles.reduce(0) { $0 + $1.claims.count }
            progress(receipt.claims)
            chunk = await next
        }
        try await write(.readCommitted) { try VolumeArticle.analyze(in: $0) }
        return receipt
    }

    /// A desk whose new ids follow from a seed.
    private func desk(makingIDsFrom seed: UInt64, at date: Date) -> Desk {
        let ids = SeededIDs(seed: seed)
        let began = date.timeIntervalSince1970 - Double(VolumePlan.days) * 86_400
        return Desk(database: self, extractor: Extractor(), signals: Signals(), makeID: { ids.next(at: began) })
    }
}

/// UUIDs in the order in which they are asked for.
private final class SeededIDs: Sendable {
    private let random: Mutex<VolumeRandom>

    init(seed: UInt64) { random = Mutex(VolumeRandom(seed: seed)) }

    func next(at seconds: Double) -> UUID { random.withLock { $0.uuid(at: seconds) } }
}

/// What was stored.
package struct VolumeReceipt: Sendable, Hashable {
    package var claims: Int
    package var articles: Int
    /// In all tables.
    package var rows: Int
}

extension VolumeWriter {
    /// Articles in one transaction: some 67,000 rows. Two such chunks are in memory at a time.
    private static let chunkSize = 200

    func chunk(from place: Int) -> [VolumeArticle] {
        guard place < plan.articles else { return [] }
        return (place..<min(plan.articles, place + Self.chunkSize)).map(article)
    }
}
