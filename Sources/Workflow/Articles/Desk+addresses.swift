import Domain
import Postgres
import Store

extension Desk {
    /// Writes down the one form of the addresses of articles that an older release stored, or is storing still beside this
    /// one, in short transactions.
    ///
    /// - Returns: how many.
    package func fillCanonicalURLs() async throws -> Int {
        var sum = 0
        while true {
            let filled = try await writeAsDesk { try Article.fillCanonicalURLs(limit: 500, in: $0) }
            if filled == 0 { return sum }
            sum += filled
        }
    }
}
