package import Telemetry

extension MetricsText {
    /// What this process times of the desk's work.
    package mutating func write(_ meters: Meters) {
        histograms(
            "claimdesk_database_wait_seconds", "How long callers waited for a connection of this process, by lane.",
            meters.database.waitsByLane.map { (["lane": $0.name], $0.histogram) })
        histograms(
            "claimdesk_database_statement_seconds",
            "How long statements took with all of their rows, by the function of the program that ran them.",
            meters.database.statementsByName.map { (["statement": $0.name], $0.histogram) })
        histograms(
            "claimdesk_take_seconds", "How long one look into the queue took, by what came of it.",
            meters.takes.named(\.rawValue).map { (["outcome": $0.name], $0.histogram) })
        family(
            "claimdesk_leases_expired_total", "counter", "Leases that this process found to have run out.",
            [([:], String(meters.expiredLeases.value))])
        histograms(
            "claimdesk_job_wait_seconds", "How long jobs of this worker waited after they could be begun, by kind.",
            meters.jobWaits.named { $0 }.map { (["kind": $0.name], $0.histogram) })
        histograms(
            "claimdesk_job_run_seconds", "How long this worker's runs of jobs took, by kind and how they ended.",
            meters.jobRuns.byLabel.sorted { ($0.key.kind, $0.key.ending) < ($1.key.kind, $1.key.ending) }.map {
                (["kind": $0.key.kind, "ending": $0.key.ending], $0.value)
            })
        family(
            "claimdesk_trace_spans_total", "counter", "Spans of traces by what became of them.",
            [
                (["outcome": "sent"], String(meters.spans.sent.value)),
                (["outcome": "dropped"], String(meters.spans.dropped.value)),
            ])
        histograms(
            "claimdesk_lag_seconds", "How much later than it should what runs this process's work went on.",
            meters.lags.named(\.rawValue).map { (["loop": $0.name], $0.histogram) })
    }
}
