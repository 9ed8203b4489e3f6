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
@Suite(.database(migrations: Schema.migrations), .timeLimit(.minutes(10)))
struct WorkerServiceTests {
    @Test func readsWhatWasSubmittedBeforeAndAfterItsStart() async throws {
        let floor = try await Floor.make()
        let early = try await floor.submit("early")
        try await floor.working { _ in
            try await floor.waitUntil(.ready, early)
            try await floor.waitUntil(.ready, floor.submit("late"))
        }
        #expect(try await floor.desk.jobs(state: .completed, kind: nil, PageRequest()).items.count == 2)
    }

    @Test func aKindThatItDoesNotKnowIsDiscardedWithAClearError() async throws {
        let floor = try await Floor.make()
        try await floor.run(
            """
            INSERT INTO jobs (id, desk_id, kind, payload, state)
            SELECT gen_random_uuid(), id, 'send_pigeon', '{}', 'available' FROM desks
            """)
        try await floor.working { _ in
            while try await floor.desk.jobs(state: .discarded, kind: nil, PageRequest()).items.isEmpty {
                try await Task.sleep(for: .milliseconds(10))
            }
        }
        let job = try #require(try await floor.desk.jobs(state: .discarded, kind: nil, PageRequest()).items.first)
        #expect(job.attempt == 1)
        #expect(job.lastError?.contains("send_pigeon") == true)
    }

    @Test func jobsOfADeadWorkerAreRescuedAtTheStart() async throws {
        let floor = try await Floor.make()
        let article = try await floor.submit("left behind")
        let held = try await floor.desk.fetchJobs(limit: 1, worker: "dead:1:0", lease: .seconds(30))
        #expect(held.count == 1)
        try await floor.run("UPDATE jobs SET lease_expires_at = clock_timestamp()")
        try await floor.working { _ in try await floor.waitUntil(.ready, article) }
    }

    @Test func auditEventsAreSealedSoon() async throws {
        let floor = try await Floor.make()
        try await floor.working { _ in
            let article = try await floor.submit("to be sealed")
            while try await floor.seals(of: article) == 0 { try await Task.sleep(for: .milliseconds(10)) }
        }
    }

    @Test func whatRunsWhenItIsAskedToStopIsFinished() async throws {
        let floor = try await Floor.make(grace: .seconds(60))
        let article = try await floor.submit("slow")
        let hold = try await floor.hold(article)
        try await floor.working { group in
            try await floor.untilARunWaits()
            await group.triggerGracefulShutdown()
            hold.cancel()
        }
        #expect(try await floor.status(article) == .ready)
    }

    @Test func whatTakesLongerThanTheGracePeriodIsGivenBackUncounted() async throws {
        let floor = try await Floor.make(grace: .milliseconds(50))
        let hold = try await floor.hold(try await floor.submit("too slow"))
        try await floor.working { _ in try await floor.untilARunWaits() }
        hold.cancel()
        let job = try #require(try await floor.desk.jobs(state: .available, kind: nil, PageRequest()).items.first)
        #expect(job.attempt == 0 && job.token == nil)
    }

    @Test func aRunWhoseLeaseIsLostIsBrokenOff() async throws {
        let floor = try await Floor.make(concurrency: 1)
        let article = try await floor.submit("cancelled")
        let hold = try await floor.hold(article)
        try await floor.working { _ in
            try await floor.untilARunWaits()
            let running = try await floor.desk.jobs(state: .running, kind: nil, PageRequest()).items
            _ = try await floor.desk.cancelJob(try #require(running.first).id)
            // The only place is free again, although the first run could not go on.
            try await floor.waitUntil(.ready, floor.submit("next"))
        }
        hold.cancel()
        #expect(try await floor.status(article) == .failed)
    }
}

/// The worker and a server that goes away.
@Suite(.timeLimit(.minutes(10))) struct WorkerReconnectionTests {
    @Test func itGoesOnWhenPostgresComesBack() async throws {
        let folder = URL(filePath: "/tmp/claimdesk-worker-\(UUID().uuidString.prefix(8))")
        let cluster = LocalCluster(directory: folder, durable: false)
        let database = Database(Database.Configuration(connectionString: try await cluster.start()))
        let result: Result<Void, any Error>
        do {
            _ = try await Schema.migrator().migrate(database)
            let floor = try await Floor.make(on: database)
            try await floor.working { _ in
                try await floor.waitUntil(.ready, floor.submit("before"))
                await cluster.stop()
                await #expect(throws: (any Error).self) { try await floor.submit("during") }
                _ = try await cluster.start()
                let after = try await floor.patiently { try await floor.submit("after") }
                try await floor.patiently { try await floor.waitUntil(.ready, after) }
            }
            result = .success(())
        } catch {
            result = .failure(error)
        }
        await database.close(within: .seconds(1))
        await cluster.stop()
        try FileManager.default.removeItem(at: folder)
        try result.get()
    }
}
