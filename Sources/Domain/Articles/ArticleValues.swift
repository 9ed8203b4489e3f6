/// What a newsroom learns when it has sent an article.
package struct SubmissionReceipt: Sendable, Hashable {
    package let articleID: Article.ID
    package let versionID: ArticleVersion.ID
    package let version: Int
    package let status: ArticleVersion.Status
    /// False when the desk had this very version already and nothing was stored.
    package let created: Bool

    package init(
        articleID: Article.ID, versionID: ArticleVersion.ID, version: Int, status: ArticleVersion.Status, created: Bool
    ) {
        self.articleID = articleID
        self.versionID = versionID
        self.version = version
        self.status = status
        self.created = created
    }
}

/// An article that was killed.
package struct Withdrawal: Sendable, Hashable {
    /// With the counts of its claims.
    package let article: Article

    package init(article: Article) { self.article = article }

    /// Claims whose verdict is public, which stay so.
    package var publishedClaims: Int {
        article.claimCounts.filter { $0.key.isPublic }.values.reduce(0, +)
    }
}

/// Which articles a list shows; nil parts do not narrow it.
package struct ArticleFilter: Sendable, Hashable {
    package var status: ArticleVersion.Status?
    package var externalID: String?

    package init(status: ArticleVersion.Status? = nil, externalID: String? = nil) {
        self.status = status
        self.externalID = externalID
    }
}

/// A page of a desk's articles, as it is asked for.
package struct ArticlePageKey: Hashable, Sendable {
    package let desk: DeskProfile.ID
    package let filter: ArticleFilter
    package let page: PageRequest

    package init(desk: DeskProfile.ID, filter: ArticleFilter, page: PageRequest) {
        self.desk = desk
        self.filter = filter
        self.page = page
    }
}

/// The text of an article's latest version and the roles of its passages.
package struct ArticleText: Sendable, Hashable {
    package let article: Article
    package let text: String
    package let passages: [ArticlePassage]

    package init(article: Article, text: String, passages: [ArticlePassage]) {
        self.article = article
        self.text = text
        self.passages = passages
    }
}
