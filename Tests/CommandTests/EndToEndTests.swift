import Domain
import Foundation
import TestSupport
import Testing

@testable import claimdesk

/// The built program on a private server of its own, as a newcomer would run it.
@Suite(.serialized, .timeLimit(.minutes(10))) struct EndToEndTests {
    /// What `dev --json` prints.
    private struct Opened: Decodable {
        let url: String
        let keys: [String: [String]]

        func client(_ role: Role, _ place: Int = 0) throws -> Client {
            Client(try ServerAddress(url), key: try #require(keys[role.rawValue])[place])
        }
    }

    /// A whole line of one of the lists that the test reads.
    private struct Items<Item: Decodable>: Decodable { let items: [Item] }

    /// - Parameter hasData: the database's files are there; false for a start as a newcomer's.
    private func withFolder(hasData: Bool = true, _ body: (URL) async throws -> Void) async throws {
        let folder = try await directoryForCluster(hasData: hasData)
        let result: Result<Void, any Error>
        do { result = .success(try await body(folder)) } catch { result = .failure(error) }
        try? FileManager.default.removeItem(at: folder)
        try result.get()
    }

    private func start(_ folder: URL, _ options: String...) throws -> Program {
        try Program(["dev", "--data", folder.path, "--port", "0", "--json"] + options)
    }

    private func opened(_ program: Program) async throws -> Opened {
        try JSONDecoder().decode(Opened.self, from: Data(try await program.firstLine().utf8))
    }

    /// Stops it as an init system does, and sees that nothing of it is left.
    private func stop(_ program: Program, _ folder: URL) async throws {
        program.signal(SIGTERM)
        let ending = try await program.ending()
        #expect(ending.status == 0, "\(ending.errors)")
        #expect(ending.output.split(separator: "\n").count == 1)
        try await expectNothingRuns(in: folder)
    }

    /// Postgres takes its name from the file before the system has taken the process away: a moment is granted.
    private func expectNothingRuns(in folder: URL) async throws {
        try await eventually("nothing runs in \(folder.lastPathComponent)") { Self.processes(in: folder).isEmpty }
    }

    /// Processes that work in a folder or below it, as Postgres does in its data.
    private static func processes(in folder: URL) -> [String] {
        let all = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        return all.filter { name in
            let place = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/\(name)/cwd")
            return Int(name) != nil && place?.hasPrefix(folder.path + "/") == true
        }
    }

    @Test func anArticleGoesAllTheWayToItsPublishedReport() async throws {
        try await withFolder(hasData: false) { folder in
            let program = try start(folder, "--no-sample")
            let desk = try await opened(program)
            #expect(
                desk.keys.mapValues(\.count) == ["submitter": 1, "reviewer": 3, "editor": 2, "auditor": 1, "admin": 1])

            try await expectTheFirstDayCanBeRead(desk, folder)

            let sample = try #require(try Seeds.articles().first { $0.externalID == "seed-harbour-raid" })
            let submitter = try desk.client(.submitter)
            let answer = try await submitter.post(
                ["v1", "articles"],
                [
                    "externalId": "e2e", "title": .string(sample.title), "body": .string(sample.body),
                    "requiredReviews": 2,
                ])
            let article = try answer.decode(Shapes.Receipt.self).id
            #expect(answer.status == 202)
            let ready = try await SubmitCommand.waitUntilRead(article, on: submitter).decode(Shapes.Article.self)
            #expect(ready.status == "ready" && ready.claims["queued"] == 5 && ready.claims["detected"] ?? 0 > 5)

            var claim: String?
            for reviewer in 0..<2 {
                let client = try desk.client(.reviewer, reviewer)
                let take = try await client.post(["v1", "queue", "take"], ["articleId": .string(article)])
                    .decode(Shapes.Take.self)
                let lease = try #require(take.leases.first)
                #expect(claim == nil || claim == lease.claim.id)
                claim = lease.claim.id
                let review = try await client.post(
                    ["v1", "leases", lease.id, "review"],
                    [
                        "token": .string(lease.token), "rating": "misleading", "rationale": "Two officials dispute it.",
                        "evidence": [
                            [
                                "url": .string("https://example.org/\(reviewer)"), "stance": "refutes",
                                "quote": "no body",
                            ]
                        ],
                    ])
                #expect(review.status == 201)
                let status = try review.decode(Shapes.Review.self).claimStatus
                #expect(status == (reviewer == 0 ? "in_review" : "agreed"))
            }

            let editor = try desk.client(.editor)
            let published = try await editor.post(["v1", "claims", try #require(claim), "publication"], .object([]))
            #expect(try published.decode(Shapes.Publication.self).verdict.rating.key == "misleading")

            for (format, mark) in [
                ("json", "\"misleading\""), ("csv", "misleading"), ("md", "Misleading"), ("html", "Misleading"),
                ("claimreview", "\"alternateName\": \"Misleading\""),
            ] {
                let auditor = try #require(desk.keys["auditor"]?.first)
                let report = try await Program.run(
                    "report", article, "--format", format,
                    settings: ["CLAIMDESK_URL": desk.url, "CLAIMDESK_KEY": auditor])
                #expect(report.status == 0, "\(report.errors)")
                #expect(report.output.contains(mark) && report.output.contains("https://example.org/1"), "\(format)")
            }
            try await expectManyAreSent(to: desk)
            try await stop(program, folder)
        }
    }

    /// Files and lines go together; what is refused is told by its place, and keeps nothing else out.
    private func expectManyAreSent(to desk: Opened) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "many-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let (text, lines) = (folder.appending(path: "quay.txt").path, folder.appending(path: "load.ndjson").path)
        try Data("The quay is 900 metres long.".utf8).write(to: URL(filePath: text))
        let load = (1...300).map { #"{"externalId":"\#($0)","title":"Pier","body":"The pier is \#($0) metres long."}"# }
        try Data(([#"{"title":"Pier"}"#, ""] + load).joined(separator: "\n").utf8).write(to: URL(filePath: lines))
        let settings = ["CLAIMDESK_URL": desk.url, "CLAIMDESK_KEY": try #require(desk.keys["submitter"]?.first)]
        let sent = try await Program.run("submit", text, lines, settings: settings)
        #expect(sent.status == 1 && sent.output == "301 received, 0 known already, 1 refused\n")
        #expect(sent.errors.contains("load.ndjson:1: ") && sent.errors.contains("body"))
        let again = try await Program.run("submit", text, lines, "--json", settings: settings)
        let answers = again.output.split(separator: "\n").compactMap { JSON(parsing: String($0)) }
        #expect(answers.count == 302 && answers.last?["line"] == 302 && answers.last?["receipt"]?["created"] == false)
    }

    /// Whatever only reads says of an empty desk that there is nothing yet.
    private func expectTheFirstDayCanBeRead(_ desk: Opened, _ folder: URL) async throws {
        func run(_ arguments: [String], as role: Role) async throws -> String {
            let key = try #require(desk.keys[role.rawValue]?.first)
            let ending = try await Program(arguments, ["CLAIMDESK_URL": desk.url, "CLAIMDESK_KEY": key]).ending()
            #expect(ending.status == 0, "\(arguments): \(ending.errors)")
            return ending.output
        }
        #expect(try await run(["queue"], as: .reviewer).contains("longest wait"))
        #expect(try await run(["queue", "--json"], as: .reviewer).contains(#""oldestOpenSeconds":null"#))
        _ = try await run(["statistics"], as: .editor)
        _ = try await run(["key", "list"], as: .admin)
        _ = try await run(["jobs", "list", "--data", folder.path], as: .admin)
        _ = try await run(["audit", "verify", "--data", folder.path], as: .admin)
    }

    @Test func theCommandLineReviewsWhatItTook() async throws {
        try await withFolder { folder in
            let program = try start(folder)
            let desk = try await opened(program)
            var settings = ["CLAIMDESK_URL": desk.url, "CLAIMDESK_KEY": try #require(desk.keys["reviewer"]?.first)]

            let take = try await Program.run("take", "--json", settings: settings)
            let lease = try #require(
                try JSONDecoder().decode(Shapes.Take.self, from: Data(take.output.utf8)).leases.first)
            let review = try await Program.run(
                "review", lease.id, "--token", lease.token, "--rating", "unverifiable", "--rationale",
                "No source says so.",
                "--context", "https://example.org/a", settings: settings)
            #expect(review.status == 0 && review.output.hasPrefix("Review stored: Unverifiable."), "\(review.errors)")

            let late = try await Program.run(
                "review", lease.id, "--token", lease.token, "--rating", "false", "--rationale", "Too late.",
                settings: settings)
            #expect(late.status == 1 && late.errors.contains("in already: Unverifiable"), "\(late.errors)")
            func shown(_ words: String...) async throws -> String {
                let ending = try await Program(words, settings).ending()
                #expect(ending.status == 0, "\(words): \(ending.errors)")
                return ending.output
            }
            #expect(try await shown("drafts").contains("Too late."))
            #expect(try await shown("show", lease.claim.id).contains("https://example.org/a"))
            #expect(try await shown("show", lease.claim.id, "--json").contains(#""comments":[]"#))
            #expect(try await shown("claims", "--status", "in_review").contains(lease.claim.id))
            #expect(try await shown("take").contains("Rate it as one of:\n"))
            let held = try #require(try await shown("mine").split(separator: "\n").first { $0.hasPrefix("Lease") })
            let hold = String(held.split(separator: " ")[1])
            _ = try await shown(
                "review", hold, "--save", "--rationale", "So far.", "--refutes", "https://example.org/b")
            _ = try await shown("renew", hold)
            #expect(try await shown("drafts").contains("https://example.org/b"))
            #expect(try await shown("release", hold).contains("back in the queue"))
            #expect(try await shown("returned").contains("Nothing was returned"))

            settings["CLAIMDESK_KEY"] = desk.keys["editor"]?.first
            let queue = try await Program.run("queue", settings: settings)
            #expect(queue.output.contains("in review"))

            let jobs = try await Program.run("jobs", "list", "--data", folder.path)
            #expect(jobs.status == 0 && jobs.output.contains("completed"), "\(jobs.errors)")
            try await stop(program, folder)
        }
    }

    @Test func anAdministratorManagesPeopleAndKeysFromTheCommandLine() async throws {
        try await withFolder { folder in
            let program = try start(folder, "--no-sample")
            let desk = try await opened(program)
            let admin = ["CLAIMDESK_URL": desk.url, "CLAIMDESK_KEY": try #require(desk.keys["admin"]?.first)]
            let invited = try await Program.run(
                "member", "invite", "--name", "Dora Lind", "--role", "reviewer", "--with-key", settings: admin)
            let secret = invited.output.trimmingCharacters(in: .whitespacesAndNewlines)
            #expect(secret.hasPrefix("cd_") && invited.errors.contains("Dora Lind"), "\(invited.errors)")
            let list = try await Program.run("member", "list", "--json", settings: admin)
            let members = try JSONDecoder().decode([Shapes.Member].self, from: Data(list.output.utf8))
            let dora = try #require(members.first { $0.name == "Dora Lind" })

            // Their own key, as they see it; rotated by themselves.
            var own = ["CLAIMDESK_URL": desk.url, "CLAIMDESK_KEY": secret]
            let keys = try await Program.run("key", "list", "--json", settings: own)
            let key = try #require(try JSONDecoder().decode([Shapes.Key].self, from: Data(keys.output.utf8)).first)
            let rotated = try await Program.run("key", "rotate", key.id, "--overlap", "0", settings: own)
            #expect(rotated.status == 0, "\(rotated.errors)")
            #expect(try await Program.run("key", "list", settings: own).errors.contains("expired"))
            own["CLAIMDESK_KEY"] = rotated.output.trimmingCharacters(in: .whitespacesAndNewlines)
            let table = try await Program.run("key", "list", settings: own)
            #expect(table.output.hasPrefix("Member") && table.output.contains("Dora Lind"), "\(table.errors)")
            let revoked = try await Program.run("key", "revoke", key.id, settings: own)
            #expect(revoked.output.contains("no longer"), "\(revoked.errors)")

            let gone = try await Program.run("member", "deactivate", dora.id, "--reason", "left", settings: admin)
            #expect(gone.status == 0 && gone.output.hasPrefix("Dora Lind left"), "\(gone.errors)")
            #expect(try await Program.run("key", "list", settings: own).status == 1)
            let left = try await Program.run("member", "list", "--deactivated", settings: admin)
            #expect(left.output.contains("Dora Lind"))
            try await stop(program, folder)
        }
    }

    @Test func theAuditTrailIsSealedExportedAndVerified() async throws {
        try await withFolder { folder in
            let program = try start(folder)
            let desk = try await opened(program)
            let auditor = try desk.client(.auditor)
            struct Head: Decodable {
                let hash: String
                let events: Int
            }
            // Nobody waits for the seal of what happened last; the first ones are there within seconds.
            var head = try await auditor.get(["v1", "audit", "head"]).decode(Head.self)
            try await eventually("there is a seal") {
                head = try await auditor.get(["v1", "audit", "head"]).decode(Head.self)
                return head.events > 0
            }
            let online = try await Program.run("audit", "verify", "--data", folder.path, "--head", head.hash)
            #expect(online.status == 0 && online.output.contains(": intact. "), "\(online.output) \(online.errors)")

            let file = folder.appending(path: "audit.ndjson")
            let export = try await Program.run("audit", "export", "--data", folder.path, "-o", file.path)
            #expect(export.status == 0, "\(export.errors)")
            let offline = try await Program.run("audit", "verify", file.path, "--head", head.hash, "--json")
            #expect(offline.status == 0 && offline.output.hasPrefix(#"{"ok":true,"desks":[{"#), "\(offline.output)")

            let text = try String(contentsOf: file, encoding: .utf8)
            // The first event: it is in the first seal, where later ones may not be sealed yet.
            let first = try #require(text.firstMatch(of: /"action":"[a-z.-]+"/))
            #expect(first.output != #""action":"article.withdrawn""#)
            try text.replacingCharacters(in: first.range, with: #""action":"article.withdrawn""#)
                .write(to: file, atomically: true, encoding: .utf8)
            let tampered = try await Program.run("audit", "verify", file.path)
            #expect(tampered.status == 1)
            #expect(tampered.output.hasPrefix("changed: event "), "\(tampered.output)")
            try await stop(program, folder)
        }
    }

    @Test func aSecondStartHasTheSameKeysAndALostKeyFileRevokesThem() async throws {
        try await withFolder { folder in
            let first = try start(folder, "--no-sample")
            let keys = try await opened(first).keys
            try await stop(first, folder)

            let second = try start(folder, "--no-sample")
            #expect(try await opened(second).keys == keys)
            let other = try await Program.run("dev", "--data", folder.path, "--port", "0")
            #expect(other.status == 1 && other.errors.contains("another `claimdesk dev` is running"))
            try await stop(second, folder)

            try FileManager.default.removeItem(at: folder.appending(path: "keys.json"))
            let third = try start(folder, "--no-sample")
            let desk = try await opened(third)
            #expect(desk.keys != keys)
            let old = Client(try ServerAddress(desk.url), key: try #require(keys["auditor"]?.first))
            let problem = await #expect(throws: Problem.self) { _ = try await old.get(["v1", "queue"]) }
            #expect(problem?.status == 401)
            try await stop(third, folder)
        }
    }

    @Test func aPortInUseIsSaidAndPostgresStopsAgain() async throws {
        try await withFolder(hasData: false) { folder in
            let first = try start(folder.appending(path: "a"), "--no-sample")
            let port = try #require(URL(string: try await opened(first).url)?.port)
            let second = folder.appending(path: "b")
            let ending = try await Program.run("dev", "--data", second.path, "--port", "\(port)", "--no-sample")
            #expect(ending.status == 1)
            #expect(ending.errors.contains("the port is in use"), "\(ending.errors)")
            try await expectNothingRuns(in: second)
            try await stop(first, folder.appending(path: "a"))
        }
    }

    @Test func aSignalDuringTheStartStopsEverythingToo() async throws {
        try await withFolder(hasData: false) { folder in
            let program = try start(folder)
            try await eventually("the program has begun") {
                FileManager.default.fileExists(atPath: folder.appending(path: "dev.lock").path)
            }
            program.signal(SIGINT)
            let ending = try await program.ending()
            #expect(ending.status == 0, "\(ending.errors)")
            try await expectNothingRuns(in: folder)
        }
    }
}
