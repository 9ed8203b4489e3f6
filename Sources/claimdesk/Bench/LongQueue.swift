import Domain
import Foundation
import Volume
import Workflow

/// A desk with a long queue, and reviewers with their keys.
struct LongQueue: Sendable {
    static let slug = "bench"
    /// Each may hold a thousand claims, so that these take for as long as anybody measures.
    private static let reviewers = 200
    private static let body = (1...100).map {
        "The quay of berth \($0) is \($0 * 9) metres long, the port authority said."
    }

    let server: BenchServer
    let keys: [String]

    /// Sets the desk up.
    ///
    /// - Parameter isRead: whether its article is read before its slots are opened: a worker that came later would find claims
    ///   there that no extraction knows.
    static func open(
        slots: Int, isRead: Bool = false, on server: BenchServer, _ progress: ProgressLine
    ) async throws -> LongQueue {
        progress.step("Opening \(slots) slots")
        let desk = server.installation.desk
        let people = (1...reviewers).map {
            Newsroom.Person(name: "Reviewer \($0)", email: "reviewer\($0)@\(slug).example", roles: [.reviewer])
        }
        let submitter = Newsroom.Person(
            name: "Desk", email: "desk@\(slug).example", roles: [.submitter, .editor, .admin])
        _ = try await desk.setUp(
            Newsroom(
                desk: Newsroom.Profile(slug: slug, name: "A desk to measure"), members: people + [submitter],
                scale: Seeds.newsroom().scale))
        let caller = Caller(try await desk.authenticate(secret: server.key(of: slug, member: "desk")))
        _ = try await desk.submit(
            Submission(title: "The quays", body: body.joined(separator: " ")), by: caller)
        if isRead {
            try await WorkerProcess.run(on: server) { _ in
                while try await server.installation.database.articlesRead(onDesk: slug) == 0 {
                    try await Task.sleep(for: .milliseconds(50))
                }
            }
        }
        _ = try await Client(server.serverAddress, key: server.key(of: slug, member: "desk")).patch(
            ["v1", "desk"], ["policy": ["liveLeases": 1000, "leaseSeconds": 14_400]])
        try await server.installation.database.openSlots(slots, onDesk: slug)
        var keys: [String] = []
        for number in 1...reviewers { keys.append(try await server.key(of: slug, member: "reviewer\(number)")) }
        return LongQueue(server: server, keys: keys)
    }

    /// How many leases it gave.
    func leases() async throws -> Int { try await server.installation.database.leases(onDesk: Self.slug) }

    /// How many reviews it has.
    func reviews() async throws -> Int { try await server.installation.database.reviews(onDesk: Self.slug) }
}
