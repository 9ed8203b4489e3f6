@preconcurrency import Dispatch
import Domain
import Extraction
import ExtractionLab
import Foundation
import Synchronization

/// Reads texts of two kinds of tokens in turn, and counts the steps of each.
struct PairRun: Sendable {
    /// The length of each text.
    let bytes: Int

    private struct Reading: Sendable {
        let name: String
        let steps: Double
    }

    /// Prints the texts that took the most steps for each of their code points, and how many took too many.
    ///
    /// - Throws: `Failure` where any did.
    func run() throws {
        let progress = ProgressLine()
        defer { progress.done() }
        let readings = Mutex<[Reading]>([])
        // As many at a time as there are cores; the counts are the same on one.
        DispatchQueue.concurrentPerform(iterations: TokenPair.all.count) { index in
            let pair = TokenPair.all[index]
            let text = pair.text(bytes: bytes)
            let extractor = Extractor()
            for mediaType in pair.mediaTypes {
                let count = StepCount(of: text, mediaType, with: extractor)
                let reading = Reading(name: "\(pair.name), \(mediaType.rawValue)", steps: count.perCodePoint)
                let done = readings.withLock { readings in
                    readings.append(reading)
                    return readings.count
                }
                if done.isMultiple(of: 100) { progress.step("\(done) texts read") }
            }
        }
        progress.done()
        let ranked = readings.withLock { $0.sorted { ($1.steps, $0.name) < ($0.steps, $1.name) } }
        for reading in ranked.prefix(10) { print("\(reading.name): \(Int(reading.steps)) steps a code point") }
        let over = ranked.count { $0.steps > Double(ReadingBudget.mostPerCodePoint) }
        print(
            "\(over) of \(ranked.count) texts of \(bytes) bytes over \(ReadingBudget.mostPerCodePoint) steps a code point"
        )
        print("\(Timestamp.text(Date())), \(Machine.description)")
        if over > 0 { throw Failure("\(over) texts take more steps than their length allows") }
    }
}
