import Domain
import Foundation

/// Eight members of a desk who work: they take claims, write reviews, look claims up, send articles in.
struct WorkingMembers: Sendable {
    private let reviewers: [Client]
    private let editors: [Client]
    private let submitters: [Client]

    init(on server: BenchServer, desk slug: String) async throws {
        func client(_ name: String) async throws -> Client {
            // One try: what comes late is what is measured.
            Client(
                try server.serverAddress, key: try await server.key(of: slug, member: name), timeout: 120, pauses: [])
        }
        reviewers = [
            try await client("reviewer3"), try await client("reviewer4"), try await client("reviewer5"),
            try await client("reviewer6"),
        ]
        editors = [try await client("editor12"), try await client("editor13")]
        submitters = [try await client("submitter1"), try await client("submitter2")]
    }

    /// Has all of them work until they are to stop.
    ///
    /// - Returns: milliseconds of every request, and how many of them failed.
    func work(until isOver: @escaping @Sendable () async -> Bool) async throws -> (times: [Double], failed: Int) {
        try await withThrowingTaskGroup(of: (times: [Double], failed: Int).self) { group in
            let works: [[@Sendable (Int) async throws -> Void]] =
                reviewers.map { Self.reviewing($0) } + editors.map { Self.editing($0) }
                + submitters.map { Self.submitting($0) }
            for work in works {
                group.addTask {
                    var (times, failed, round): ([Double], Int, Int) = ([], 0, 0)
                    while await !isOver() {
                        for step in work {
                            let begun = ContinuousClock.now
                            do { try await step(round) } catch { failed += 1 }
                            times.append(begun.duration(to: .now) / .milliseconds(1))
                            // People think.
                            try await Task.sleep(for: .milliseconds(50))
                        }
                        round += 1
                    }
                    return (times, failed)
                }
            }
            var all: (times: [Double], failed: Int) = ([], 0)
            for try await one in group {
                all.times += one.times
                all.failed += one.failed
            }
            return all
        }
    }

    /// One editor's requests, by what they ask for.
    func edit(_ count: Int) async throws -> [Double] {
        var times: [Double] = []
        let steps = Self.editing(editors[0])
        for round in 0..<count {
            for step in steps {
                let begun = ContinuousClock.now
                try await step(round)
                times.append(begun.duration(to: .now) / .milliseconds(1))
            }
            try await Task.sleep(for: .milliseconds(20))
        }
        return times
    }

    private static func reviewing(_ client: Client) -> [@Sendable (Int) async throws -> Void] {
        [
            { _ in
                let taken = try await client.post(["v1", "queue", "take"], [:]).decode(Shapes.Take.self)
                guard let lease = taken.leases.first else { return }
                _ = try await client.post(
                    ["v1", "leases", lease.id, "release"], ["token": .string(lease.token)])
            },
            { _ in _ = try await client.get(["v1", "queue"]) },
            { _ in _ = try await client.get(["v1", "claims"], ["status": "in_review", "limit": "20"]) },
        ]
    }

    private static func editing(_ client: Client) -> [@Sendable (Int) async throws -> Void] {
        [
            { _ in _ = try await client.get(["v1", "disputes"], ["limit": "20"]) },
            { _ in _ = try await client.get(["v1", "claims"], ["status": "agreed", "limit": "20"]) },
            { _ in _ = try await client.get(["v1", "articles"], ["limit": "20"]) },
        ]
    }

    private static func submitting(_ client: Client) -> [@Sendable (Int) async throws -> Void] {
        [
            { round in
                _ = try await client.post(
                    ["v1", "articles"],
                    [
                        "externalId": .string("work-\(UUID())"), "source": "bench", "title": "Harbour wall",
                        "body": .string("The harbour wall is 412 metres long and cost \(round) crowns, the port said."),
                    ])
            },
            { _ in _ = try await client.get(["v1", "articles"], ["limit": "5"]) },
        ]
    }
}
