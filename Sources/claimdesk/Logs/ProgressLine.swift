@preconcurrency import Dispatch
import Synchronization

/// Shows on stderr that something is going on: one line that is rewritten on a terminal, a line for each step elsewhere.
final class ProgressLine: Sendable {
    private struct State {
        var step = ""
        var begun = ContinuousClock.now
        var drawn = false
        var ticker: (any DispatchSourceTimer)?
    }

    private let state = Mutex(State())
    private let isTerminal: Bool
    private let report: @Sendable (String) -> Void

    /// - Parameter report: gets each step where stderr is no terminal; a server has its log for that.
    init(
        isTerminal: Bool = StandardError.isTerminal,
        report: @escaping @Sendable (String) -> Void = { StandardError.write($0 + " …") }
    ) {
        self.isTerminal = isTerminal
        self.report = report
    }

    /// The step that is being done now: "Starting Postgres"; on a terminal with the seconds that it takes. The same step again
    /// changes nothing.
    func step(_ text: String) {
        let isNew = state.withLock { state in
            defer { state.step = text }
            return state.step != text
        }
        if !isNew { return }
        if !isTerminal {
            report(text)
            return
        }
        clear()
        state.withLock { state in
            state.begun = .now
            if state.ticker == nil { state.ticker = makeTicker() }
        }
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

    private func makeTicker() -> any DispatchSourceTimer {
        let ticker = DispatchSource.makeTimerSource()
        ticker.schedule(deadline: .now() + .milliseconds(500), repeating: .milliseconds(500))
        ticker.setEventHandler { [weak self] in self?.draw() }
        ticker.activate()
        return ticker
    }

    private func draw() {
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
