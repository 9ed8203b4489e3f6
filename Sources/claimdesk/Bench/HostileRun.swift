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
                let cost = Cost.of { _ = extractor.extract(Document(text: text, mediaType: mediaType)) }
                let isOver = cost.cpu > Self.limit.cpu || (cost.peak ?? 0) > Self.limit.peak
                if isOver { over += 1 }
                print("10 MB of \(hostile.name), \(mediaType.rawValue): \(cost.text)\(isOver ? "  too much" : "")")
            }
        }
        print("\(over) of \(HostileText.all.count * MediaType.allCases.count) over 5 s of processor time or 1.5 GB")
        print("\(Timestamp.text(Date())), \(Machine.description)")
    }
}
