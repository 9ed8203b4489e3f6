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

        var rate: Double { Double(articles) / seconds }
        var copyRate: Double { Double(articles) / copySeconds }
    }

    let server: BenchServer
    let articles: Int
    let bytes: Int

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
        let printed = try await Tool.output(
            "curl",
            [
                "-sS", "-X", "POST", "-T", file.path, "-H", "Authorization: Bearer \(key)", "-H",
                "Content-Type: application/x-ndjson", "-H", "Expect:", "\(server.serverAddress)/v1/articles",
            ])
        let seconds = begun.duration(to: clock.now) / .seconds(1)
        let stored = printed.split(separator: "\n").count { $0.contains(#""status":202,"#) }
        guard stored == articles else { throw Failure("\(stored) of \(articles) were stored: \(printed.suffix(300))") }
        try await psql(BulkReference.prepare(slug, in: folder.path))
        let copying = clock.now
        try await psql(BulkReference.copy(from: folder.path))
        return Round(
            articles: articles, seconds: seconds, copySeconds: copying.duration(to: clock.now) / .seconds(1),
            peak: Double(server.peak()) / 1_048_576)
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
