package import Domain

/// Writes the Prometheus text format, version 0.0.4.
package struct MetricsText: Sendable {
    package static let mediaType = "text/plain; version=0.0.4; charset=utf-8"

    package private(set) var text = ""

    package init() {}

    /// One family: its two comment lines and its samples.
    package mutating func family(
        _ name: String,
        _ type: String,
        _ help: String,
        _ samples: [(labels: KeyValuePairs<String, String>, value: String)]
    ) {
        text += "# HELP \(name) \(help)\n# TYPE \(name) \(type)\n"
        for sample in samples { self.sample(name, sample.labels, sample.value) }
    }

    private mutating func sample(_ name: String, _ labels: KeyValuePairs<String, String>, _ value: String) {
        let pairs = labels.map { "\($0.key)=\"\(Self.escaped($0.value))\"" }.joined(separator: ",")
        text += pairs.isEmpty ? "\(name) \(value)\n" : "\(name){\(pairs)} \(value)\n"
    }

    private static func escaped(_ value: String) -> String {
        value.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
    }

    // MARK: What is written

    /// The requests of this process.
    package mutating func write(_ requests: Metrics.Snapshot) {
        family(
            "claimdesk_http_requests_total",
            "counter",
            "Requests answered, by route, method and status.",
            requests.requests.sorted { $0.key < $1.key }.map { key, count in
                (["route": key.route, "method": key.method, "status": String(key.status)], String(count))
            }
        )
        family("claimdesk_http_request_duration_seconds", "histogram", "Time from a request's head to its answer.", [])
        for (key, histogram) in requests.durations.sorted(by: { $0.key < $1.key }) {
            write(histogram, "claimdesk_http_request_duration_seconds", key)
        }
        family(
            "claimdesk_http_requests_in_flight",
            "gauge",
            "Requests being answered.",
            [([:], String(requests.inFlight))]
        )
    }

    private mutating func write(_ histogram: Metrics.Histogram, _ name: String, _ key: Metrics.Key) {
        var total = 0
        for (bound, count) in zip(Metrics.Histogram.bounds.map { "\($0)" } + ["+Inf"], histogram.counts) {
            total += count
            sample("\(name)_bucket", ["route": key.route, "method": key.method, "le": bound], String(total))
        }
        sample("\(name)_sum", ["route": key.route, "method": key.method], "\(histogram.sum)")
        sample("\(name)_count", ["route": key.route, "method": key.method], String(total))
    }

    /// States that somebody can do something about; what came to its good end, or was cancelled, is not counted.
    private static let watchedJobs: [Job.State] = [.available, .scheduled, .running, .retryable, .discarded]

    /// The jobs, the queue and the connections; nil when the database could not be asked.
    package mutating func write(_ figures: OperationFigures?) {
        family(
            "claimdesk_database_up",
            "gauge",
            "1 when the database answered for this scrape.",
            [([:], figures == nil ? "0" : "1")]
        )
        guard let figures else { return }
        family(
            "claimdesk_jobs",
            "gauge",
            "Jobs by state, over all desks; discarded are those of the last day.",
            Self.watchedJobs.map { (["state": $0.rawValue], String(figures.jobs[$0] ?? 0)) }
        )
        family(
            "claimdesk_oldest_job_seconds",
            "gauge",
            "How long the oldest job that a worker could run has waited for one; 0 when none waits.",
            [([:], "\((figures.oldestJobSeconds * 1000).rounded() / 1000)")]
        )
        family(
            "claimdesk_review_slots",
            "gauge",
            "Review slots by state, over all desks; those that are done are counted no more.",
            [ReviewSlot.State.open, .leased].map { (["state": $0.rawValue], String(figures.slots[$0] ?? 0)) }
        )
        family(
            "claimdesk_database_is_copy",
            "gauge",
            "1 when nobody has said that this database is the real one: no webhook is sent from it.",
            [([:], figures.isCopy ? "1" : "0")]
        )
        family(
            "claimdesk_database_connections",
            "gauge",
            "Connections of this process, and callers waiting for one.",
            [
                (["state": "in_use"], String(figures.connectionsInUse)),
                (["state": "idle"], String(figures.connectionsIdle)),
                (["state": "waiting"], String(figures.connectionsWaiting)),
            ]
        )
    }

    /// The replica that this process reads from where it can.
    package mutating func write(_ replica: ReplicaReport) {
        let lag: [(labels: KeyValuePairs<String, String>, value: String)] = replica.lag.map { [([:], "\($0)")] } ?? []
        family(
            "claimdesk_replica_in_use", "gauge", "1 while the replica is well and asked.",
            [([:], replica.state == .inUse ? "1" : "0")])
        family(
            "claimdesk_replica_lag_seconds", "gauge",
            "How far the replica is behind; while it is not in use, how old what it shows can be.",
            lag)
        family(
            "claimdesk_replica_reads_total", "counter", "Reads that the replica may answer, by who answered them.",
            [(["from": "replica"], String(replica.reads)), (["from": "primary"], String(replica.fallbacks))])
        family(
            "claimdesk_replica_connections", "gauge",
            "Connections of this process to the replica, and callers waiting for one.",
            [
                (["state": "in_use"], String(replica.connectionsInUse)),
                (["state": "idle"], String(replica.connectionsIdle)),
                (["state": "waiting"], String(replica.connectionsWaiting)),
            ])
    }
}
