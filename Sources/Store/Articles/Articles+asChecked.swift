package import Domain
package import Postgres

extension Article {
    /// The article as it was when each of some claims was checked: what a newer version says of itself says nothing of the words
    /// of an older one.
    package func asChecked(
        in claims: [Claim], on desk: DeskProfile.ID, in session: Session
    ) throws -> (Claim) -> Article {
        let versions = try ArticleVersion.all(
            Set(claims.map(\.versionID)).subtracting([version.id]), on: desk, in: session)
        return { claim in
            var article = self
            article.version = versions[claim.versionID] ?? article.version
            return article
        }
    }
}
