package import Domain

// What is counted without asking the database.
extension MetricsText {
    /// The requests of this process.
    package mutating func write(_ requests: Metrics.Snapshot) {
        family(
            "claimdesk_http_requests_total", "counter", "Requests answered, by route, method and status.",
            requests.requests.sorted { $0.key < $1.key }.map { key, count in
                (["route": key.route, "method": key.method, "status": String(key.status)], String(count))
            })
        histograms(
            "claimdesk_http_request_duration_seconds", "Time from a request's head to its answer.",
            requests.durations.sorted { $0.key < $1.key }.map { key, histogram in
                (["route": key.route, "method": key.method], histogram)
            })
        family(
            "claimdesk_http_requests_in_flight", "gauge", "Requests being answered.",
            [([:], String(requests.inFlight))])
    }

    /// The connections of this process.
    package mutating func write(_ pool: PoolFigures) {
        connections(
            "claimdesk_database_connections", "Connections of this process, and callers waiting for one.", pool)
    }

    mutating func connections(_ name: String, _ help: String, _ pool: PoolFigures) {
        family(
            name, "gauge", help,
            [
                (["state": "in_use"], String(pool.inUse)), (["state": "idle"], String(pool.idle)),
                (["state": "waiting"], String(pool.waiting)),
            ])
    }

    /// The replica that this process reads from where it can.
    package mutating func write(_ replica: ReplicaReport) {
        family(
            "claimdesk_replica_in_use", "gauge", "1 while the replica is well and asked.",
            [([:], replica.state == .inUse ? "1" : "0")])
        family(
            "claimdesk_replica_lag_seconds", "gauge",
            "How far the replica is behind; while it is not in use, how old what it shows can be.",
            replica.lag.map { [([:], "\($0)")] } ?? [])
        family(
            "claimdesk_replica_reads_total", "counter", "Reads that the replica may answer, by who answered them.",
            [(["from": "replica"], String(replica.reads)), (["from": "primary"], String(replica.fallbacks))])
        connections(
            "claimdesk_replica_connections",
            "Connections of this process to the replica, and callers waiting for one.", replica.connections)
    }
}
