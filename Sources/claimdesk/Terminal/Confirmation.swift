import ArgumentParser
import Foundation

/// A question that is asked once, before something that cannot be taken back unseen.
enum Confirmation {
    /// - Parameters:
    ///   - what: what is about to be done: "publish".
    ///   - isTerminal: somebody sits there and can answer.
    /// - Throws: `ValidationError` where nobody can be asked.
    static func requireSomebody(to what: String, isTerminal: Bool = isatty(STDIN_FILENO) == 1) throws {
        if !isTerminal { throw ValidationError("Nobody is there to be asked: give --yes to \(what).") }
    }

    /// Asks on standard error, so that the output stays a program's.
    ///
    /// - Throws: `Failure` unless the answer is yes.
    static func ask(_ question: String, read: () -> String? = { readLine() }) throws(Failure) {
        StandardError.writePart("\(TerminalText.oneLine(question)) [y/N] ")
        let answer = read()?.trimmingCharacters(in: .whitespaces).lowercased()
        guard answer == "y" || answer == "yes" else { throw Failure("nothing was done") }
    }
}
