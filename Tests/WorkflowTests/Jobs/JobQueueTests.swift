import Domain
import Foundation
import Postgres
import Store
import TestSupport
import Testing

@testable import Workflow

/// Whose jobs a worker gets, in which order, and how they end in groups.
@Suite(.desk)
struct JobQueueTests {
    @Test func oneDesksManyJobsDoNotKeepAnothersFewWaiting() async throws {
        let bench = try await Bench.make()
        _ = try await Bench.make(slug: "other", database: bench.database)
        try await bench.desk.enqueueProbes(300, onDesk: "demo")
        try await bench.desk.enqueueProbes(3, onDesk: "other")
        let jobs = try await bench.fetch(20).jobs
        #expect(jobs.count == 13 && Set(jobs.map(\.id)).count == 13)
        let desks = jobs.map(\.deskID)
        // One of each, then the next of each.
        #expect(desks[0] != desks[1] && desks[0] == desks[2] && desks[1] == desks[3])
        #expect(Set(desks.suffix(7)).count == 1)
    }

    @Test func whereDesksAreMoreThanJobsAreTakenEachHasItsTurn() async throws {
        let bench = try await Bench.make()
        for slug in ["b", "c", "d", "e"] { _ = try await Bench.make(slug: slug, database: bench.database) }
        for slug in ["demo", "b", "c", "d", "e"] { try await bench.desk.enqueueProbes(10, onDesk: slug) }
        var (last, served): (DeskProfile.ID?, [DeskProfile.ID]) = (nil, [])
        for _ in 0..<5 {
            let batch = try await bench.fetch(2, .everywhere(after: last))
            #expect(batch.jobs.count == 2 && batch.mayHaveMore)
            last = batch.places.last?.desk
            served += batch.jobs.map(\.deskID)
        }
        #expect(Dictionary(grouping: served) { $0 }.values.allSatisfy { $0.count == 2 } && Set(served).count == 5)
    }

    @Test func aPointOfPriorityIsWorthFiveMinutesOfWaiting() async throws {
        let bench = try await Bench.make()
        func enqueue(_ minutes: Int, priority: Int) async throws -> Job.ID {
            let id = Job.ID(rawValue: UUID())
            try await bench.database.write { session in
                try Job.enqueue(
                    [Job.Order(id: id, payload: JSONText("{}"), priority: priority)], .probe,
                    on: bench.principal("ed").deskID, in: session)
                try session.execute(
                    "UPDATE jobs SET run_at = now() - make_interval(secs => \(Double(minutes * 60))) WHERE id = \(id)")
            }
            return id
        }
        let new = try await enqueue(0, priority: 0)
        let high = try await enqueue(1, priority: 2)
        let patient = try await enqueue(12, priority: 0)
        let low = try await enqueue(4, priority: -1)
        #expect(try await bench.fetch(10).jobs.map(\.id) == [patient, high, new, low])
    }

    @Test func doneJobsAreEndedTogetherAndTheNextOnesLeasedInOneStatement() async throws {
        let bench = try await Bench.make()
        try await bench.desk.enqueueProbes(10, onDesk: "demo")
        let first = try await bench.fetch(4).jobs
        let second = try await bench.fetch(4, done: first).jobs
        #expect(second.count == 4 && Set(second.map(\.id)).isDisjoint(with: first.map(\.id)))
        let ended = try await bench.desk.jobs(state: .completed, kind: nil, PageRequest()).items
        #expect(Set(ended.map(\.id)) == Set(first.map(\.id)) && ended.allSatisfy { $0.attempt == 1 })
        try await bench.desk.acknowledgeJobs(second)
        #expect(try await bench.count("SELECT count(*) AS count FROM jobs") == 2)
    }

