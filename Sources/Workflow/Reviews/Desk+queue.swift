package import Domain
import Store

extension Desk {
    /// How the desk's queue is doing.
    package func queueStatistics(for principal: Principal) async throws -> QueueStatistics {
        try await read(.seeQueue, for: principal) { try QueueStatistics.read(on: principal.deskID, in: $0) }
    }

    /// Keeps the numbers of claims by state few rows, on all desks.
    ///
    /// - Returns: how many rows were put together.
    package func foldCounts() async throws -> Int { try await writeAsDesk { try Claim.foldCounts(in: $0) } }
}
