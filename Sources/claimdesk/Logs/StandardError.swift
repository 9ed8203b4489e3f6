import Foundation

/// Lines for the person at the terminal and for logs; stdout is for results alone.
enum StandardError {
    /// Writes a line in one piece, so that lines of several threads do not mix, and without anything that a terminal would
    /// obey.
    static func write(_ line: String) { writePart(TerminalText.lines(line) + "\n") }

    /// Writes text as it is, without ending the line.
    static func writePart(_ text: String) {
        let bytes = Array(text.utf8)
        // A count that is short or negative has no remedy: stderr itself is full or gone.
        _ = bytes.withUnsafeBytes { Foundation.write(STDERR_FILENO, $0.baseAddress, $0.count) }
    }

    /// True when a person sees it.
    static var isTerminal: Bool { isatty(STDERR_FILENO) == 1 }
}
