import ArgumentParser
import Domain
import Foundation
import Rendering
import Volume

extension BenchCommand {
    /// `claimdesk bench report`
    struct Report: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Measure how soon an article's report comes, alone and with many readers at once.",
            discussion: """
                EXAMPLES
                  claimdesk bench report
                  claimdesk bench report --claims 60 --count 200 --readers 64 --beside 100000

                Starts a desk of its own in a temporary folder, beside another desk full of work, has an article with so
                many claims reviewed and published, and lets curl ask for its report: one after the other over one
                connection in each form, then as HTML by all readers at once. Needs curl.
                """)

        @Option(help: ArgumentHelp("Published claims of the article.", valueName: "n"))
        var claims = 60

        @Option(help: ArgumentHelp("How often each form.", valueName: "n"))
        var count = 200

        @Option(help: ArgumentHelp("How many read at once, each a tenth of --count times.", valueName: "n"))
        var readers = 64

        @Option(help: ArgumentHelp("Claims of the other desk in the same database.", valueName: "n"))
        var beside = 10_000

        func validate() throws {
            guard (1...10_000_000).contains(beside) else {
                throw ValidationError("--beside must be from 1 to 10000000.")
            }
            guard (1...200).contains(claims) else { throw ValidationError("--claims must be from 1 to 200.") }
            guard (10...100_000).contains(count) else { throw ValidationError("--count must be from 10 to 100000.") }
            // curl keeps to 300 at once.
            guard (1...300).contains(readers) else { throw ValidationError("--readers must be from 1 to 300.") }
        }

        func run() async throws {
            let progress = ProgressLine()
            defer { progress.done() }
            let (claims, count, readers, beside) = (claims, count, readers, beside)
            let lines = try await BenchDesk.run(try Settings(), progress) { desk in
                progress.step("Filling another desk with \(beside) claims")
                try await desk.installation.fill("beside", claims: beside)
                progress.step("Publishing \(claims) claims")
                let path = ["v1", "articles", try await Self.published(claims, on: desk), "report"]
                func url(_ format: String) throws -> String {
                    try desk.editor.address.resource(path, ["format": format]).absoluteString
                }
                let key = desk.editor.key ?? ""
                var lines: [String] = []
                for format in ["json", "html", "md", "csv", "claimreview"] {
                    progress.step("Asking \(count) times for \(format)")
                    let run = try await CurlRun(try url(format), key: key, count: count + 5)
                    lines.append(Self.line("\(format), one after the other", run.dropping(5)))
                }
                progress.step("\(readers) readers at once")
                let crowd = try await CurlRun(try url("html"), key: key, count: readers * count / 10, atOnce: readers)
                lines.append(Self.line("html, \(readers) readers at once", crowd))
                return lines
            }
            progress.done()
            print("An article with \(claims) published claims, beside a desk of \(beside) claims:")
            print((lines + ["\(Timestamp.text(Date())), \(Machine.description)"]).joined(separator: "\n"))
        }

        private static func line(_ what: String, _ run: CurlRun) -> String {
            BenchResult(what: what, unit: "ms", values: run.milliseconds, machine: "", at: Date()).line
                + ", \(run.errors) errors"
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
