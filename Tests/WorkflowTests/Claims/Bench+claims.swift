import Domain

@testable import Workflow

extension Bench {
    /// Submits an article and reads it.
    ///
    /// - Returns: its claims in the queue, in reading order.
    func queued(
        _ body: String = Bench.text, requiredReviews: Int
    ) async throws -> (claims: [Claim], article: Article) {
        let article = try await article(body, requiredReviews: requiredReviews)
        let all = try await desk.claims(of: article.id, PageRequest(limit: 200), for: principal("ed")).items
        return (all.map(\.claim).filter { $0.status == .queued }, article)
    }
}
