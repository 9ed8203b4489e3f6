import Domain
import Extraction
import Foundation
import Logging
import Postgres
import ServiceLifecycle
import TestSupport
import Testing
import Worker
import Workflow

/// The worker on a real database.
@Suite(.database(migrations: Schema.migrations, .server), .timeLimit(.minutes(10)))
struct WorkerServiceTests {
    @Test func readsWhatWasSubmittedBeforeAndAfterItsStart() async throws {
        let worker = try await TestWorker.make()
        let early = try await worker.submit("early")
        try await worker.working { _ in
            try await worker.waitUntil(.ready, early)
            try await worker.waitUntil(.ready, worker.submit("late"))
        }
        #expect(try await worker.desk.jobs(state: .completed, kind: nil, PageRequest()).items.count == 2)
    }

    @Test func aKindThatItDoesNotKnowIsDiscardedWithAClearError() async throws {
        let worker = try await TestWorker.make()
        try await worker.run(
            """
            INSERT INTO jobs (id, desk_id, kind, payload, state)
            SELECT gen_random_uuid(), id, 'send_pigeon', '{}', 'available' FROM desks
            """)
        try await worker.working { _ in
            try await eventually("the job is discarded") {
                try await !worker.desk.jobs(state: .discarded, kind: nil, PageRequest()).items.isEmpty
            }
        }
        let job = try #require(try await worker.desk.jobs(state: .discarded, kind: nil, PageRequest()).items.first)
        #expect(job.attempt == 1)
        #expect(job.lastError?.contains("send_pigeon") == true)
    }

    @Test func manyShortJobsAreTakenInBatchesAndEachIsDoneOnce() async throws {
        let worker = try await TestWorker.make()
        try await worker.desk.enqueueProbes(1_000, onDesk: "d")
        try await worker.working { _ in
            try await eventually("no job is left") { try await worker.count("jobs") == 0 }
            try await worker.desk.enqueueProbes(1, onDesk: "d")
            try await eventually("the late one is done") { try await worker.count("job_history") == 1_001 }
        }
        #expect(try await worker.count("job_history WHERE state = 'completed' AND attempt = 1") == 1_001)
    }

    @Test func connectionsThatBreakInTheMiddleLoseAndDoubleNoJobAndCountNoAttempt() async throws {
        let worker = try await TestWorker.make()
        try await worker.desk.enqueueProbes(4_000, onDesk: "d")
        try await worker.working { _ in
            /// Asks over connections of the same pool.
            func isSo(_ look: () async throws -> Bool) async throws -> Bool {
                do { return try await look() } catch  where isTransient(error) { return false }
            }
            for part in 1...3 {
                try await eventually("some are done") {
                    try await isSo { try await worker.count("job_history") > part * 500 }
                }
                try await eventually("the connections are broken") {
                    try await isSo {
                        try await worker.endEveryOtherConnection()
                        return true
                    }
                }
            }
            try await eventually("no job is left") { try await isSo { try await worker.count("jobs") == 0 } }
        }
        #expect(try await worker.count("job_history WHERE state = 'completed' AND attempt = 1") == 4_000)
    }

    @Test func jobsOfADeadWorkerAreRescuedAtTheStart() async throws {
        let worker = try await TestWorker.make()
        let article = try await worker.submit("left behind")
        let held = try await worker.desk.fetchJobs(limit: 1, worker: "dead:1:0", lease: .seconds(30))
        #expect(held.count == 1)
        try await worker.run("UPDATE jobs SET lease_expires_at = clock_timestamp()")
        try await worker.working { _ in try await worker.waitUntil(.ready, article) }
    }

    @Test func auditEventsAreSealedSoon() async throws {
        let worker = try await TestWorker.make()
        try await worker.working { _ in
            let article = try await worker.submit("to be sealed")
            try await eventually("the article's event is sealed") { try await worker.seals(of: article) > 0 }
        }
    }

    @Test func whatRunsWhenItIsAskedToStopIsFinished() async throws {
        let worker = try await TestWorker.make(grace: .seconds(60))
        let article = try await worker.submit("slow")
        let hold = try await worker.hold(article)
        try await worker.working { group in
            try await worker.untilARunWaits()
            await group.triggerGracefulShutdown()
            hold.cancel()
        }
        #expect(try await worker.status(article) == .ready)
    }

    @Test func whatTakesLongerThanTheGracePeriodIsGivenBackUncounted() async throws {
        let worker = try await TestWorker.make(grace: .milliseconds(50))
        let hold = try await worker.hold(try await worker.submit("too slow"))
        try await worker.working { _ in try await worker.untilARunWaits() }
        hold.cancel()
        let job = try #require(try await worker.desk.jobs(state: .available, kind: nil, PageRequest()).items.first)
        #expect(job.attempt == 0 && job.token == nil)
    }

    @Test func aRunWhoseLeaseIsLostIsBrokenOff() async throws {
        let worker = try await TestWorker.make(concurrency: 1)
        let article = try await worker.submit("cancelled")
        let hold = try await worker.hold(article)
        try await worker.working { _ in
            try await worker.untilARunWaits()
            let running = try await worker.desk.jobs(state: .running, kind: nil, PageRequest()).items
            _ = try await worker.desk.cancelJob(try #require(running.first).id)
            // The only place is free again, although the first run could not go on.
            try await worker.waitUntil(.ready, worker.submit("next"))
        }
        hold.cancel()
        #expect(try await worker.status(article) == .failed)
    }
}

/// The worker and a server that goes away.
@Suite(.timeLimit(.minutes(10))) struct WorkerReconnectionTests {
    @Test func itGoesOnWhenPostgresComesBack() async throws {
        let cluster = LocalCluster(directory: try await directoryForCluster(hasData: true), durable: false)
        let database = Database(Database.Configuration(connectionString: try await cluster.start()))
        let result: Result<Void, any Error>
        do {
            _ = try await Schema.migrator().migrate(database)
            let worker = try await TestWorker.make(on: database)
            try await worker.working { _ in
                try await worker.waitUntil(.ready, worker.submit("before"))
                await cluster.stop()
                await #expect(throws: (any Error).self) { try await worker.submit("during") }
                _ = try await cluster.start()
                let after = try await worker.patiently { try await worker.submit("after") }
                try await worker.patiently { try await worker.waitUntil(.ready, after) }
            }
            result = .success(())
        } catch {
            result = .failure(error)
        }
        await database.close(within: .seconds(1))
        await cluster.stop()
        try result.get()
    }
}
