import Foundation

/// How words look in a terminal that has colours (ECMA-48 SGR).
enum TerminalStyle: String, Sendable {
    case plain = ""
    case strong = "1"
    case grey = "90"
    case important = "1;33"
    case minor = "36"
    case alarm = "31"

    /// The words in this style; every piece closes its own, so that a cut-off output leaves the terminal as it was.
    func on(_ text: String) -> String { self == .plain || text.isEmpty ? text : "\u{1B}[\(rawValue)m\(text)\u{1B}[0m" }
}

/// The terminal that the results go to.
struct Terminal: Sendable {
    /// In characters.
    let width: Int
    let hasColours: Bool

    private static let narrowest = 40
    /// Where nobody says how wide it is: a file or a pipe.
    private static let usual = 80

    init(width: Int, hasColours: Bool) {
        self.width = max(width, Self.narrowest)
        self.hasColours = hasColours
    }

    /// Standard output, with colours by what was asked for.
    ///
    /// - Parameter environment: `NO_COLOR` (no-color.org) and `TERM=dumb` turn colours off where nobody asked for them.
    init(_ colours: ColourChoice, environment: [String: String] = ProcessInfo.processInfo.environment) {
        let isTerminal = isatty(STDOUT_FILENO) == 1
        self.init(width: Self.columns ?? Self.usual, hasColours: colours.isOn(isTerminal: isTerminal, environment))
    }

    /// What the kernel knows of the terminal's size; nil for a file or a pipe.
    private static var columns: Int? {
        var size = winsize()
        guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
        return Int(size.ws_col)
    }
}

/// Whether results are coloured.
enum ColourChoice: String, Sendable, CaseIterable {
    case auto, always, never

    func isOn(isTerminal: Bool, _ environment: [String: String]) -> Bool {
        switch self {
        case .always: true
        case .never: false
        case .auto: isTerminal && environment["NO_COLOR", default: ""].isEmpty && environment["TERM"] != "dumb"
        }
    }
}
