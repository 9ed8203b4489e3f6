import Domain
import Foundation
import Testing
import Worker

@Suite struct WorkloadTests {
    private let now = ContinuousClock.now

    private func workload(_ concurrency: Int, beginning jobs: [Job] = []) -> Workload {
        var workload = Workload(concurrency: concurrency, lease: .seconds(30))
        workload.arrive(jobs, at: now)
        for _ in jobs { _ = workload.begin() }
        return workload
    }

    @Test func asksForNoMoreThanItCanRunUntilItKnowsHowLongRunsTake() {
        #expect(workload(2).room == 2)
        #expect(workload(2, beginning: [.sample()]).room == 1)
        let full = workload(2, beginning: [.sample(), .sample()])
        #expect(full.room == 0 && full.free == 0)
    }

    @Test func aConcurrencyBelowOneIsOne() {
        #expect(workload(0).free == 1)
    }

    @Test func aJobThatEndsMakesRoom() {
        let job = Job.sample()
        var workload = workload(1, beginning: [job])
        #expect(!workload.isIdle)
        #expect(workload.end(job, after: .seconds(60)) == nil)
        #expect(workload.free == 1 && workload.isIdle && workload.jobs.isEmpty && workload.room == 1)
    }

    @Test func holdsAsManyAsCanBeBegunWithinASixtiethOfTheLease() {
        let job = Job.sample()
        var workload = workload(2, beginning: [job])
        _ = workload.end(job, after: .milliseconds(50))
        // Twenty runs of 50 ms are over after half a second, two at a time.
        #expect(workload.room == 2 + 20)
        let jobs = (0..<22).map { _ in Job.sample() }
        workload.arrive(jobs, at: now)
        let begun = [workload.begin(), workload.begin(), workload.begin()]
        #expect(begun == [jobs[0], jobs[1], nil])
        #expect(workload.room == 0 && workload.jobs.count == 22)
        // Others are asked for once half of them are begun.
        for index in 0..<9 {
            _ = workload.end(jobs[index], after: .milliseconds(50))
            #expect(workload.begin() == jobs[index + 2])
            #expect(workload.room == 0)
        }
        _ = workload.end(jobs[9], after: .milliseconds(50))
        #expect(workload.begin() == jobs[11])
        #expect(workload.room == 10)
    }

    @Test func shortRunsFillItToABoundAndOneLongRunEndsThat() {
        let (short, long) = (Job.sample(), Job.sample())
        var workload = workload(2, beginning: [short, long])
        _ = workload.end(short, after: .nanoseconds(100))
        #expect(workload.room == Workload.batch)
        _ = workload.end(long, after: .seconds(2))
        #expect(workload.room == 2)
    }

    @Test func whatWaitsForTooLongGoesBackAndNothingWaitsUntilARunIsOver() {
        let (short, long, waiting) = (Job.sample(), Job.sample(), Job.sample())
        var workload = workload(1, beginning: [short])
        _ = workload.end(short, after: .milliseconds(1))
        workload.arrive([long, waiting], at: now)
        #expect(workload.begin() == long)
        #expect(workload.takeLate(at: now + .seconds(3)).isEmpty)
        #expect(workload.takeLate(at: now + .seconds(4)) == [waiting])
        #expect(workload.jobs == [long] && workload.room == 0)
        _ = workload.end(long, after: .seconds(5))
        #expect(workload.room == 1)
        #expect(workload.begin() == nil)
    }

    @Test func whatIsDoneIsHeldUntilItsEndIsStored() {
        let jobs = [Job.sample(), .sample(), .sample()]
        var workload = workload(3, beginning: jobs)
        for job in jobs.prefix(2) { _ = workload.end(job, isToAcknowledge: true, after: .seconds(60)) }
        let asked = workload.ask()
        #expect(asked.room == 2 && asked.done == Array(jobs.prefix(2)) && workload.done.isEmpty)
        #expect(workload.jobs.count == 3)
        _ = workload.end(jobs[2], isToAcknowledge: true, after: .seconds(60))
        workload.fail(asked.room, done: asked.done)
        let again = workload.ask()
        #expect(again.room == 3 && again.done == jobs)
        workload.arrive([], for: again.room, acknowledging: again.done, at: now)
        #expect(workload.jobs.isEmpty && workload.room == 3)
    }

    @Test func twoWhoAskGetDifferentRoomAndTheSecondGoesOnlyWhereThereIsSome() {
        let (short, done) = (Job.sample(), Job.sample())
        var workload = workload(2, beginning: [short, done])
        _ = workload.end(short, after: .nanoseconds(100))
        var rooms: [Int] = []
        while case let asked = workload.ask(), asked.room > 0 { rooms.append(asked.room) }
        #expect(rooms == [Workload.batch, Workload.batch, Workload.batch])
        _ = workload.end(done, isToAcknowledge: true, after: .nanoseconds(100))
        // Its end is told by one of those who are under way when they go again.
        let idle = workload.ask()
        #expect(idle.room == 0 && idle.done.isEmpty && workload.done == [done])
    }

    @Test func aRunThatWasBrokenOffIsNotAcknowledged() {
        let job = Job.sample()
        var workload = workload(1, beginning: [job])
        #expect(workload.interrupt([job.id], .leaseLost) == [job])
        #expect(workload.end(job, isToAcknowledge: true, after: .zero) == .leaseLost)
        #expect(workload.done.isEmpty && workload.jobs.isEmpty)
    }

    @Test func interruptsOnlyWhatRunsAndOnlyOnce() {
        let (running, other) = (Job.sample(), Job.sample())
        var workload = workload(3, beginning: [running])
        #expect(workload.interrupt([running.id, other.id], .leaseLost) == [running])
        #expect(workload.interrupt([running.id], .stopping).isEmpty)
        #expect(workload.interruption(of: running) == .leaseLost)
        #expect(workload.interruption(of: other) == nil)
    }

    @Test func aLostJobThatWaitsHereIsLetGo() {
        let (running, waiting) = (Job.sample(), Job.sample())
        var workload = workload(1, beginning: [running])
        workload.arrive([waiting], at: now)
        #expect(workload.interrupt([waiting.id], .leaseLost).isEmpty)
        #expect(workload.jobs == [running])
        _ = workload.end(running, after: .zero)
        #expect(workload.begin() == nil)
    }

    @Test func aJobThatComesBackStartsAnew() {
        let job = Job.sample()
        var workload = workload(1, beginning: [job])
        _ = workload.interrupt([job.id], .leaseLost)
        _ = workload.end(job, after: .zero)
        workload.arrive([job], at: now)
        #expect(workload.begin() == job)
        #expect(workload.interruption(of: job) == nil)
        #expect(workload.jobs == [job])
    }
}

extension Job {
    /// A job that a worker has begun.
    static func sample(
        kind: String = Job.Kind.extractArticle.rawValue, on desk: DeskProfile.ID = .init(rawValue: UUID())
    ) -> Job {
        Job(
            id: ID(rawValue: UUID()),
            deskID: desk,
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
