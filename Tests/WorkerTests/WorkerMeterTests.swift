import Domain
import Foundation
import Telemetry
import TestSupport
import Testing
import Workflow

/// What a worker counts of its jobs.
struct WorkerMeterTests {
    @Test(.database(migrations: Schema.migrations)) func everyRunIsTimedByKindAndEnding() async throws {
        let worker = try await TestWorker.make()
        let article = try await worker.submit("Turnout")
        try await worker.working { _ in try await worker.waitUntil(.ready, article) }
        let meters = worker.desk.meters
        try await eventually("the run is counted") {
            meters.jobRuns.byLabel[.init(kind: "extract_article", ending: "completed")]?.total == 1
        }
        #expect(meters.jobWaits.byLabel.mapValues(\.total) == ["extract_article": 1])
    }

    @Test func whatAJobWaitedIsToldByTheDatabasesClock() {
        let due = Date(timeIntervalSince1970: 1_000)
        func job(leaseExpiresAt: Date?) -> Job {
            Job(
                id: .init(rawValue: UUID()), deskID: .init(rawValue: UUID()), kind: "extract_article", payload: "{}",
                state: .running, priority: 0, runAt: due, attempt: 1, maxAttempts: 8, token: 1, worker: "w",
                leaseExpiresAt: leaseExpiresAt, lastError: nil, createdAt: due, finishedAt: nil)
        }
        #expect(job(leaseExpiresAt: due + 32).secondsWaited(lease: 30) == 2)
        #expect(job(leaseExpiresAt: due + 29).secondsWaited(lease: 30) == 0)
        #expect(job(leaseExpiresAt: nil).secondsWaited(lease: 30) == nil)
        #expect(Job.Kind.label(of: "make_export") == "make_export" && Job.Kind.label(of: "x{}\"") == "other")
    }
}
