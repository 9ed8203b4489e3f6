import Extraction
import ExtractionLab

/// Reads spoiled articles, each from a seed of its own, and stops at the first that is not read as promised.
struct MutationRun {
    /// The texts that are spoiled; at least one.
    let documents: [Document]
    /// The seed of the first; the next has the next seed, so that any one can be made again alone.
    let seed: UInt64
    let count: Int

    /// How often `progress` is told; after a crash so many are left to look through.
    private static let step = 1_000

    /// - Parameter progress: gets the seed that is next and how many were read.
    /// - Returns: one number for all that was found; another run of the same program gives the same.
    /// - Throws: `Failure` that names what is broken and the seed.
    func run(progress: (_ seed: UInt64, _ done: Int) -> Void) throws(Failure) -> UInt64 {
        let extractor = Extractor()
        var fingerprint: UInt64 = 0
        for index in 0..<count {
            let seed = seed &+ UInt64(index)
            if index % Self.step == 0 { progress(seed, index) }
            var mutator = TextMutator(seed: seed)
            let result = ExtractionCheck.read(mutator.mutated(oneOf: documents), with: extractor)
            guard result.faults.isEmpty else { throw Failure(Self.report(result.faults, seed)) }
            fingerprint = fingerprint &* 31 &+ result.fingerprint
        }
        return fingerprint
    }

    private static func report(_ faults: [String], _ seed: UInt64) -> String {
        let shown = faults.prefix(10).map { "  \($0)" }.joined(separator: "\n")
        let rest = faults.count > 10 ? "\n  and \(faults.count - 10) more" : ""
        return """
            the text of seed \(seed) is not read as promised:
            \(shown)\(rest)
            Again: the same command and files with --mutations 1 --seed \(seed)
            """
    }
}
