package import Domain
import Postgres
import Store

extension Desk {
    /// Writes down the one form of the addresses of articles that an older release stored, or is storing still beside this
    /// one, in short transactions.
    ///
    /// - Parameter turn: in which it is done; nil to do it in any case.
    /// - Returns: how many.
    /// - Throws: `UpkeepTurnLost`.
    package func fillCanonicalURLs(as turn: UpkeepTurn? = nil) async throws -> Int {
        var sum = 0
        while true {
            let filled = try await writeAsDesk(holding: turn) { try Article.fillCanonicalURLs(limit: 500, in: $0) }
            if filled == 0 { return sum }
            sum += filled
        }
    }
}
