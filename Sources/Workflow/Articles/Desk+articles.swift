package import Domain
import Postgres
import Store

extension Desk {
    /// The newest first, read once for all who ask for the same at the same time.
    package func articles(
        _ filter: ArticleFilter, _ page: PageRequest, for principal: Principal
    ) async throws -> Shared<Page<Article>> {
        try principal.require(.seeArticles)
        let desk = principal.deskID
        let key = ArticlePageKey(desk: desk, filter: filter, page: page)
        return try await gatherings.articles.answer(to: true, of: key) { asked in
            let read = try await readOneMomentAsDesk { session in
                let found = try Article.page(
                    page, status: filter.status, externalID: filter.externalID, on: desk, in: session)
                let counts = try Article.claimCounts(of: found.items.map(\.id), on: desk, in: session)
                return Shared(
                    found.map { article in
                        var counted = article
                        counted.claimCounts = counts[article.id] ?? [:]
                        return counted
                    })
            }
            return asked.map { _ in .success(read) }
        }
    }

    /// - Throws: `NotFound` when the desk has no such article.
    package func article(_ id: Article.ID, for principal: Principal) async throws -> Article {
        try await readOneMoment(.seeArticles, for: principal) { session in
            var article = try Article.get(id, on: principal.deskID, in: session)
            article.claimCounts =
                try Article.claimCounts(of: [id], on: principal.deskID, in: session)[id] ?? [:]
            return article
        }
    }

    /// The text of the latest version.
    ///
    /// - Throws: `NotFound` when the desk has no such article.
    package func articleText(_ id: Article.ID, for principal: Principal) async throws -> ArticleText {
        try await readOneMoment(.seeArticles, for: principal) { session in
            var article = try Article.get(id, on: principal.deskID, in: session)
            article.claimCounts =
                try Article.claimCounts(of: [id], on: principal.deskID, in: session)[id] ?? [:]
            return ArticleText(
                article: article,
                text: try ArticleVersion.text(of: article.version.id, on: principal.deskID, in: session),
                passages: try ArticlePassage.all(of: article.version.id, on: principal.deskID, in: session))
        }
    }
}
