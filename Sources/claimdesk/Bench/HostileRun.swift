import Domain
import Extraction
import ExtractionLab
import Foundation

/// Reads ten megabytes each of texts that are made to hurt.
struct HostileRun {
    private static let bytes = 10_000_000
    /// What no text may take: seconds of processor time, and bytes of memory.
    private static let limit = (cpu: 5.0, peak: 1_500_000_000)

    /// Prints what each text took, as plain text and as Markdown, and how many took too much.
    func run() {
        let extractor = Extractor()
        var over = 0
        for hostile in HostileText.all {
            let text = hostile.text(bytes: Self.bytes)
            for mediaType in MediaType.allCases {
                var count: StepCount?
                let cost = Cost.of { count = StepCount(of: text, mediaType, with: extractor) }
                let steps = count?.perCodePoint ?? 0
                let isOver =
                    cost.cpu > Self.limit.cpu || (cost.peak ?? 0) > Self.limit.peak
                    || steps > Double(ReadingBudget.mostPerCodePoint)
                if isOver { over += 1 }
                print(
                    "10 MB of \(hostile.name), \(mediaType.rawValue): \(cost.text), \(Int(steps)) steps a code point"
                        + (isOver ? "  too much" : ""))
            }
        }
        print(
            "\(over) of \(HostileText.all.count * MediaType.allCases.count) over 5 s of processor time, 1.5 GB or \(ReadingBudget.mostPerCodePoint) steps a code point"
        )
        print("\(Timestamp.text(Date())), \(Machine.description)")
    }
}
