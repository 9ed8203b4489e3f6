import Foundation
import Synchronization

/// Shows on stderr that something is going on: one line that is rewritten on a terminal, a line for each step elsewhere.
final class ProgressLine: Sendable {
    private struct State {
        var step = ""
        var begun = ContinuousClock.now
        var drawn = false
        var ticker: Task<Void, Never>?
    }

    private let state = Mutex(State())
    private let isTerminal: Bool
    private let isQuiet: Bool

    init(isQuiet: Bool = false, isTerminal: Bool = StandardError.isTerminal) {
        self.isQuiet = isQuiet
        self.isTerminal = isTerminal
    }

    /// What is being done now: "Starting Postgres". Shown at once in a log; on a terminal with the seconds that it takes.
    func step(_ text: String) {
        if isQuiet { return }
        if !isTerminal {
            StandardError.write(text + " …")
            return
        }
        clear()
        state.withLock { state in
            state.step = text
            state.begun = .now
            if state.ticker == nil { state.ticker = Task { await self.tick() } }
        }
        draw()
    }

    /// A line that stays.
    func note(_ text: String) {
        if isQuiet { return }
        clear()
        StandardError.write(text)
        draw()
    }

    /// Ends the line that is rewritten; the next output stands on a line of its own.
    func done() {
        clear()
        let ticker = state.withLock { state in
            state.step = ""
            defer { state.ticker = nil }
            return state.ticker
        }
        ticker?.cancel()
    }

    private func tick() async {
        while !Task.isCancelled {
            do { try await Task.sleep(for: .milliseconds(500)) } catch { return }
            draw()
        }
    }

    private func draw() {
        guard isTerminal, !isQuiet else { return }
        state.withLock { state in
            if state.step.isEmpty { return }
            let seconds = Int(state.begun.duration(to: .now) / .seconds(1))
            // \r and "erase to the end of the line" (ECMA-48 EL).
            StandardError.writePart("\r\u{1B}[K\(state.step) …\(seconds > 0 ? " \(seconds) s" : "")")
            state.drawn = true
        }
    }

    private func clear() {
        state.withLock { state in
            if state.drawn { StandardError.writePart("\r\u{1B}[K") }
            state.drawn = false
        }
    }
}
