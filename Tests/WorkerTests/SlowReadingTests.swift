import Domain
import Extraction
import Foundation
import Synchronization
import TestSupport
import Testing
import Worker

@testable import Workflow

/// A worker whose articles take for ever to read, as many at a time as the machine has cores.
@Suite(.database(migrations: Schema.migrations, .server), .timeLimit(.minutes(10)))
struct SlowReadingTests {
    private static let cores = ProcessInfo.processInfo.activeProcessorCount

    /// How many of the endless articles are being read.
    private final class Readings: Sendable { let count = Atomic(0) }

    /// Holds its thread for as long as the budget lets it with articles whose title begins with "endless", and reads the others.
    private static func room(
        limit: Duration = .seconds(600), counting readings: Readings = Readings()
    ) -> ReadingRoom {
        ReadingRoom(limit: limit) { document, budget throws(ReadingInterruption) in
            guard document.title?.hasPrefix("endless") == true else {
                return try Extractor().extract(document, within: budget)
            }
            readings.count.add(1, ordering: .relaxed)
            defer { readings.count.subtract(1, ordering: .relaxed) }
            while true {
                try budget.look()
                Thread.sleep(forTimeInterval: 0.001)
            }
        }
    }

    @Test func leasesAreRenewedAndEventsSealedWhileEveryCoreReads() async throws {
        let worker = try await TestWorker.make(concurrency: Self.cores, room: Self.room())
        for number in 0..<Self.cores { _ = try await worker.submit("endless \(number)") }
        try await worker.working { _ in
            var ends: Set<Date> = []
            try await eventually("the leases were renewed five times") {
                let running = try await worker.desk.jobs(state: .running, kind: nil, PageRequest()).items
                guard running.count == Self.cores else { return false }
                ends.formUnion(running.compactMap(\.leaseExpiresAt).prefix(1))
                return ends.count > 5
            }
            let late = try await worker.submit("sealed meanwhile")
            try await eventually("the event is sealed") { try await worker.seals(of: late) > 0 }
        }
        // The worker has stopped, although none of them came to its end, and no attempt is counted.
        let jobs = try await worker.desk.jobs(state: .available, kind: nil, PageRequest()).items
        #expect(jobs.count == Self.cores + 1 && jobs.allSatisfy { $0.attempt == 0 && $0.token == nil })
    }

    @Test func anArticleThatTakesTooLongHasFailedAndTheNextIsRead() async throws {
        let worker = try await TestWorker.make(concurrency: 1, room: Self.room(limit: .seconds(1)))
        let endless = try await worker.submit("endless")
        try await worker.working { _ in
            let ordinary = try await worker.submit("ordinary")
            try await worker.waitUntil(.failed, endless)
            try await worker.waitUntil(.ready, ordinary)
        }
        let version = try await worker.desk.article(endless, for: worker.submitter).version
        #expect(version.error?.contains("longer than 1 second") == true, "\(version.error ?? "")")
        let job = try #require(try await worker.desk.jobs(state: .discarded, kind: nil, PageRequest()).items.first)
        #expect(job.attempt == 1 && job.lastError == version.error)
    }

    @Test func aReadingThatNobodyWaitsForLeavesNoThreadBehind() async throws {
        let readings = Readings()
        let worker = try await TestWorker.make(concurrency: 1, room: Self.room(counting: readings))
        let article = try await worker.submit("endless")
        try await worker.working { _ in
            try await eventually("it is being read") { readings.count.load(ordering: .relaxed) == 1 }
            let running = try await worker.desk.jobs(state: .running, kind: nil, PageRequest()).items
            _ = try await worker.desk.cancelJob(try #require(running.first).id)
            try await eventually("its reading has ended") { readings.count.load(ordering: .relaxed) == 0 }
        }
        #expect(try await worker.status(article) == .failed)
    }
}

/// The room alone.
@Suite struct ReadingRoomTests {
    private static let endless: ReadingRoom.Reader = { _, budget throws(ReadingInterruption) in
        while true {
            try budget.look()
            Thread.sleep(forTimeInterval: 0.001)
        }
    }

    @Test func aTextThatTakesTooManyStepsIsRefusedInWordsForPeople() async throws {
        let room = ReadingRoom(limit: .seconds(600)) { _, budget throws(ReadingInterruption) in
            while true {
                budget.charge(1 << 16)
                try budget.check()
            }
        }
        await #expect(throws: ReadingRoom.Refused.tooManySteps) { try await room.read(Document(text: "a")) }
        #expect(ReadingRoom.Refused.tooManySteps.reason.hasSuffix("."))
    }

    @Test func aClosedRoomReadsNothingLong() async throws {
        let room = ReadingRoom(limit: .seconds(600), reader: Self.endless)
        let reading = Task { try await room.read(Document(text: "a")) }
        room.close()
        await #expect(throws: ReadingRoom.Closed()) { try await reading.value }
        await #expect(throws: ReadingRoom.Closed()) { try await room.read(Document(text: "a")) }
    }

    @Test func aCancelledTaskEndsItsReading() async throws {
        let room = ReadingRoom(limit: .seconds(600), reader: Self.endless)
        let reading = Task { try await room.read(Document(text: "a")) }
        reading.cancel()
        await #expect(throws: CancellationError.self) { try await reading.value }
    }
}
