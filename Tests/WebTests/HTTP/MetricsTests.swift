import Domain
import Telemetry
import Testing
import Workflow

@testable import Web

struct MetricsTests {
    @Test func writesThePrometheusTextFormat() {
        let metrics = Metrics()
        for seconds in [0.0004, 0.004, 40] {
            metrics.begin()
            metrics.end(route: "/v1/claims/{id}", method: "GET", status: 200, seconds: seconds)
        }
        metrics.begin()
        var text = MetricsText()
        text.write(metrics.snapshot)
        let lines = text.text.split(separator: "\n")
        #expect(lines.contains(#"claimdesk_http_requests_total{route="/v1/claims/{id}",method="GET",status="200"} 3"#))
        let buckets = lines.filter { $0.hasPrefix("claimdesk_http_request_duration_seconds_bucket") }
        #expect(buckets.count == Histogram.Bounds.requests.values.count + 1)
        #expect(buckets.first?.hasSuffix(#"le="0.001"} 1"#) == true)
        #expect(buckets.contains { $0.hasSuffix(#"le="0.005"} 2"#) })
        #expect(buckets.last?.hasSuffix(#"le="+Inf"} 3"#) == true)
        #expect(lines.contains { $0.hasPrefix("claimdesk_http_request_duration_seconds_count") && $0.hasSuffix(" 3") })
        #expect(lines.contains("claimdesk_http_requests_in_flight 1"))
        #expect(text.text.hasSuffix("\n"))
    }

    @Test func everySampleStandsUnderItsType() {
        let metrics = Metrics()
        metrics.begin()
        metrics.end(route: "/", method: "GET", status: 303, seconds: 0.1)
        var text = MetricsText()
        text.write(metrics.snapshot)
        text.write(Meters())
        text.write(PoolFigures(inUse: 1, idle: 2, waiting: 3))
        text.write(
            OperationFigures(
                jobs: [.running: 2], oldestJobSeconds: 12.3456,
                queues: [QueueDepth(desk: "demo", open: 7, leased: 1, oldestSeconds: 1.5)],
                health: DatabaseHealth(
                    tables: [.init(name: "jobs", live: 5, dead: 4)], oldestTransactionSeconds: 0.25,
                    oldestSnapshotAge: 9),
                isCopy: true))
        var family = ""
        for line in text.text.split(separator: "\n") {
            let words = line.split(separator: " ")
            if line.hasPrefix("# TYPE ") { family = String(words[2]) }
            if line.hasPrefix("#") { continue }
            #expect(words.count == 2 && line.hasPrefix(family), "\(line) under \(family)")
            #expect(Double(words[words.count - 1]) != nil)
        }
        #expect(text.text.contains("claimdesk_jobs{state=\"running\"} 2\n"))
        #expect(text.text.contains("claimdesk_jobs{state=\"scheduled\"} 0\n"))
        #expect(text.text.contains("claimdesk_review_slots{desk=\"demo\",state=\"open\"} 7\n"))
        #expect(text.text.contains("claimdesk_oldest_slot_seconds{desk=\"demo\"} 1.5\n"))
        #expect(text.text.contains("claimdesk_database_dead_rows{table=\"jobs\"} 4\n"))
        #expect(text.text.contains("claimdesk_oldest_job_seconds 12.346\n"))
        // Nobody counts these, so they would be 0 for ever.
        #expect(!text.text.contains("completed") && !text.text.contains("cancelled") && !text.text.contains("done\""))
        #expect(text.text.contains("claimdesk_database_connections{state=\"waiting\"} 3\n"))
        #expect(text.text.contains("claimdesk_database_up 1\n"))
    }

    @Test func escapesLabelValues() {
        var text = MetricsText()
        text.family("x", "gauge", "help", [(["a": "b\"c\\d\ne"], "1")])
        #expect(text.text.hasSuffix("x{a=\"b\\\"c\\\\d\\ne\"} 1\n"))
    }

    @Test func withoutADatabaseItSaysSoAndNothingElse() {
        var text = MetricsText()
        text.write(nil as OperationFigures?)
        #expect(text.text.contains("claimdesk_database_up 0\n"))
        #expect(!text.text.contains("claimdesk_jobs"))
    }
}
