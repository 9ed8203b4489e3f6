package import Domain
package import Postgres

// What is asked before a claim is added by hand. Lock the article first.
extension Claim {
    /// The number behind those of all claims that the article has or had.
    package static func nextOrdinal(
        in article: Article.ID, on desk: DeskProfile.ID, in session: Session
    ) throws -> Int {
        try session.first(
            """
            SELECT coalesce(max(ordinal), 0) + 1 AS next FROM claims
            WHERE desk_id = \(desk) AND article_id = \(article)
            """
        ) { try $0["next"] } ?? 1
    }

    /// The claim whose main place this is; nil when it is free.
    package static func standing(
        at anchor: Anchor, in version: ArticleVersion.ID, on desk: DeskProfile.ID, in session: Session
    ) throws -> ID? {
        try session.first(
            """
            SELECT claim_id FROM anchors
            WHERE desk_id = \(desk) AND version_id = \(version) AND start_offset = \(anchor.range.start)
              AND end_offset = \(anchor.range.end) AND part = \(anchor.part) AND main
            """
        ) { try $0["claim_id"] }
    }

    /// The claim that has these words in an earlier version of the article, and may have them in this one once it is read.
    package static func standing(
        with words: Anchor, before version: ArticleVersion.ID, of article: Article.ID, on desk: DeskProfile.ID,
        in session: Session
    ) throws -> ID? {
        try session.first(
            """
            SELECT c.id
            FROM claims c
            JOIN anchors a ON a.desk_id = c.desk_id AND a.claim_id = c.id AND a.version_id = c.version_id AND a.main
            WHERE c.desk_id = \(desk) AND c.article_id = \(article) AND c.version_id <> \(version)
              AND c.status NOT IN ('withdrawn', 'merged') AND a.part = \(words.part) AND a.exact = \(words.exact)
            ORDER BY c.id
            LIMIT 1
            """
        ) { try $0["id"] }
    }

    /// The claim without a place that was added with this statement before and is in play.
    package static func added(
        _ statement: String, to article: Article.ID, on desk: DeskProfile.ID, in session: Session
    ) throws -> ID? {
        try session.first(
            """
            SELECT c.id FROM claims c
            WHERE c.desk_id = \(desk) AND c.article_id = \(article) AND c.added_by IS NOT NULL
              AND c.statement = \(statement) AND c.status NOT IN ('withdrawn', 'merged')
              AND NOT EXISTS (SELECT FROM anchors a WHERE a.desk_id = c.desk_id AND a.claim_id = c.id)
            LIMIT 1
            """
        ) { try $0["id"] }
    }
}
