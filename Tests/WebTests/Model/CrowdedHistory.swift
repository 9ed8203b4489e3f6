import Chance
import Domain
import Foundation
import Postgres
import TestSupport
import Testing
import Workflow

@testable import Web

/// A short history of many clients at once, on a desk of its own. A seed repeats what the clients want; what comes of it
/// is up to the machine.
struct CrowdedHistory: Sendable {
    let seed: UInt64
    static let turns = 14

    /// - Returns: how many requests there were.
    func run(on live: LiveServer) async throws -> Int {
        var random = SplitMix64(seed: seed)
        let policy = DeskModel.Policy(
            liveLeases: Int.random(in: 2...6, using: &random),
            skip: SkipPolicy.allCases.randomElement(using: &random) ?? .others, skipLimit: 2)
        let desk = try await HistoryDesk.make(
            on: live.histories, slug: "crowd-\(seed)", policy: policy, claims: HistoryDesk.claims(6, using: &random))
        let crowd = Crowd(desk.people)
        let names = ["ana", "ben", "chi", "sam", "eva"]
        func source(_ index: Int) -> SplitMix64 { SplitMix64(seed: seed &* 31 &+ UInt64(index)) }
        try await withThrowingTaskGroup(of: Void.self) { all in
            // The worker goes on for as long as anybody sends anything.
            all.addTask { try await read(on: live, for: crowd) }
            defer { crowd.end() }
            try await withThrowingTaskGroup(of: Void.self) { group in
                for (index, name) in names.enumerated() {
                    group.addTask { try await review(CrowdClient(name, on: desk, crowd, source(index))) }
                }
                for (index, name) in ["ed", "eva", "ed"].enumerated() {
                    group.addTask {
                        try await edit(CrowdClient(name, window: ".\(index)", on: desk, crowd, source(10 + index)))
                    }
                }
                group.addTask { try await submit(CrowdClient("sub", on: desk, crowd, source(20))) }
                group.addTask { try await passTime(on: desk, source(21)) }
                group.addTask { try await changeStaff(names, CrowdClient("adm", on: desk, crowd, source(22)), crowd) }
                try await group.waitForAll()
            }
            crowd.end()
            try await all.waitForAll()
        }
        try await live.work()
        return crowd.count
    }

    /// Does the jobs, as a worker would.
    private func read(on live: LiveServer, for crowd: Crowd) async throws {
        while !crowd.isOver {
            let jobs = try await live.desk.fetchJobs(limit: 10, worker: "test", lease: .seconds(30))
            for job in jobs { try await live.desk.perform(job) }
            if jobs.isEmpty { try await Task.sleep(for: .milliseconds(10)) }
        }
    }

    /// A newsroom that changes its mind: the next version has other sentences, an embargo comes and goes.
    private func submit(_ client: CrowdClient) async throws {
        var article: String?
        for turn in 0..<Self.turns {
            guard let id = article, client.roll(3) > 0 else {
                let sentences = (0..<5).filter { _ in client.roll(3) > 0 }
                    .map { "In \(1980 + $0) the port of Ostia shipped \($0 * 13 + 40) thousand tonnes of salt." }
                let receipt = try await client.post(
                    "/v1/articles",
                    [
                        "externalId": "wire", "title": "Salt",
                        "body": .string((sentences + ["This is edition \(turn)."]).joined(separator: "\n\n")),
                        "requiredReviews": .int(1 + client.roll(3)),
                    ])
                article = receipt?["id"]?.string ?? article
                continue
            }
            let story = client.pick([id, client.desk.articles[0]])
            switch client.roll(8) {
            case 0..<3:
                try await client.post("/v1/articles/\(story)/embargo", ["until": JSON(DeskModel.embargoEnd)])
            case 3..<6: try await client.post("/v1/articles/\(story)/embargo", ["until": nil])
            case 6 where turn > Self.turns / 2:
                try await client.post("/v1/articles/\(story)/withdrawal", ["reason": "Killed."])
            default: _ = try await client.get("/v1/articles/\(story)/report?format=json")
            }
        }
    }

    private func passTime(on desk: HistoryDesk, _ source: SplitMix64) async throws {
        var random = source
        for _ in 0..<Self.turns {
            let chosen = Double.random(in: 0..<1, using: &random)
            let lease = try await desk.server.read { session in
                let live = try session.all(
                    """
                    SELECT lease_id::text FROM review_slots WHERE desk_id = \(desk.id) AND state = 'leased'
                    ORDER BY token
                    """
                ) { try $0["lease_id"] as String }
                return live.isEmpty ? nil : live[Int(chosen * Double(live.count))]
            }
            if let lease { try await desk.runOut([lease]) }
        }
    }

    /// Takes the role from reviewers, lets them go and has them back; changes the rules under everybody's hands.
    private func changeStaff(_ names: [String], _ client: CrowdClient, _ crowd: Crowd) async throws {
        var version = 1
        for _ in 0..<Self.turns / 2 {
            let name = client.pick(names)
            let member = try #require(client.desk.people[name]).id
            let roles = HistoryDesk.people[name] ?? []
            switch client.roll(8) {
            case 0: try await client.post("/v1/members/\(member)/deactivation", ["reason": "Left."])
            case 1:
                try await client.post("/v1/members/\(member)/activation", [:])
                let made = try await client.post("/v1/keys", ["memberId": .string(member), "name": "new"])
                if let secret = made?["secret"]?.string { crowd.give(secret, to: name) }
            case 2, 3:
                let fewer = roles.subtracting([.reviewer]).union([.submitter])
                try await client.change(
                    "PATCH", "/v1/members/\(member)", ["roles": JSON(fewer.sorted().map(\.rawValue))])
            case 4:
                let made = try await client.post(
                    "/v1/scales/\(client.desk.scale)/versions", ModelDriver.scale(version + 1))
                if made != nil { version += 1 }
            case 5:
                let rule: JSON = [
                    "name": "Salt", "conditions": ["keywords": ["salt"]],
                    "decision": client.pick(["queue", "dismiss"]),
                ]
                try await client.change("PUT", "/v1/triage/rules", ["rules": client.roll(2) == 0 ? [rule] : []])
            default:
                try await client.change(
                    "PATCH", "/v1/members/\(member)", ["roles": JSON(roles.sorted().map(\.rawValue))])
            }
        }
    }
}
