package import Domain
import Foundation
package import Postgres

// Each table by one COPY, in the order of their references. Constraints and triggers look at every row as always.
extension VolumeArticle {
    /// Prepares a transaction that stores many rows: as long as it takes, and with foreign keys looked up by index.
    ///
    /// A session keeps the plans of its foreign-key checks and triggers. Those made while the tables were empty would read
    /// the tables from end to end for every row.
    package static func prepare(_ session: Session) throws {
        try session.limitStatements(to: nil)
        try session.execute("SET LOCAL enable_seqscan = off")
    }

    /// Makes Postgres look at the tables, so that its plans fit what was stored.
    package static func analyze(in session: Session) throws {
        try session.limitStatements(to: nil)
        try session.execute(
            """
            ANALYZE articles, article_versions, extractions, passages, claims, anchors, triage_decisions, review_slots,
                leases, reviews, evidence, verdicts, verdict_evidence, verdict_reviews, correction_requests, ledger_entries,
                reply_attempts
            """)
    }

    /// Whether the desk has any article.
    package static func exist(on desk: DeskProfile.ID, in session: Session) throws -> Bool {
        try session.first("SELECT 1 AS one FROM articles WHERE desk_id = \(desk) LIMIT 1") { _ in true } ?? false
    }

    /// Stores articles with everything that was done on them.
    ///
    /// - Parameters:
    ///   - scale: on which all reviews and verdicts are given.
    ///   - detector: named as the reader of the articles.
    /// - Returns: the number of rows.
    package static func copy(
        _ articles: [VolumeArticle], scale: RatingScale.Reference, detector: String, on desk: DeskProfile.ID,
        in session: Session
    ) throws -> Int {
        let copy = VolumeCopy(desk: desk, scale: scale, session: session)
        var rows = try copy.articles(articles, detector: detector) + copy.claims(articles, detector: detector)
        let claims = articles.flatMap(\.claims)
        rows += try copy.triage(claims)
        rows += try copy.slots(articles)
        rows += try copy.reviews(claims)
        rows += try copy.evidence(claims)
        rows += try copy.verdicts(claims)
        rows += try copy.ledger(claims)
        return rows
    }
}

/// Writes the rows of one desk.
struct VolumeCopy {
    /// As it stands in every row.
    let desk: String
    let scaleID: String
    let scaleVersion: String
    let session: Session

    init(desk: DeskProfile.ID, scale: RatingScale.Reference, session: Session) {
        self.desk = desk.field
        scaleID = scale.id.field
        scaleVersion = String(scale.version)
        self.session = session
    }

    func articles(_ articles: [VolumeArticle], detector: String) throws -> Int {
        try session.copyIn(
            """
            COPY articles (desk_id, id, identity, external_id, source, url, canonical_url, submitted_by, created_at,
                latest_version)
            FROM STDIN
            """
        ) { writer in
            for article in articles {
                let sent = article.submission
                try writer.write(row: [
                    desk, article.id.field, article.identity, sent.externalID, sent.source, sent.url,
                    sent.url.map(CanonicalURL.of), article.submittedBy.field, try article.receivedAt.field, "1",
                ])
            }
        } + versions(articles) + extractions(articles, detector: detector) + passages(articles)
    }

    private func versions(_ articles: [VolumeArticle]) throws -> Int {
        try session.copyIn(
            """
            COPY article_versions (desk_id, id, article_id, number, title, byline, publisher, published_at, language,
                media_type, body, content_hash, urgency, required_reviews, topics, submitted_by, received_at)
            FROM STDIN
            """
        ) { writer in
            for article in articles {
                let sent = article.submission
                try writer.write(row: [
                    desk, article.versionID.field, article.id.field, "1", sent.title, sent.byline, sent.publisher,
                    try sent.publishedAt?.field, sent.language, sent.mediaType.rawValue, sent.body,
                    article.contentHash.encodePostgres(), String(sent.urgency ?? 5),
                    String(article.requiredReviews), try sent.distinctTopics.encodePostgres(),
                    article.submittedBy.field, try article.receivedAt.field,
                ])
            }
        }
    }

    private func extractions(_ articles: [VolumeArticle], detector: String) throws -> Int {
        try session.copyIn(
            """
            COPY extractions (desk_id, version_id, article_id, status, detector, language, changed_at, ready_at)
            FROM STDIN
            """
        ) { writer in
            for article in articles {
                let ready = try article.readyAt.field
                try writer.write(row: [
                    desk, article.versionID.field, article.id.field, ArticleVersion.Status.ready.rawValue, detector,
                    article.submission.language, ready, ready,
                ])
            }
        }
    }

    private func passages(_ articles: [VolumeArticle]) throws -> Int {
        try session.copyIn(
            "COPY passages (desk_id, version_id, start_offset, end_offset, role) FROM STDIN"
        ) { writer in
            for article in articles {
                let version = article.versionID.field
                for passage in article.passages {
                    try writer.write(row: [
                        desk, version, String(passage.start), String(passage.end), passage.role,
                    ])
                }
            }
        }
    }
}

extension Identifier {
    /// As COPY reads it; upper case spares the pass that makes it lower.
    var field: String { rawValue.uuidString }
}

extension Date {
    var field: String? { get throws { try encodePostgres() } }
}

extension Bool {
    var field: String { self ? "t" : "f" }
}
