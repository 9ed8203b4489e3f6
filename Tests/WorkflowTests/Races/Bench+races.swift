import Dispatch
import Domain
import Foundation
import Postgres
import TestSupport
import Testing

@testable import Workflow

/// A transaction of a test's own that holds its locks until it is released.
struct HeldTransaction: Sendable {
    fileprivate let task: Task<Void, any Error>
    fileprivate let end: DispatchSemaphore

    /// Lets it commit.
    func release() async throws {
        end.signal()
        try await task.value
    }
}

extension Bench {
    /// Runs something in a transaction, and keeps that open until it is released.
    func holding(_ body: @escaping @Sendable (Session) throws -> Void) async throws -> HeldTransaction {
        let end = DispatchSemaphore(value: 0)
        let (begun, continuation) = AsyncStream.makeStream(of: Void.self)
        let task = Task {
            defer { continuation.finish() }
            try await database.write { session in
                try body(session)
                continuation.finish()
                // A test that fails before it releases must not hang.
                _ = end.wait(timeout: .now() + 20)
            }
        }
        for await _ in begun {}
        return HeldTransaction(task: task, end: end)
    }

    /// Submits another version of the article and fetches the job that is to read it.
    func submitted(_ body: String) async throws -> Job {
        _ = try await desk.submit(
            Submission(externalID: "a1", title: "Harbour wall", body: body), by: caller("submitter"))
        return try #require(try await desk.fetchJobs(limit: 1, worker: "test", lease: .seconds(30)).first)
    }

    /// Transactions that wait for another's lock.
    func waiting() async throws -> Int {
        try await count(
            """
            SELECT count(*) AS count FROM pg_stat_activity
            WHERE datname = current_database() AND wait_event_type = 'Lock'
            """)
    }

    func untilWaiting(_ number: Int) async throws {
        try await eventually("\(number) transactions wait") { try await waiting() >= number }
    }

    /// What an attempt came to: nil when it went well.
    func outcome(_ attempt: () async throws -> Void) async -> (any Error)? {
        do {
            try await attempt()
            return nil
        } catch {
            return error
        }
    }

    /// The rules of the queue that rows break, one word each; none when all is well.
    func queueFaults() async throws -> [String] { try await database.queueFaults() }
}
