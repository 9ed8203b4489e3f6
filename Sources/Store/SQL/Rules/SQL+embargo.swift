import Postgres

extension SQL {
    /// The article may be published and reported: `Embargo.isOver`.
    ///
    /// By the time at which the transaction began, so that a page is of one moment. Who publishes has waited for a lock
    /// since then, and asks by `Article.embargo` what time it is.
    /// - Parameter article: the name of the row of `articles`.
    static func embargoIsOver(_ article: SQL) -> SQL {
        "(\(article).embargo_until IS NULL OR \(article).embargo_until <= now())"
    }
}
