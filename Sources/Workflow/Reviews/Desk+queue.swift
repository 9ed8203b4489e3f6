package import Domain
import Postgres
import Store

extension Desk {
    /// How the desk's queue is doing. Who asks while it is just being read is told with all others who do, by the next reading.
    package func queueStatistics(for principal: Principal) async throws -> Shared<QueueStatistics> {
        try principal.require(.seeQueue)
        let desk = principal.deskID
        return try await gatherings.queues.answer(to: true, of: desk) { asked in
            let read = Shared(try await askAsDesk { try QueueStatistics.read(on: desk, in: $0) })
            return asked.map { _ in .success(read) }
        }
    }

    /// Keeps the numbers of claims by state few rows, on all desks.
    ///
    /// - Returns: how many rows were put together.
    package func foldCounts() async throws -> Int { try await writeAsDesk { try Claim.foldCounts(in: $0) } }
}
