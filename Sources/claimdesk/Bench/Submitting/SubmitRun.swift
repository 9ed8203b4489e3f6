import Domain
import Extraction
import Foundation
import Volume
import Workflow

/// Many articles that are sent over HTTP and read by a worker, and the same texts read in this process beside it.
struct SubmitRun: Sendable {
    /// One round, all of it within a minute.
    struct Round: Sendable {
        /// Articles a second, from the first request until the last claim is in the queue.
        let rate: Double
        /// Articles a second that one thread of this process reads.
        let extractionRate: Double
        /// Of an article.
        let claims: Double
        /// Where something failed in the middle.
        let tally: BreakTally?
    }

    private struct Text {
        let title: String
        let body: String
    }

    private static let slug = "bench"

    let server: BenchServer
    let worker: WorkerProcess
    let key: String
    let articles: Int
    let sentences: Int
    let connections: Int
    let breakage: Breakage?

    /// Sets up a desk.
    static func prepare(
        _ options: BenchCommand.Submit, on server: BenchServer, _ worker: WorkerProcess
    ) async throws -> SubmitRun {
        let person = Newsroom.Person(name: "Desk", email: "desk@\(slug).example", roles: [.submitter])
        _ = try await server.installation.desk.setUp(
            Newsroom(
                desk: Newsroom.Profile(slug: slug, name: "A desk to measure"), members: [person],
                scale: Seeds.newsroom().scale))
        return SubmitRun(
            server: server, worker: worker, key: try await server.key(of: slug, member: "desk"),
            articles: options.articles, sentences: options.claims, connections: options.connections,
            breakage: options.breaks.breakage)
    }

    /// - Parameter number: of the round: each has articles of its own.
    func round(_ number: Int) async throws -> Round {
        let database = server.installation.database
        let texts = (0..<articles).map { text($0, round: number) }
        let clock = ContinuousClock()
        let (extractor, reading) = (Extractor(), clock.now)
        let found = texts.reduce(0) {
            $0 + extractor.extract(Document(text: $1.body, title: $1.title, language: "en")).claims.count
        }
        let alone = reading.duration(to: clock.now) / .seconds(1)

        let before = try await database.holdings(onDesk: Self.slug)
        let folder = FileManager.default.temporaryDirectory.appending(path: "claimdesk-submit-\(getpid())-\(number)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { do { try FileManager.default.removeItem(at: folder) } catch { StandardError.write("\(error)") } }
        let requests = try texts.enumerated().map { try request($1, $0, round: number, in: folder) }
        let (articles, whole) = (articles, before.read + articles)
        let begun = clock.now
        let failures = try await server.breaking(breakage, worker) {
            try await database.articlesRead(onDesk: Self.slug) >= before.read + articles / 2
        } _: {
            let failures = try await send(requests, begun: begun)
            try await wait(until: whole)
            return failures
        }
        let seconds = begun.duration(to: clock.now) / .seconds(1)
        let after = try await database.holdings(onDesk: Self.slug)
        guard after.claims - before.claims == found, after.read == whole, after.waiting == 0 else {
            throw Failure(
                "\(articles) articles with \(found) claims: \(after.read - before.read) were read, with "
                    + "\(after.claims - before.claims) claims, and \(after.waiting) jobs are left")
        }
        var tally: BreakTally?
        if let breakage {
            tally = try await BreakTally(
                breakage, failures: failures,
                [
                    .init(
                        what: "articles", acknowledged: articles, stored: after.articles - before.articles, unsure: 0),
                    .init(what: "claims", acknowledged: found, stored: after.claims - before.claims, unsure: 0),
                ], on: server, desk: Self.slug)
        } else if failures > 0 {
            throw Failure("\(failures) articles were refused")
        }
        return Round(
            rate: Double(articles) / seconds, extractionRate: Double(articles) / alone,
            claims: Double(found) / Double(articles), tally: tally)
    }

    /// A request of its own in curl's words, whose body stands in a file.
    private func request(_ text: Text, _ number: Int, round: Int, in folder: URL) throws -> String {
        let body: JSON = [
            "externalId": .string("\(round)-\(number)"), "source": "bench", "title": .string(text.title),
            "language": "en", "body": .string(text.body),
        ]
        let file = folder.appending(path: "\(number).json")
        try Data(body.text().utf8).write(to: file)
        return """
            url = "\(try server.serverAddress)/v1/articles"
            header = "Authorization: Bearer \(key)"
            header = "Content-Type: application/json"
            data-binary = "@\(file.path)"
            output = /dev/null
            write-out = "\(number) %{http_code}\\n"
            """
    }

    /// Sends all, and those that were refused or not answered again: the desk knows an article by its name.
    ///
    /// - Returns: how many requests were in vain.
    private func send(_ requests: [String], begun: ContinuousClock.Instant) async throws -> Int {
        var (waiting, failures) = (Set(requests.indices), 0)
        while true {
            let settings = waiting.sorted().map { requests[$0] }.joined(separator: "\nnext\n")
            // Its status speaks of the last transfer that broke off: each has its own below.
            let printed = try await Tool.output(
                "sh",
                ["-c", "curl -sS -Z --parallel-max \(connections) --config - 2>/dev/null || true"], input: settings)
            for line in printed.split(separator: "\n") {
                let words = line.split(separator: " ")
                if words.count == 2, words[1] == "202" || words[1] == "200", let number = Int(words[0]) {
                    waiting.remove(number)
                }
            }
            failures += waiting.count
            if waiting.isEmpty { return failures }
            guard breakage != nil, begun.duration(to: .now) < .seconds(120) else {
                throw Failure("\(waiting.count) articles were not taken: \(printed.suffix(200))")
            }
        }
    }

    private func wait(until read: Int) async throws {
        let limit = ContinuousClock.now + .seconds(300)
        while try await server.installation.database.articlesRead(onDesk: Self.slug) < read {
            guard worker.isRunning else { throw Failure("the worker has ended") }
            guard ContinuousClock.now < limit else { throw Failure("the articles were not read within five minutes") }
            try await Task.sleep(for: .milliseconds(20))
        }
    }

    /// Words that no other article has, about a claim a sentence.
    private func text(_ number: Int, round: Int) -> Text {
        let towns = ["Oakmere", "Port Sable", "Elmstead", "Quarry Hill", "Northwick", "Saltmarsh", "Highcombe"]
        let works = ["a school", "the harbour wall", "two bridges", "a clinic", "the town hall", "a reservoir"]
        let lines = (0..<sentences).map { line in
            let (town, work) = (towns[(line + number) % towns.count], works[line / 7 % works.count])
            return "The council of \(town) paid \(number * 7 + line + 11).\(round % 10) million crowns for \(work) in "
                + "\(1950 + line), said Dana Whitlock, its treasurer."
        }
        let body = stride(from: 0, to: lines.count, by: 4).map { start in
            lines[start..<min(start + 4, lines.count)].joined(separator: " ")
        }
        return Text(title: "What the towns paid, \(round)-\(number)", body: body.joined(separator: "\n\n"))
    }
}
