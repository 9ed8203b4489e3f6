import Domain
import Foundation
import Volume
import Workflow

/// Articles that come one a line, and psql beside them, which copies the same rows.
struct BulkRun: Sendable {
    /// One round, all of it within a minute.
    struct Round: Sendable {
        let articles: Int
        let seconds: Double
        let copySeconds: Double
        /// The most memory that the server ever held, megabytes.
        let peak: Double
        /// Where something failed in the middle.
        let tally: BreakTally?

        var rate: Double { Double(articles) / seconds }
        var copyRate: Double { Double(articles) / copySeconds }
    }

    let server: BenchServer
    let articles: Int
    let bytes: Int
    let breakage: Breakage?

    /// One round on a desk of its own.
    func round(_ number: Int) async throws -> Round {
        let folder = FileManager.default.temporaryDirectory.appending(path: "claimdesk-bulk-\(getpid())-\(number)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { do { try FileManager.default.removeItem(at: folder) } catch { StandardError.write("\(error)") } }
        let slug = "bulk\(number)"
        let person = Newsroom.Person(name: "Desk", email: "desk@\(slug).example", roles: [.submitter])
        _ = try await server.installation.desk.setUp(
            Newsroom(
                desk: Newsroom.Profile(slug: slug, name: "A desk to measure"), members: [person],
                scale: Seeds.newsroom().scale))
        let key = try await server.key(of: slug, member: "desk")
        let file = folder.appending(path: "articles.ndjson")
        try write(to: file)
        let clock = ContinuousClock()
        let begun = clock.now
        let database = server.installation.database
        let articles = articles
        let lines = try await server.breaking(breakage) {
            try await database.articles(onDesk: slug) * 2 >= articles
        } _: {
            try await send(file, key)
        }
        let seconds = begun.duration(to: clock.now) / .seconds(1)
        let stored = lines.count { $0.contains(#""status":202,"#) }
        var tally: BreakTally?
        if let breakage {
            // What was refused is sent again, with everything: what stands is known by its own name.
            let again = try await send(file, key)
            let known = again.count { $0.contains(#""status":200,"#) || $0.contains(#""status":202,"#) }
            guard known == articles else { throw Failure("\(known) of \(articles) came in the second time") }
            tally = try await BreakTally(
                breakage, failures: articles - stored,
                [
                    .init(
                        what: "articles", acknowledged: articles,
                        stored: try await database.articles(onDesk: slug), unsure: 0)
                ], on: server, desk: slug)
        } else if stored != articles {
            throw Failure("\(stored) of \(articles) were stored: \(lines.last ?? "")")
        }
        try await psql(BulkReference.prepare(slug, in: folder.path))
        let copying = clock.now
        try await psql(BulkReference.copy(from: folder.path))
        return Round(
            articles: articles, seconds: seconds, copySeconds: copying.duration(to: clock.now) / .seconds(1),
            peak: Double(server.peak()) / 1_048_576, tally: tally)
    }

    /// The answers, one a line.
    private func send(_ file: URL, _ key: String) async throws -> [Substring] {
        try await Tool.output(
            "curl",
            [
                "-sS", "-X", "POST", "-T", file.path, "-H", "Authorization: Bearer \(key)", "-H",
                "Content-Type: application/x-ndjson", "-H", "Expect:", "\(server.serverAddress)/v1/articles",
            ]
        ).split(separator: "\n")
    }

    private func psql(_ script: String) async throws {
        _ = try await Tool.output(
            "psql", ["-X", "-q", "-v", "ON_ERROR_STOP=1", "-d", server.connection], input: script)
    }

    /// Articles of about as many bytes, each with words of its own.
    private func write(to file: URL) throws {
        guard FileManager.default.createFile(atPath: file.path, contents: nil) else {
            throw Failure("\(file.path) cannot be written")
        }
        let handle = try FileHandle(forWritingTo: file)
        var text = ""
        for number in 0..<articles {
            let sentence = "The quay of berth \(number) is \(number % 900 + 11) metres long, the port authority said. "
            let words = String(repeating: sentence, count: max(1, (bytes - 120) / sentence.utf8.count))
            let line: JSON = [
                "externalId": .string("berth-\(number)"), "source": "bench", "title": .string("Berth \(number)"),
                "body": .string(words),
            ]
            text += line.text() + "\n"
            if text.utf8.count > 1 << 20 {
                try handle.write(contentsOf: Data(text.utf8))
                text = ""
            }
        }
        try handle.write(contentsOf: Data(text.utf8))
        try handle.close()
    }
}
