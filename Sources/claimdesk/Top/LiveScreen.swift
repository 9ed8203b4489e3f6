@preconcurrency import Dispatch
import Foundation

/// A terminal that is drawn over and over: a screen of its own, without a cursor, whose keys come as they are pressed. Left as it
/// was found, whatever ends it.
final class LiveScreen: Sendable {
    /// What it is drawn on.
    private let output: Int32
    private let keys: Keys

    /// Takes the terminal over.
    ///
    /// - Parameters:
    ///   - input: where keys come from; where that is no terminal, none come.
    ///   - onQuit: called when q or Ctrl-C is pressed.
    init(input: Int32 = STDIN_FILENO, output: Int32 = STDOUT_FILENO, onQuit: @escaping @Sendable () -> Void) {
        self.output = output
        keys = Keys(input, onQuit)
        // The alternate screen; no cursor (xterm's private modes).
        Self.write("\u{1B}[?1049h\u{1B}[?25l", to: output)
    }

    deinit {
        Self.write("\u{1B}[?25h\u{1B}[?1049l", to: output)
        keys.restore()
    }

    /// Puts lines in the place of what was there, cut to the terminal's size.
    func draw(_ text: String) {
        var size = winsize()
        let isKnown = ioctl(output, UInt(TIOCGWINSZ), &size) == 0
        let (width, height) = (
            isKnown && size.ws_col > 0 ? Int(size.ws_col) : 80, isKnown && size.ws_row > 0 ? Int(size.ws_row) : 24
        )
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).prefix(height)
        // Each line erases what is left of the one before; the last erases the rest. No line break at the end, or it would scroll.
        let drawn = lines.map { TerminalText.oneLine(aligned: $0, width: width) }.joined(separator: "\u{1B}[K\r\n")
        Self.write("\u{1B}[H\(drawn)\u{1B}[K\u{1B}[J", to: output)
    }

    private static func write(_ text: String, to output: Int32) {
        let bytes = Array(text.utf8)
        var written = 0
        while written < bytes.count {
            let count = bytes[written...].withUnsafeBytes { Foundation.write(output, $0.baseAddress, $0.count) }
            // A terminal that takes nothing any more is gone.
            if count <= 0 { return }
            written += count
        }
    }
}

/// The keys of a terminal, as they are pressed and unseen.
private final class Keys: Sendable {
    private let input: Int32
    /// As the terminal was; nil where it is none.
    private let before: termios?
    private let source: (any DispatchSourceRead)?

    init(_ input: Int32, _ onQuit: @escaping @Sendable () -> Void) {
        self.input = input
        var state = termios()
        guard isatty(input) == 1, tcgetattr(input, &state) == 0 else {
            (before, source) = (nil, nil)
            return
        }
        before = state
        // Ctrl-C comes as a key, so that nothing ends the program but by the way on which the terminal is put right; Ctrl-Z does
        // nothing.
        state.c_lflag &= ~tcflag_t(ICANON | ECHO | ISIG)
        tcsetattr(input, TCSANOW, &state)
        let source = DispatchSource.makeReadSource(fileDescriptor: input)
        source.setEventHandler {
            var bytes = [UInt8](repeating: 0, count: 64)
            let count = read(input, &bytes, bytes.count)
            // Nothing to read though something came: the terminal is gone.
            if count <= 0 || bytes.prefix(count).contains(where: { [0x03, 0x04, 0x51, 0x71].contains($0) }) {
                onQuit()
            }
        }
        source.activate()
        self.source = source
    }

    func restore() {
        source?.cancel()
        if var before { tcsetattr(input, TCSANOW, &before) }
    }
}

extension TerminalText {
    /// One line made safe whose blanks stay, so that columns stay under each other, cut to a width.
    static func oneLine(aligned text: some StringProtocol, width: Int) -> String {
        var (line, column) = ("", 0)
        for character in lines(String(text)).prefix(width) {
            column += columns(character)
            if column > width { break }
            line.append(character)
        }
        return line
    }
}
