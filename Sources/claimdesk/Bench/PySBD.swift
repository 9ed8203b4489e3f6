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
    static func rate(_ text: String) throws -> Double {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["python3", "-c", script]
        let (input, output) = (Pipe(), Pipe())
        process.standardInput = input
        process.standardOutput = output
        try process.run()
        try input.fileHandleForWriting.write(contentsOf: Data(text.utf8))
        try input.fileHandleForWriting.close()
        let printed = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        let seconds = Double(String(decoding: printed, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines))
        guard process.terminationStatus == 0, let seconds, seconds > 0 else {
            throw Failure("python3 could not run pySBD; \"pip install pysbd\" installs it")
        }
        return Double(text.utf8.count) / 1e6 / seconds
    }
}
