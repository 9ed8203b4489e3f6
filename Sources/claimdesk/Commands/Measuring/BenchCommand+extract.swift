import ArgumentParser
import Domain
import Extraction
import ExtractionLab
import Foundation

extension BenchCommand {
    /// `claimdesk bench extract`
    struct Extract: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Measure how fast articles are read, on one core, and that bad ones are read at all.",
            discussion: """
                EXAMPLES
                  claimdesk bench extract story.txt other.txt
                  claimdesk bench extract --beside pysbd story.txt
                  claimdesk bench extract --hostile
                  claimdesk bench extract --pairs
                  claimdesk bench extract --mutations 100000 --seed 7 story.txt

                The files are read as one text, repeated to --megabytes. --beside pysbd splits the same text with pySBD
                too, a part of it and in the same run; it needs python3 with the package pysbd. --hostile reads ten
                megabytes each of texts that are made to hurt. --pairs reads every kind of token in turn with every other,
                repeated to --bytes, and counts the steps that each takes: more than any text may take end it with exit
                code 1. --mutations spoils the articles in many ways and checks
                every place, anchor and order in what is found; the first fault ends it with exit code 1.
                """)

        @Argument(help: ArgumentHelp("Plain texts (default: the sample articles).", valueName: "file"))
        var files: [String] = []

        @Option(help: ArgumentHelp("How much text is read at once.", valueName: "n"))
        var megabytes = 4

        @Option(help: ArgumentHelp("How often.", valueName: "n"))
        var rounds = 5

        @Option(help: ArgumentHelp("pysbd: compare sentence splitting.", valueName: "tool"))
        var beside: Peer?

        @Flag(help: "Hostile texts instead of articles.")
        var hostile = false

        @Flag(help: "Every pair of kinds of tokens instead of articles.")
        var pairs = false

        @Option(help: ArgumentHelp("For --pairs: the length of each text.", valueName: "n"))
        var bytes: Int?

        @Option(help: ArgumentHelp("Spoil the articles so often, and check what is found in each.", valueName: "n"))
        var mutations: Int?

        @Option(
            help: ArgumentHelp("For --mutations: the seed of the first; each next one has the next.", valueName: "s"))
        var seed: UInt64?

        enum Peer: String, ExpressibleByArgument { case pysbd }

        func validate() throws {
            if hostile, mutations != nil || beside != nil || !files.isEmpty {
                throw ValidationError("--hostile brings its own texts, and goes with nothing else.")
            }
            if pairs, hostile || mutations != nil || beside != nil || !files.isEmpty {
                throw ValidationError("--pairs brings its own texts, and goes with nothing else.")
            }
            if bytes != nil, !pairs { throw ValidationError("--bytes goes with --pairs.") }
            if let bytes, !(100...10_000_000).contains(bytes) {
                throw ValidationError("--bytes must be from 100 to 10000000.")
            }
            if let mutations, mutations < 1 { throw ValidationError("--mutations must be at least 1.") }
            if mutations != nil, beside != nil { throw ValidationError("--beside does not go with --mutations.") }
            if seed != nil, mutations == nil { throw ValidationError("--seed goes with --mutations.") }
            guard (1...64).contains(megabytes) else { throw ValidationError("--megabytes must be from 1 to 64.") }
            guard (1...1000).contains(rounds) else { throw ValidationError("--rounds must be from 1 to 1000.") }
        }

        func run() async throws {
            if hostile { return HostileRun().run() }
            if pairs { return try PairRun(bytes: bytes ?? 1_000_000).run() }
            if let mutations { return try check(mutations) }
            let text = try article()
            let extractor = Extractor()
            let size = Double(text.utf8.count) / 1e6
            let document = Document(text: text, language: "en")
            let reading = Timing.rates(size, rounds) { _ = extractor.extract(document) }
            let splitting = Timing.rates(size, rounds) { _ = extractor.sentenceRanges(document) }
            print("everything:           \(reading.text) MB/s")
            print("sentences alone:      \(splitting.text) MB/s")
            if beside == .pysbd {
                let peer = try await PySBD.rate(String(text.prefix(100_000)))
                print("sentences, pySBD:     \(Timing.text(peer)) MB/s (on the first 100,000 characters)")
                print("times pySBD:          \(Timing.text(splitting.median / peer))")
            }
            print("\(Timestamp.text(Date())), \(rounds) rounds of \(Timing.text(size)) MB, \(Machine.description)")
        }

        private func article() throws -> String {
            let texts = try files.isEmpty ? Seeds.articles().map(\.body) : files.map { try TextFile(named: $0).text }
            let once = texts.joined(separator: "\n\n")
            guard !once.isEmpty else { throw Failure("there is no text in these files") }
            let times = max(1, megabytes * 1_000_000 / once.utf8.count)
            return Array(repeating: once, count: times).joined(separator: "\n\n")
        }

        private func check(_ mutations: Int) throws {
            let documents = try documents()
            guard !documents.isEmpty else { throw Failure("there is no article to spoil") }
            let progress = ProgressLine()
            defer { progress.done() }
            var fingerprint: UInt64 = 0
            let run = MutationRun(documents: documents, seed: seed ?? 1, count: mutations)
            let cost = try Cost.of {
                fingerprint = try run.run { seed, done in
                    progress.step("\(done) of \(mutations) read, on from seed \(seed)")
                }
            }
            progress.done()
            print("\(mutations) spoiled texts, seeds from \(run.seed): every promise kept")
            print("fingerprint of all findings: \(String(fingerprint, radix: 16))")
            print("\(cost.text), \(Timestamp.text(Date())), \(Machine.description)")
        }

        private func documents() throws -> [Document] {
            guard !files.isEmpty else {
                return try Seeds.articles().map { article in
                    let day = article.publishedAt.flatMap { PublicationDay(Timestamp.text($0)) }
                    return Document(text: article.body, title: article.title, language: "en", publishedOn: day)
                }
            }
            return try files.map { name in
                let file = try TextFile(named: name)
                // Any day does, but it must be the same one in every run.
                return Document(
                    text: file.text, title: file.firstLine,
                    mediaType: file.mediaType == .markdown ? .markdown : .plainText, language: "en",
                    publishedOn: PublicationDay(year: 2026, month: 3, day: 17))
            }
        }
    }
}
