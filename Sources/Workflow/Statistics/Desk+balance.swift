package import Domain
package import Foundation
import Store

extension Desk {
    /// What became of the claims that were found in a stretch of time: whom and what the desk checks.
    ///
    /// - Parameters:
    ///   - since: nil is 30 days before the end.
    ///   - until: exclusive; nil is now.
    /// - Throws: `InputError` when it ends before it begins.
    package func triageBalance(
        by grouping: TriageBalance.Grouping, since: Date?, until: Date?, for principal: Principal
    ) async throws -> TriageBalance {
        try await readOneMomentAnywhere(.seeTriage, for: principal) { session in
            let end = try until ?? session.now()
            let start = since ?? end.addingTimeInterval(-30 * 86_400)
            if start >= end {
                throw InputError("since", "must lie before until, which is now where it is left out")
            }
            return try TriageBalance.get(by: grouping, since: start, until: end, on: principal.deskID, in: session)
        }
    }
}
