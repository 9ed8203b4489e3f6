import Foundation

/// pySBD, the usual rule-based sentence splitter, run by the machine's own python3.
enum PySBD {
    /// Reads the text from standard input and prints the seconds that splitting it takes, start-up left out.
    private static let script = """
        import sys, time, pysbd
        text = sys.stdin.read()
        segmenter = pysbd.Segmenter(language="en", clean=False)
        begun = time.perf_counter()
        segmenter.segment(text)
        print(time.perf_counter() - begun)
        """

    /// Megabytes a second.
    ///
    /// - Throws: `Failure` when python3 or the package is missing.
    static func rate(_ text: String) async throws -> Double {
        let printed: String
        do {
            printed = try await Tool.output("python3", ["-c", script], input: text)
        } catch let failure as Failure {
            throw Failure("pySBD did not run (\(failure)); \"pip install pysbd\" installs it")
        }
        guard let seconds = Double(printed.trimmingCharacters(in: .whitespacesAndNewlines)), seconds > 0 else {
            throw Failure("pySBD printed no time: \(printed.prefix(200))")
        }
        return Double(text.utf8.count) / 1e6 / seconds
    }
}
