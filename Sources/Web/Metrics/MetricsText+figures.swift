package import Domain

extension MetricsText {
    /// States that somebody can do something about; what came to its good end, or was cancelled, is not counted.
    private static let watchedJobs: [Job.State] = [.available, .scheduled, .running, .retryable, .discarded]

    /// What the database tells; nil when it could not be asked.
    package mutating func write(_ figures: OperationFigures?) {
        family(
            "claimdesk_database_up", "gauge", "1 when the database answered for this scrape.",
            [([:], figures == nil ? "0" : "1")])
        guard let figures else { return }
        family(
            "claimdesk_jobs", "gauge", "Jobs by state, over all desks; discarded are those of the last day.",
            Self.watchedJobs.map { (["state": $0.rawValue], String(figures.jobs[$0] ?? 0)) })
        family(
            "claimdesk_oldest_job_seconds", "gauge",
            "How long the oldest job that a worker could run has waited for one; 0 when none waits.",
            [([:], Self.rounded(figures.oldestJobSeconds))])
        family(
            "claimdesk_review_slots", "gauge",
            "Review slots by desk and state, counted to 10000; those that are done are counted no more.",
            figures.queues.flatMap { queue -> [(labels: Labels, value: String)] in
                [(ReviewSlot.State.open, queue.open), (.leased, queue.leased)].map { state, count in
                    (["desk": queue.desk, "state": state.rawValue], String(count))
                }
            })
        family(
            "claimdesk_oldest_slot_seconds", "gauge",
            "How long the oldest open review slot of a desk has waited; 0 when none is open.",
            figures.queues.map { (["desk": $0.desk], Self.rounded($0.oldestSeconds)) })
        family(
            "claimdesk_database_is_copy", "gauge",
            "1 when nobody has said that this database is the real one: no webhook is sent from it.",
            [([:], figures.isCopy ? "1" : "0")])
        write(figures.health)
    }

    private mutating func write(_ health: DatabaseHealth) {
        family(
            "claimdesk_database_live_rows", "gauge", "Rows of the busiest tables, as Postgres estimates them.",
            health.tables.map { (["table": $0.name], String($0.live)) })
        family(
            "claimdesk_database_dead_rows", "gauge",
            "Rows of the busiest tables that wait to be cleaned up, as Postgres estimates them.",
            health.tables.map { (["table": $0.name], String($0.dead)) })
        family(
            "claimdesk_database_oldest_transaction_seconds", "gauge",
            "How long the oldest transaction has been open, of those that the program's role may see.",
            [([:], Self.rounded(health.oldestTransactionSeconds))])
        family(
            "claimdesk_database_oldest_snapshot_age", "gauge",
            "Transactions begun since the oldest snapshot of this database; rows that died since cannot be cleaned up.",
            [([:], String(health.oldestSnapshotAge))])
    }

    private static func rounded(_ seconds: Double) -> String { "\((seconds * 1000).rounded() / 1000)" }
}
