/// What `claimdesk top` shows of one server.
struct TopFigures: Sendable {
    /// How often something happened, and how long it took.
    struct Pace: Sendable {
        let perSecond: Double
        /// Seconds; nil when it did not happen.
        let half: Double?
        let most: Double?
    }

    struct Queue: Sendable {
        let desk: String
        let open: Int
        let leased: Int
        let oldestSeconds: Double
    }

    struct Statement: Sendable {
        let name: String
        let perSecond: Double
        /// Seconds, of one.
        let mean: Double
        /// Seconds of all of them, a second.
        let load: Double
    }

    /// How many statements are shown: those that took most.
    private static let statementLimit = 5

    let seconds: Double
    let requests: Pace
    let inFlight: Int
    let takes: Pace
    let emptyTakesPerSecond: Double
    let reviews: Pace
    let expiredPerSecond: Double
    /// The longest wait first.
    let queues: [Queue]
    /// By state; none when the database did not answer.
    let jobs: [String: Int]
    let oldestJobSeconds: Double?
    /// Of jobs that this very process runs; nil where it runs none.
    let runs: Pace?
    let jobWait: Double?
    let retriesPerSecond: Double
    let isDatabaseUp: Bool
    let connections: [String: Int]
    /// Seconds for a connection: 99 of 100 of those who work on a desk had one within.
    let connectionWait: Double?
    let statements: [Statement]
    let oldestTransactionSeconds: Double?
    let oldestSnapshotAge: Int?
    let deadRows: [String: Int]
    let lagOfLoops: Double?
    let lagOfTasks: Double?

    init(_ interval: Interval) {
        let now = interval.later
        func pace(_ count: String, _ histogram: String, _ labels: [String: String]) -> Pace {
            let bare = labels.filter { $0.key != "status" }
            return Pace(
                perSecond: interval.rate(count, labels) ?? 0, half: interval.quantile(0.5, histogram, bare),
                most: interval.quantile(0.99, histogram, bare))
        }
        func number(_ name: String) -> Int? { now.sum(name)?.whole }
        func numbers(_ name: String, by label: String) -> [String: Int] {
            now.sums(name, by: label).mapValues(\.whole)
        }
        let (requests, request) = ("claimdesk_http_requests_total", "claimdesk_http_request_duration_seconds")
        let (take, run) = ("claimdesk_take_seconds", "claimdesk_job_run_seconds")
        seconds = interval.seconds
        self.requests = pace(requests, request, [:])
        inFlight = number("claimdesk_http_requests_in_flight") ?? 0
        takes = pace("\(take)_count", take, ["outcome": "leased"])
        emptyTakesPerSecond = interval.rate("\(take)_count", ["outcome": "empty"]) ?? 0
        reviews = pace(
            requests, request, ["route": "/v1/leases/{id}/review", "method": "POST", "status": "201"])
        expiredPerSecond = interval.rate("claimdesk_leases_expired_total") ?? 0
        queues = Self.queues(now)
        jobs = numbers("claimdesk_jobs", by: "state")
        oldestJobSeconds = now.sum("claimdesk_oldest_job_seconds")
        runs = now.sum("\(run)_count").map { _ in pace("\(run)_count", run, [:]) }
        jobWait = interval.quantile(0.99, "claimdesk_job_wait_seconds")
        retriesPerSecond = interval.rate("\(run)_count", ["ending": "retryable"]) ?? 0
        isDatabaseUp = now.sum("claimdesk_database_up") == 1
        connections = numbers("claimdesk_database_connections", by: "state")
        connectionWait = interval.quantile(0.99, "claimdesk_database_wait_seconds", ["lane": "main"])
        statements = Self.statements(interval)
        oldestTransactionSeconds = now.sum("claimdesk_database_oldest_transaction_seconds")
        oldestSnapshotAge = number("claimdesk_database_oldest_snapshot_age")
        deadRows = numbers("claimdesk_database_dead_rows", by: "table")
        lagOfLoops = interval.quantile(0.99, "claimdesk_lag_seconds", ["loop": "http"])
        lagOfTasks = interval.quantile(0.99, "claimdesk_lag_seconds", ["loop": "tasks"])
    }

    private static func queues(_ now: Scrape) -> [Queue] {
        let slots = "claimdesk_review_slots"
        let (open, leased) = (
            now.sums(slots, by: "desk", ["state": "open"]), now.sums(slots, by: "desk", ["state": "leased"])
        )
        let oldest = now.sums("claimdesk_oldest_slot_seconds", by: "desk")
        return open.map { desk, count in
            Queue(
                desk: desk, open: count.whole, leased: leased[desk]?.whole ?? 0, oldestSeconds: oldest[desk] ?? 0)
        }.sorted { ($1.oldestSeconds, $0.desk) < ($0.oldestSeconds, $1.desk) }
    }

    private static func statements(_ interval: Interval) -> [Statement] {
        let name = "claimdesk_database_statement_seconds"
        let all = interval.later.sums("\(name)_count", by: "statement").keys.compactMap { statement -> Statement? in
            let labels = ["statement": statement]
            guard let rate = interval.rate("\(name)_count", labels), rate > 0,
                let load = interval.rate("\(name)_sum", labels)
            else { return nil }
            return Statement(name: statement, perSecond: rate, mean: load / rate, load: load)
        }
        return Array(all.sorted { ($1.load, $0.name) < ($0.load, $1.name) }.prefix(statementLimit))
    }
}
