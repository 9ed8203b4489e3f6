import ArgumentParser
import Domain
import Foundation
import FoundationNetworking
import Synchronization

extension BenchCommand.Attack {
    /// `claimdesk bench attack searchers`
    struct Searchers: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Readers who search the public pages without a pause, while an editor works.",
            discussion: """
                EXAMPLES
                  claimdesk bench attack searchers --volume 30000
                  claimdesk bench attack searchers --volume 30000 --rate 0

                The rate is that of CLAIMDESK_RATE_SEARCHES; 0 lets all of them through, as if each came from an address of
                its own.
                """)

        @OptionGroup var options: AttackOptions

        @Option(help: ArgumentHelp("How many.", valueName: "n"))
        var searchers = 24

        @Option(help: ArgumentHelp("Searches from one address, a minute (default: the server's).", valueName: "n"))
        var rate: Int?

        @Option(help: ArgumentHelp("Rounds of the editor's requests.", valueName: "n"))
        var rounds = 100

        func validate() throws {
            guard (1...500).contains(searchers) else { throw ValidationError("--searchers must be from 1 to 500.") }
            guard (1...10_000).contains(rounds) else { throw ValidationError("--rounds must be from 1 to 10000.") }
        }

        func run() async throws {
            let (searchers, rounds) = (searchers, rounds)
            let environment = rate.map { ["CLAIMDESK_RATE_SEARCHES": String($0)] } ?? [:]
            try await options.onDesk(environment) { server, progress in
                let members = try await WorkingMembers(on: server, desk: "desk")
                progress.step("An editor works, undisturbed")
                let quiet = try await members.edit(rounds)
                progress.step("An editor works beside \(searchers) searchers")
                let search = SearchLoad(address: try server.serverAddress, slug: "desk")
                let (attacked, statuses) = try await search.run(searchers) { try await members.edit(rounds) }
                for (what, times) in [("editor, quiet", quiet), ("editor, beside searchers", attacked)] {
                    let result = BenchResult(what: what, unit: "ms", values: times, machine: "", at: Date())
                    AttackOptions.say(result.line, progress)
                }
                let counts = statuses.sorted { $0.key < $1.key }.map { "\($0.value) × \($0.key)" }
                AttackOptions.say("searches: \(counts.joined(separator: ", "))", progress)
            }
        }
    }
}

/// Searches a desk's public pages with many at once.
private struct SearchLoad: Sendable {
    let address: ServerAddress
    let slug: String

    private static let words = [
        "harbour", "railway", "late trains", "hospital beds", "teachers", "grid", "audit", "ferry", "rent",
        "school meals",
    ]

    /// - Returns: what the work gave, and how many searches were answered with which status; 0 is none at all.
    func run<Value: Sendable>(
        _ count: Int, while work: @escaping @Sendable () async throws -> Value
    ) async throws -> (Value, [Int: Int]) {
        let counts = StatusCounts()
        return try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<count {
                group.addTask { await search(from: number, counts) }
            }
            let value = try await work()
            group.cancelAll()
            return (value, counts.all)
        }
    }

    private func search(from number: Int, _ counts: StatusCounts) async {
        let session = URLSession(configuration: .ephemeral)
        var round = number
        while !Task.isCancelled {
            var status = 0
            do {
                let url = try address.resource(["desk", slug], ["q": Self.words[round % Self.words.count]])
                status = (try await session.data(from: url).1 as? HTTPURLResponse)?.statusCode ?? 0
            } catch {
                status = 0
            }
            if !Task.isCancelled { counts.add(status) }
            round += 1
        }
    }
}

/// How many answers had which status.
private final class StatusCounts: Sendable {
    private let counts = Mutex<[Int: Int]>([:])

    var all: [Int: Int] { counts.withLock { $0 } }

    func add(_ status: Int) { counts.withLock { $0[status, default: 0] += 1 } }
}