    @Test func aGroupEndsNoJobThatIsNotItsWorkersAnyMore() async throws {
        let bench = try await Bench.make()
        try await bench.desk.enqueueProbes(2, onDesk: "demo")
        let lost = try await bench.fetch(2).jobs
        try await bench.loseJobLeases()
        #expect(try await bench.desk.rescueJobs(worker: "rescuer") == 2)
        let again = try await bench.fetch(1).jobs
        #expect(try await bench.fetch(1, done: lost).jobs.count == 1)
        #expect(try await bench.count("SELECT count(*) AS count FROM jobs WHERE state = 'running'") == 2)
        try await bench.desk.acknowledgeJobs(again)
        #expect(try await bench.count("SELECT count(*) AS count FROM job_history") == 1)
    }

    @Test func jobsWhoseTimeHasComeAreAvailableAndOthersWait() async throws {
        let bench = try await Bench.make()
        try await bench.database.write { session in
            for minutes in [0.0, 10] {
                try Job.enqueue(
                    Job.ID(rawValue: UUID()), .probe, [String: String](), delay: 1 + minutes * 60,
                    on: bench.principal("ed").deskID, in: session)
            }
        }
        #expect(try await bench.fetch(5).jobs.isEmpty)
        try await bench.database.write { session in
            try session.execute("UPDATE jobs SET run_at = run_at - interval '1 minute'")
        }
        let early = JobRequest(limit: 5, retries: 5, look: .everywhere(after: nil))
        let unlooked = try await bench.desk.exchangeJobs(
            [], for: early, worker: "w", lease: .seconds(30), promoting: false)
        #expect(unlooked.jobs.isEmpty)
        #expect(try await bench.fetch(5).jobs.count == 1)
        #expect(try await bench.count("SELECT count(*) AS count FROM jobs WHERE state = 'scheduled'") == 1)
    }

    @Test func ofJobsThatWereBegunBeforeComeNoMoreThanAreAskedFor() async throws {
        let bench = try await Bench.make()
        try await bench.desk.enqueueProbes(6, onDesk: "demo")
        _ = try await bench.fetch(4)
        try await bench.loseJobLeases()
        #expect(try await bench.desk.rescueJobs(worker: "rescuer") == 4)
        let jobs = try await bench.fetch(6, retries: 1).jobs
        #expect(jobs.map(\.attempt) == [2, 1, 1])
        #expect(try await bench.count("SELECT count(*) AS count FROM jobs WHERE state = 'available'") == 3)
    }

    @Test func whatCameBeforeAPlaceIsFoundByALookEverywhere() async throws {
        let bench = try await Bench.make()
        try await bench.desk.enqueueProbes(4, onDesk: "demo")
        let first = try await bench.fetch(2)
        let place = try #require(first.places.first)
        #expect(place.job == first.jobs.last?.id && first.mayHaveMore)
        try await bench.desk.returnJobs([try #require(first.jobs.first)])
        let behind = try await bench.fetch(10, .behind(first.places))
        #expect(behind.jobs.count == 2 && !behind.mayHaveMore)
        #expect(try await bench.fetch(10).jobs.map(\.id) == [first.jobs[0].id])
    }

    @Test func jobsThatAWorkerDoesNotKnowOfGoBackUncounted() async throws {
        let bench = try await Bench.make()
        try await bench.desk.enqueueProbes(3, onDesk: "demo")
        let jobs = try await bench.fetch(2).jobs
        _ = try await bench.desk.fetchJobs(limit: 1, worker: "another", lease: .seconds(30))
        try await bench.desk.returnStrayJobs(worker: "test", known: [jobs[0]])
        let back = try await bench.desk.jobs(state: .available, kind: nil, PageRequest()).items
        #expect(back.map(\.id) == [jobs[1].id] && back[0].attempt == 0)
    }
}

extension Bench {
    /// Ends jobs and leases others to a worker `test`.
    func fetch(
        _ limit: Int, _ look: JobLook = .everywhere(after: nil), done: [Job] = [], retries: Int? = nil
    ) async throws -> JobBatch {
        let request = JobRequest(limit: limit, retries: retries ?? limit, look: look)
        return try await desk.exchangeJobs(done, for: request, worker: "test", lease: .seconds(30))
    }
}
