package import Domain
import Postgres
import Store

// What one worker does for all of them, now and then. Workers that ask at the same distances take turns: a turn is due after
// nine tenths of it, so that whoever comes a moment early does not leave it out.
extension Desk {
    private static let due = 0.9

    /// Frees the jobs of workers that died, and discards those that have no try left.
    ///
    /// - Returns: how many.
    package func rescueJobs(worker: String) async throws -> Int {
        try await writeAsDesk { try rescue(worker, in: $0) }
    }

    /// Does as `rescueJobs(worker:)` when it is this worker's turn; the turn and what is done in it are one transaction.
    ///
    /// - Returns: how many; nil when it is not its turn.
    package func rescueJobs(worker: String, every interval: Duration) async throws -> Int? {
        try await writeAsDesk { session in
            let seconds = interval.seconds * Self.due
            let turn = try UpkeepTurn.take(.rescue, everySeconds: seconds, worker: worker, in: session)
            return try turn.map { _ in try rescue(worker, in: session) }
        }
    }

    private func rescue(_ worker: String, in session: Session) throws -> Int {
        let freed = try Job.rescue(in: session)
        let hopeless = try Job.takeHopeless(worker: worker, leaseSeconds: 60, in: session)
        for job in hopeless { try discard(job, "the worker stopped without a word", in: session) }
        return freed + hopeless.count
    }

    /// Takes the turn at deleting old rows when it is due. Whoever had it before can change nothing in it any more.
    package func takeTidying(worker: String, every interval: Duration) async throws -> UpkeepTurn? {
        try await writeAsDesk { session in
            try UpkeepTurn.take(.tidying, everySeconds: interval.seconds * Self.due, worker: worker, in: session)
        }
    }

    /// Deletes idempotency keys of yesterday, jobs of last week, webhook deliveries of last month, and exports whose time
    /// is over, in short transactions.
    ///
    /// - Parameter turn: in which it is done; nil to do it in any case.
    /// - Returns: how many rows.
    /// - Throws: `UpkeepTurnLost`.
    package func prune(as turn: UpkeepTurn? = nil) async throws -> Int {
        var sum = try await writeAsDesk(holding: turn) {
            try RecordedAnswer.prune(in: $0) + WebhookDelivery.prune(in: $0)
        }
        var jobs = 0
        repeat {
            jobs = try await writeAsDesk(holding: turn) { try Job.prune(limit: Self.pruned, in: $0) }
            sum += jobs
        } while jobs == Self.pruned
        return try await sum + pruneExports(as: turn)
    }

    /// Jobs that are deleted in one transaction: a day of a busy worker is more than a statement may take.
    private static let pruned = 5_000

    /// A transaction of a turn.
    ///
    /// - Throws: `UpkeepTurnLost` when another worker has it by now.
    func writeAsDesk<Value: Sendable>(
        holding turn: UpkeepTurn?, _ body: @Sendable (Session) throws -> Value
    ) async throws -> Value {
        try await writeAsDesk { session in
            try turn?.hold(in: session)
            return try body(session)
        }
    }
}
