import Domain
import Foundation
import Postgres
import Store
import TestSupport
import Testing

@testable import Workflow

@Suite(.desk)
struct JobTests {
    @Test func aResultUnderALostLeaseIsNotStored() async throws {
        let bench = try await Bench.make()
        let receipt = try await bench.desk.submit(
            Submission(title: "T", body: Bench.text), by: bench.caller("submitter"))
        let dead = try #require(try await bench.fetch("dead"))
        try await bench.loseJobLeases()
        #expect(try await bench.desk.rescueJobs(worker: "rescuer") == 1)
        let alive = try #require(try await bench.fetch("alive"))
        #expect(alive.id == dead.id && alive.attempt == 2)
        await #expect(throws: JobError.leaseLost) { try await bench.desk.perform(dead) }
        #expect(try await bench.count("SELECT count(*) AS count FROM claims") == 0)
        try await bench.desk.perform(alive)
        let article = try await bench.desk.article(receipt.articleID, for: bench.principal("ed"))
        #expect(article.version.status == .ready)
        #expect(
            try await bench.count("SELECT count(*) - count(DISTINCT (start_offset, end_offset)) AS count FROM anchors")
                == 0)
        await #expect(throws: JobError.leaseLost) { try await bench.desk.perform(alive) }
    }

    @Test func aFailedJobIsTriedAgainAndAtLastDiscarded() async throws {
        let bench = try await Bench.make()
        let receipt = try await bench.desk.submit(
            Submission(title: "T", body: Bench.text), by: bench.caller("submitter"))
        for attempt in 1...8 {
            try await bench.database.write { try $0.execute("UPDATE jobs SET run_at = now()") }
            let job = try #require(try await bench.fetch("w"))
            #expect(job.attempt == attempt)
            let state = try await bench.desk.failJob(job, "it broke", hopeless: false, random: 0.5)
            #expect(state == (attempt < 8 ? .retryable : .discarded))
        }
        let article = try await bench.desk.article(receipt.articleID, for: bench.principal("ed"))
        #expect(article.version.status == .failed)
        let page = try await bench.desk.jobs(state: .discarded, kind: nil, PageRequest())
        let job = try #require(page.items.first)
        #expect(try await bench.desk.job(job.id).errors.count == 8)
        // An administrator brings it back: the article is read after all.
        _ = try await bench.desk.retryJob(job.id)
        try await bench.work()
        #expect(
            try await bench.desk.article(receipt.articleID, for: bench.principal("ed")).version.status == .ready)
    }

    @Test func aJobWhoseKeyIsAnothersByNowStaysAtItsEnd() async throws {
        let bench = try await Bench.make()
        _ = try await bench.desk.submit(Submission(title: "T", body: Bench.text), by: bench.caller("submitter"))
        let job = try #require(try await bench.fetch("w"))
        _ = try await bench.desk.cancelJob(job.id)
        let other = UUID()
        try await bench.database.write { session in
            try session.execute("UPDATE job_history SET unique_key = 'k'")
            try session.execute(
                """
                INSERT INTO jobs (id, desk_id, kind, payload, state, unique_key)
                SELECT \(other), desk_id, kind, payload, 'available', unique_key FROM job_history
                """)
        }
        await #expect(throws: JobError.keyTaken(by: Job.ID(rawValue: other))) {
            try await bench.desk.retryJob(job.id)
        }
        try await bench.database.write { try $0.execute("DELETE FROM jobs") }
        #expect(try await bench.desk.retryJob(job.id).state == .available)
    }

    @Test func aRetryWaits() async throws {
        let bench = try await Bench.make()
        _ = try await bench.desk.submit(Submission(title: "T", body: Bench.text), by: bench.caller("submitter"))
        let job = try #require(try await bench.fetch("w"))
        _ = try await bench.desk.failJob(job, "it broke", hopeless: false, random: 0.5)
        #expect(try await bench.fetch("w") == nil)
    }

    @Test func aCancelledJobLosesItsLease() async throws {
        let bench = try await Bench.make()
        _ = try await bench.desk.submit(Submission(title: "T", body: Bench.text), by: bench.caller("submitter"))
        let job = try #require(try await bench.fetch("w"))
        #expect(try await bench.desk.cancelJob(job.id).state == .cancelled)
        #expect(try await bench.desk.renewJobs([job], lease: .seconds(30)) == [job.id])
        await #expect(throws: JobError.leaseLost) { try await bench.desk.perform(job) }
        await #expect(throws: JobError.wrongState(.cancelled)) { try await bench.desk.cancelJob(job.id) }
    }

    @Test func aCancelledReadingSaysSoOnTheArticle() async throws {
        let bench = try await Bench.make()
        let receipt = try await bench.desk.submit(
            Submission(title: "T", body: Bench.text), by: bench.caller("submitter"))
        let job = try #require(try await bench.fetch("w"))
        _ = try await bench.desk.cancelJob(job.id)
        // The worker that had fetched it hears of that only now.
        await #expect(throws: JobError.leaseLost) { try await bench.desk.perform(job) }
        let version = try await bench.desk.article(receipt.articleID, for: bench.principal("ed")).version
        #expect(version.status == .failed)
        #expect(version.error == "The reading was cancelled. An administrator can try again.")
        _ = try await bench.desk.retryJob(job.id)
        try await bench.work()
        #expect(
            try await bench.desk.article(receipt.articleID, for: bench.principal("ed")).version.status == .ready)
    }

    @Test func aWorkerThatWasPausedDoesNotSetAFailedArticleBack() async throws {
        let bench = try await Bench.make()
        let receipt = try await bench.desk.submit(
            Submission(title: "T", body: Bench.text), by: bench.caller("submitter"))
        try await bench.database.write { try $0.execute("UPDATE jobs SET max_attempts = 1") }
        let paused = try #require(try await bench.fetch("paused"))
        try await bench.loseJobLeases()
        #expect(try await bench.desk.rescueJobs(worker: "rescuer") == 1)
        await #expect(throws: JobError.leaseLost) { try await bench.desk.perform(paused) }
        let version = try await bench.desk.article(receipt.articleID, for: bench.principal("ed")).version
        #expect(version.status == .failed)
    }

    @Test func aJobThatIsBeingCompletedDoesNotHoldUpTheLeasesOfTheOthers() async throws {
        let bench = try await Bench.make()
        for index in 0..<2 {
            _ = try await bench.desk.submit(
                Submission(externalID: "\(index)", title: "T", body: Bench.text), by: bench.caller("submitter"))
        }
        let jobs = try await bench.desk.fetchJobs(limit: 2, worker: "w", lease: .seconds(1))
        let (completing, other) = (try #require(jobs.first), try #require(jobs.last))
        let held = try await bench.holding { try completing.finish(.completed, in: $0) }
        #expect(try await bench.desk.renewJobs(jobs, lease: .seconds(600)) == [])
        #expect(
            try await bench.count(
                """
                SELECT count(*) AS count FROM jobs
                WHERE id = \(other.id.rawValue) AND lease_expires_at > now() + interval '500 s'
                """) == 1)
        try await held.release()
        #expect(try await bench.desk.renewJobs(jobs, lease: .seconds(600)) == [completing.id])
    }

    @Test func jobsGivenBackCountNoAttempt() async throws {
        let bench = try await Bench.make()
        _ = try await bench.desk.submit(Submission(title: "T", body: Bench.text), by: bench.caller("submitter"))
        let job = try #require(try await bench.fetch("w"))
        try await bench.desk.returnJobs([job])
        #expect(try await bench.fetch("w")?.attempt == 1)
    }

    @Test func manyWorkersDoEachJobOnce() async throws {
        let bench = try await Bench.make()
        for index in 0..<30 {
            _ = try await bench.desk.submit(
                Submission(externalID: "\(index)", title: "T", body: Bench.text), by: bench.caller("submitter"))
        }
        let done = try await withThrowingTaskGroup(of: Int.self) { group in
            for worker in 0..<6 {
                group.addTask {
                    var count = 0
                    while true {
                        let jobs = try await bench.desk.fetchJobs(limit: 3, worker: "w\(worker)", lease: .seconds(30))
                        if jobs.isEmpty { return count }
                        for job in jobs {
                            try await bench.desk.perform(job)
                            count += 1
                        }
                    }
                }
            }
            return try await group.reduce(0, +)
        }
        #expect(done == 30)
        #expect(try await bench.count("SELECT count(*) AS count FROM extractions WHERE status = 'ready'") == 30)
    }

    @Test func anUnknownKindIsHopeless() async throws {
        let bench = try await Bench.make()
        try await bench.database.write { session in
            try session.execute(
                """
                INSERT INTO jobs (id, desk_id, kind, payload, state)
                SELECT gen_random_uuid(), id, 'from_the_future', '{}', 'available' FROM desks
                """)
        }
        let job = try #require(try await bench.fetch("w"))
        await #expect { try await bench.desk.perform(job) } throws: { error in
            if case JobError.hopeless = error { true } else { false }
        }
    }
}
