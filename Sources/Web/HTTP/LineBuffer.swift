import Synchronization

/// Lines on their way from whoever reads a body to whoever works on them, a few at a time: who reads waits while it is full, who
/// works takes all that are there.
final class LineBuffer: Sendable {
    typealias Line = RequestLines.Line

    /// More in one transaction brought nothing.
    private static let lines = 250
    /// Bytes: with what is made of them, a stream holds a few megabytes.
    private static let bytes = 1 << 20

    private struct State {
        var lines: [Line] = []
        var bytes = 0
        var isFinished = false
        var isClosed = false
        var giver: CheckedContinuation<Void, Never>?
        var taker: CheckedContinuation<[Line]?, Never>?

        var isFull: Bool { lines.count >= LineBuffer.lines || bytes >= LineBuffer.bytes }

        mutating func takeAll() -> [Line] {
            defer { (lines, bytes) = ([], 0) }
            return lines
        }
    }

    private let state = Mutex(State())

    /// Puts a line in, and waits while the buffer is full.
    func add(_ line: Line) async {
        let taker = state.withLock { state -> (CheckedContinuation<[Line]?, Never>, [Line])? in
            if state.isClosed { return nil }
            state.lines.append(line)
            state.bytes += line.size
            guard let taker = state.taker else { return nil }
            state.taker = nil
            return (taker, state.takeAll())
        }
        if let (taker, lines) = taker { return taker.resume(returning: lines) }
        await withCheckedContinuation { giver in
            let mayGoOn = state.withLock { state in
                if state.isClosed || !state.isFull { return true }
                state.giver = giver
                return false
            }
            if mayGoOn { giver.resume() }
        }
    }

    /// No more lines come.
    func finish() {
        let taker = state.withLock { state in
            state.isFinished = true
            defer { state.taker = nil }
            return state.taker
        }
        taker?.resume(returning: nil)
    }

    /// All lines that are there, as soon as there is one; nil after the last.
    func next() async -> [Line]? {
        await withCheckedContinuation { taker in
            let (answer, giver) = state.withLock { state -> ([Line]??, CheckedContinuation<Void, Never>?) in
                if state.lines.isEmpty {
                    if state.isFinished || state.isClosed { return (.some(nil), nil) }
                    state.taker = taker
                    return (nil, nil)
                }
                defer { state.giver = nil }
                return (state.takeAll(), state.giver)
            }
            giver?.resume()
            if let answer { taker.resume(returning: answer) }
        }
    }

    /// Nobody takes lines any more: who waits to put one in goes on.
    func close() {
        let giver = state.withLock { state in
            state.isClosed = true
            defer { (state.giver, state.lines) = (nil, []) }
            return state.giver
        }
        giver?.resume()
    }
}

extension RequestLines.Line {
    fileprivate var size: Int {
        switch bytes {
        case .success(let bytes): bytes.count
        case .failure: 0
        }
    }
}
