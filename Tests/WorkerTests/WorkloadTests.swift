import Domain
import Foundation
import Testing
import Worker

@Suite struct WorkloadTests {
    @Test func asksForNoMoreThanItCanRun() {
        var workload = Workload(concurrency: 2)
        #expect(workload.free == 2)
        workload.begin(.sample())
        #expect(workload.free == 1)
        workload.begin(.sample())
        #expect(workload.free == 0)
    }

    @Test func aConcurrencyBelowOneIsOne() {
        #expect(Workload(concurrency: 0).free == 1)
    }

    @Test func aJobThatEndsMakesRoom() {
        var workload = Workload(concurrency: 1)
        let job = Job.sample()
        workload.begin(job)
        #expect(workload.end(job) == nil)
        #expect(workload.free == 1 && workload.isEmpty)
    }

    @Test func interruptsOnlyWhatRunsAndOnlyOnce() {
        var workload = Workload(concurrency: 3)
        let (running, other) = (Job.sample(), Job.sample())
        workload.begin(running)
        #expect(workload.interrupt([running.id, other.id], .leaseLost) == [running])
        #expect(workload.interrupt([running.id], .stopping).isEmpty)
        #expect(workload.interruption(of: running) == .leaseLost)
        #expect(workload.interruption(of: other) == nil)
    }

    @Test func theReasonOfAnInterruptionComesBackWhenTheRunEnds() {
        var workload = Workload(concurrency: 1)
        let job = Job.sample()
        workload.begin(job)
        _ = workload.interrupt([job.id], .stopping)
        #expect(workload.end(job) == .stopping)
        #expect(workload.interruption(of: job) == nil)
    }

    @Test func aJobThatComesBackStartsAnew() {
        var workload = Workload(concurrency: 1)
        let job = Job.sample()
        workload.begin(job)
        _ = workload.interrupt([job.id], .leaseLost)
        workload.begin(job)
        #expect(workload.interruption(of: job) == nil)
        #expect(workload.jobs == [job])
    }
}

extension Job {
    /// A job that a worker has begun.
    static func sample(kind: String = Job.Kind.extractArticle.rawValue) -> Job {
        Job(
            id: ID(rawValue: UUID()),
            deskID: DeskProfile.ID(rawValue: UUID()),
            kind: kind,
            payload: "{}",
            state: .running,
            priority: 0,
            runAt: Date(timeIntervalSince1970: 0),
            attempt: 1,
            maxAttempts: 8,
            token: 7,
            worker: "host:1:ab",
            leaseExpiresAt: nil,
            lastError: nil,
            createdAt: Date(timeIntervalSince1970: 0),
            finishedAt: nil
        )
    }
}
