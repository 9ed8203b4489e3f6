package import Domain
import Store

extension Desk {
    /// How the desk's queue is doing.
    package func queueStatistics(for principal: Principal) async throws -> QueueStatistics {
        try await readOneMoment(.seeQueue, for: principal) { session in
            let desk = principal.deskID
            let now = try Queue.now(on: desk, in: session)
            let times = try Claim.secondsToVerdict(on: desk, in: session)
            return QueueStatistics(
                claims: try Claim.counts(on: desk, in: session),
                queue: QueueNow(open: now.open, leased: now.leased, nextExpiryAt: now.nextExpiryAt),
                oldestOpenSeconds: try Queue.oldestOpenSeconds(on: desk, in: session),
                expiredLastDay: try Lease.expiredLastDay(on: desk, in: session),
                medianSecondsToVerdict: times.median, p90SecondsToVerdict: times.p90)
        }
    }
}
