import Domain
import Foundation

/// Members who work the queue, the public that reads, and an editor who exports, for a while.
struct ReplicaRun: Sendable {
    /// Milliseconds of each request, and how many did not get what they asked for.
    struct Times: Sendable {
        var values: [Double] = []
        var errors = 0
    }

    struct Result: Sendable {
        var members = Times()
        var readers = Times()
        /// Of a whole export.
        var exports = Times()
    }

    let address: ServerAddress
    let slug: String
    /// Keys of the reviewers who work.
    let members: [String]
    let editor: String
    /// Pages that the public asks for a second, all readers together.
    let rate: Int

    private static let readers = 16
    /// Between two steps of a member, and between two exports.
    private static let thinking = (member: Duration.milliseconds(50), editor: Duration.seconds(1))

    func run(for time: Duration) async throws -> Result {
        let pages = try await pages()
        let end = ContinuousClock.now + time
        return await withTaskGroup(of: Result.self) { group in
            for key in members {
                group.addTask { Result(members: await Self.work(Client(address, key: key, pauses: []), until: end)) }
            }
            for place in 0..<Self.readers {
                group.addTask { Result(readers: await read(pages, as: place, until: end)) }
            }
            group.addTask { Result(exports: await export(until: end)) }
            return await group.reduce(into: Result()) { sum, part in
                sum.members.add(part.members)
                sum.readers.add(part.readers)
                sum.exports.add(part.exports)
            }
        }
    }

    /// Takes claims, reads them and gives them back.
    private static func work(_ client: Client, until end: ContinuousClock.Instant) async -> Times {
        var times = Times()
        while ContinuousClock.now < end { times.add(await step(client)) }
        return times
    }

    private func read(_ pages: [Page], as place: Int, until end: ContinuousClock.Instant) async -> Times {
        let client = Client(address, key: nil, pauses: [])
        let pause = Duration.seconds(1) * Self.readers / rate
        var next = ContinuousClock.now + pause * place / Self.readers
        var number = place * 7
        var times = Times()
        while next < end {
            do { try await Task.sleep(until: next, clock: .continuous) } catch { return times }
            let page = pages[number % pages.count]
            times.add(await Self.timed { _ = try await client.get(page.path, page.query, accept: "text/html") })
            // Readers who had to wait do not come twice as often afterwards.
            next = max(next + pause, ContinuousClock.now)
            number += 1
        }
        return times
    }

    private func export(until end: ContinuousClock.Instant) async -> Times {
        var times = Times()
        while ContinuousClock.now < end {
            times.add(await Self.timed { try await export() })
            do { try await Task.sleep(for: Self.thinking.editor) } catch { return times }
        }
        return times
    }

    /// One claim.
    private static func step(_ client: Client) async -> Times {
        var times = Times()
        func pause() async -> Bool {
            do { try await Task.sleep(for: thinking.member) } catch { return false }
            return true
        }
        var lease: Shapes.Take.Lease?
        times.add(
            await timed {
                lease = try await client.post(["v1", "queue", "take"], .object([])).decode(Shapes.Take.self).leases
                    .first
            })
        guard await pause(), let lease else { return times }
        times.add(await timed { _ = try await client.get(["v1", "claims", lease.claim.id]) })
        guard await pause() else { return times }
        times.add(
            await timed {
                _ = try await client.post(["v1", "leases", lease.id, "release"], ["token": .string(lease.token)])
            })
        _ = await pause()
        return times
    }

    private static func timed(_ work: () async throws -> Void) async -> Times {
        let begun = ContinuousClock.now
        do {
            try await work()
        } catch {
            return Times(errors: 1)
        }
        return Times(values: [begun.duration(to: .now) / .milliseconds(1)])
    }

    private func export() async throws {
        _ = try await Tool.output(
            "curl",
            [
                "-sS", "--fail", "-o", "/dev/null", "-H", "Authorization: Bearer \(editor)",
                "\(address)/v1/exports/stream?format=ndjson",
            ])
    }

    private struct Page: Sendable {
        let path: [String]
        var query: KeyValuePairs<String, String> = [:]
    }

    private struct Claim: Decodable {
        let id: String
        let articleId: String
    }

    /// The front, searches, verdicts, articles and the feed: more of what is read more.
    private func pages() async throws -> [Page] {
        let published = try await Client(address, key: editor).get(
            ["v1", "claims"], ["status": "published", "limit": "50"]
        ).decode(Shapes.List<Claim>.self).items
        if published.isEmpty { throw Failure("the desk has published nothing") }
        let words = ["council", "million", "school", "minister", "percent", "harbour"]
        return published.enumerated().flatMap { place, claim in
            [
                Page(path: ["desk", slug]),
                Page(path: ["desk", slug], query: ["q": words[place % words.count]]),
                Page(path: ["desk", slug, "claims", claim.id]),
                Page(path: ["desk", slug, "articles", claim.articleId]),
                Page(path: ["desk", slug, "claims", claim.id]),
                place % 5 == 0
                    ? Page(path: ["desk", slug, "feed.atom"])
                    : Page(path: ["desk", slug, "articles", claim.articleId]),
            ]
        }
    }
}

extension ReplicaRun.Times {
    fileprivate mutating func add(_ others: Self) {
        values += others.values
        errors += others.errors
    }

    /// - Parameter what: what was timed.
    func text(_ what: String) -> String {
        BenchResult(what: what, unit: "ms", values: values, machine: "", at: Date()).line
            + (errors > 0 ? ", \(errors) errors" : "")
    }
}
