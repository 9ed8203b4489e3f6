import ArgumentParser
import Domain
import Foundation

extension BenchCommand {
    /// `claimdesk bench report`
    struct Report: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Measure how soon an article's report comes, alone and with many readers at once.",
            discussion: """
                EXAMPLES
                  claimdesk bench report
                  claimdesk bench report --claims 60 --count 200 --readers 64

                Starts a desk of its own in a temporary folder, has an article with so many claims reviewed and published,
                and asks for its report over HTTP: one after the other in each form, then as HTML by all readers at once.
                """)

        @Option(help: ArgumentHelp("Published claims of the article.", valueName: "n"))
        var claims = 60

        @Option(help: ArgumentHelp("How often each form.", valueName: "n"))
        var count = 200

        @Option(help: ArgumentHelp("How many read at once, each a tenth of --count times.", valueName: "n"))
        var readers = 64

        func validate() throws {
            guard (1...200).contains(claims) else { throw ValidationError("--claims must be from 1 to 200.") }
            guard (10...100_000).contains(count) else { throw ValidationError("--count must be from 10 to 100000.") }
            guard (1...500).contains(readers) else { throw ValidationError("--readers must be from 1 to 500.") }
        }

        func run() async throws {
            let progress = ProgressLine()
            defer { progress.done() }
            let (claims, count, readers) = (claims, count, readers)
            let lines = try await BenchDesk.run(try Settings(), progress) { desk in
                progress.step("Publishing \(claims) claims")
                let path = ["v1", "articles", try await Self.published(claims, on: desk), "report"]
                var lines: [String] = []
                for format in ["json", "html", "md", "csv", "claimreview"] {
                    progress.step("Asking \(count) times for \(format)")
                    let times = try await Self.times(count, path, format, desk.editor)
                    lines.append(Self.line("\(format), one after the other", times))
                }
                progress.step("\(readers) readers at once")
                let crowd = await Self.crowd(readers, count / 10, path, desk)
                lines.append(Self.line("html, \(readers) readers at once", crowd.times) + ", \(crowd.errors) errors")
                return lines
            }
            progress.done()
            print("An article with \(claims) published claims, milliseconds:")
            print((lines + ["\(Timestamp.text(Date())), \(Machine.description)"]).joined(separator: "\n"))
        }

        private static func line(_ what: String, _ times: [Double]) -> String {
            BenchResult(what: what, unit: "ms", values: times, machine: "", at: Date()).line
        }

        /// Milliseconds of each, the first five left out.
        private static func times(
            _ count: Int, _ path: [String], _ format: String, _ client: Client
        ) async throws -> [Double] {
            var times: [Double] = []
            for number in 0..<(count + 5) {
                let begun = ContinuousClock.now
                _ = try await client.get(path, ["format": format], accept: "*/*")
                if number >= 5 { times.append(begun.duration(to: .now) / .milliseconds(1)) }
            }
            return times
        }

        private static func crowd(
            _ readers: Int, _ count: Int, _ path: [String], _ desk: BenchDesk
        ) async -> (times: [Double], errors: Int) {
            await withTaskGroup(of: (times: [Double], errors: Int).self) { group in
                for _ in 0..<readers {
                    group.addTask {
                        // A connection of its own each.
                        let client = desk.editor.another()
                        var seen: (times: [Double], errors: Int) = ([], 0)
                        for _ in 0..<count {
                            let begun = ContinuousClock.now
                            do {
                                _ = try await client.get(path, ["format": "html"], accept: "*/*")
                                seen.times.append(begun.duration(to: .now) / .milliseconds(1))
                            } catch { seen.errors += 1 }
                        }
                        return seen
                    }
                }
                return await group.reduce(into: ([], 0)) { $0 = ($0.0 + $1.times, $0.1 + $1.errors) }
            }
        }

        /// Submits an article and takes its claims through to publication.
        ///
        /// - Returns: the article's id.
        private static func published(_ claims: Int, on desk: BenchDesk) async throws -> String {
            let towns = ["Oakmere", "Port Sable", "Elmstead", "Quarry Hill", "Northwick", "Saltmarsh", "Highcombe"]
            let works = ["a school", "the harbour wall", "two bridges", "a clinic", "the town hall", "a reservoir"]
            // Some more than are wanted: what two sentences say alike is one claim.
            let sentences = (0..<(claims + claims / 4 + 5)).map { number in
                let (town, work) = (towns[number % towns.count], works[number / 7 % works.count])
                return "The council of \(town) paid \(number + 11).\(number % 9 + 1) million crowns for \(work) in "
                    + "\(1990 + number % 35), said Dana Whitlock, its treasurer."
            }
            let body = stride(from: 0, to: sentences.count, by: 4).map { start in
                sentences[start..<min(start + 4, sentences.count)].joined(separator: " ")
            }.joined(separator: "\n\n")
            let answer = try await desk.submitter.post(
                ["v1", "articles"],
                ["title": "What the towns have paid", "body": .string(body), "requiredReviews": 1])
            let id = try answer.decode(Shapes.Receipt.self).id
            while try await !desk.editor.get(["v1", "articles", id]).decode(Shapes.Article.self).isRead {
                try await Task.sleep(for: .milliseconds(20))
            }
            for number in 0..<claims {
                let take = try await desk.reviewer.post(["v1", "queue", "take"], ["articleId": .string(id)])
                    .decode(Shapes.Take.self)
                guard let lease = take.leases.first else { throw Failure("only \(number) claims were found") }
                let source = "https://example.org/accounts/\(number)"
                let reviewed = try await desk.reviewer.post(
                    ["v1", "leases", lease.id, "review"],
                    [
                        "token": .string(lease.token), "rating": number % 3 == 0 ? "false" : "accurate",
                        "rationale": .string(String(repeating: "The accounts of that year say otherwise. ", count: 8)),
                        "evidence": [
                            [
                                "url": .string(source), "title": "Accounts", "publisher": "The council",
                                "quote": "Paid in full.", "stance": "refutes", "kind": "primary",
                            ]
                        ],
                    ]
                ).decode(Shapes.Review.self)
                _ = try await desk.editor.post(["v1", "claims", reviewed.claimId, "publication"], .object([]))
            }
            return id
        }
    }
}
