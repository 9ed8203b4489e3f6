import ArgumentParser
import Domain
import Extraction
import Foundation

extension BenchCommand {
    /// `claimdesk bench extract`
    struct Extract: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Measure how fast articles are read, on one core.",
            discussion: """
                EXAMPLES
                  claimdesk bench extract story.txt other.txt
                  claimdesk bench extract --beside pysbd story.txt
                  claimdesk bench extract --hostile

                The files are read as one text, repeated to --megabytes. --beside pysbd splits the same text with pySBD
                too, a part of it and in the same run; it needs python3 with the package pysbd. --hostile reads ten
                megabytes each of texts that are made to hurt.
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

        enum Peer: String, ExpressibleByArgument { case pysbd }

        func validate() throws {
            guard (1...64).contains(megabytes) else { throw ValidationError("--megabytes must be from 1 to 64.") }
            guard (1...1000).contains(rounds) else { throw ValidationError("--rounds must be from 1 to 1000.") }
        }

        func run() throws {
            if hostile { return measureHostile() }
            let text = try article()
            let extractor = Extractor()
            let size = Double(text.utf8.count) / 1e6
            let document = Document(text: text, language: "en")
            let reading = Timing.rates(size, rounds) { _ = extractor.extract(document) }
            let splitting = Timing.rates(size, rounds) { _ = extractor.sentenceRanges(document) }
            print("everything:           \(reading.text) MB/s")
            print("sentences alone:      \(splitting.text) MB/s")
            if beside == .pysbd {
                let peer = try PySBD.rate(String(text.prefix(100_000)))
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

        private func measureHostile() {
            let extractor = Extractor()
            for hostile in HostileText.all {
                let text = hostile.text(bytes: 10_000_000)
                for mediaType in MediaType.allCases {
                    let clock = ContinuousClock()
                    let time = clock.measure { _ = extractor.extract(Document(text: text, mediaType: mediaType)) }
                    print("10 MB of \(hostile.name), \(mediaType.rawValue): \(Timing.text(time / .seconds(1))) s")
                }
            }
            print("\(Timestamp.text(Date())), \(Machine.description)")
        }
    }
}

/// Rates of repeated work.
enum Timing {
    /// Megabytes a second of each round: the median, the least and the most.
    static func rates(_ megabytes: Double, _ rounds: Int, _ work: () -> Void) -> (median: Double, text: String) {
        let clock = ContinuousClock()
        let rates = (0..<rounds).map { _ in megabytes / (clock.measure(work) / .seconds(1)) }.sorted()
        let median = rates[rates.count / 2]
        return (median, "\(text(median)) (\(text(rates[0]))–\(text(rates[rates.count - 1])))")
    }

    /// Two digits after the point.
    static func text(_ value: Double) -> String {
        let hundredths = Int((value * 100).rounded())
        return "\(hundredths / 100).\(hundredths % 100 < 10 ? "0" : "")\(hundredths % 100)"
    }
}
