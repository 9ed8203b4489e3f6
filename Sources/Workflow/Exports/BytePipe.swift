@preconcurrency import Dispatch
import Domain
import Synchronization

/// Bytes on their way from a connection's own thread, which may block, to a task, which may not.
///
/// The pipe holds a few pieces and no more: who writes waits for who reads, so that memory stays flat however large the whole
/// is and however slow the reader. Either end may leave at any time, and the other one learns of it.
final class BytePipe: Sendable {
    /// Bytes of a piece; larger ones brought nothing.
    static let pieceSize = 128 * 1024
    private static let capacity = 4
    /// How long a reader may take nothing: what it holds up is a connection, and a snapshot of the database.
    static let patience = DispatchTimeInterval.seconds(60)

    private enum Reader {
        case away
        case waiting(CheckedContinuation<[UInt8]?, Never>)
    }

    private struct State {
        var pieces: [[UInt8]] = []
        var reader = Reader.away
        /// Something was written, which cannot be taken back: the writer may not begin again.
        var hasBegun = false
        var isFinished = false
        var isClosed = false
    }

    private let state = Mutex(State())
    /// Counts the room that is left. Made empty and filled: dispatch takes a semaphore that is freed with less than it
    /// was made with for a mistake.
    private let room = DispatchSemaphore(value: 0)

    init() { for _ in 0..<Self.capacity { room.signal() } }

    // MARK: Writing, from a thread that may block

    /// - Throws: `BrokenOff` in a transaction that is run once more when something was written before.
    func begin() throws {
        if state.withLock({ $0.hasBegun }) { throw BrokenOff() }
    }

    /// Waits for room and puts a piece in.
    ///
    /// - Throws: `CancellationError` when the reader has left, `ExportError.stalled` when it took nothing for too long.
    func write(_ piece: [UInt8]) throws {
        guard room.wait(timeout: .now() + Self.patience) == .success else { throw ExportError.stalled }
        let waiting = try state.withLock { state -> CheckedContinuation<[UInt8]?, Never>? in
            if state.isClosed { throw CancellationError() }
            state.hasBegun = true
            guard case .waiting(let reader) = state.reader else {
                state.pieces.append(piece)
                return nil
            }
            state.reader = .away
            return reader
        }
        if let waiting {
            room.signal()
            waiting.resume(returning: piece)
        }
    }

    /// The writer's end: no more bytes come, whether all were written or not.
    func finish() {
        let waiting = state.withLock { state -> CheckedContinuation<[UInt8]?, Never>? in
            state.isFinished = true
            guard case .waiting(let reader) = state.reader else { return nil }
            state.reader = .away
            return reader
        }
        waiting?.resume(returning: nil)
    }

    // MARK: Reading, from one task

    /// The next piece; nil after the last one.
    func next() async -> [UInt8]? {
        await withCheckedContinuation { continuation in
            let answer = state.withLock { state -> [UInt8]?? in
                if !state.pieces.isEmpty { return state.pieces.removeFirst() }
                if state.isFinished || state.isClosed { return .some(nil) }
                state.reader = .waiting(continuation)
                return nil
            }
            guard let answer else { return }
            if answer != nil { room.signal() }
            continuation.resume(returning: answer)
        }
    }

    /// The reader's end: no more bytes are read, and a writer that waits for room is let go.
    func close() {
        let waiting = state.withLock { state -> CheckedContinuation<[UInt8]?, Never>? in
            state.isClosed = true
            state.pieces = []
            guard case .waiting(let reader) = state.reader else { return nil }
            state.reader = .away
            return reader
        }
        for _ in 0..<Self.capacity { room.signal() }
        waiting?.resume(returning: nil)
    }
}

/// A writer was stopped in the middle: its transaction broke off, on a replica for instance, and what was written is half of it.
struct BrokenOff: Error {}

/// Gathers bytes into pieces of the pipe's size.
struct PieceWriter {
    private let pipe: BytePipe
    private var piece: [UInt8] = []

    init(_ pipe: BytePipe) {
        self.pipe = pipe
        piece.reserveCapacity(BytePipe.pieceSize)
    }

    mutating func write(_ bytes: some Collection<UInt8>) throws {
        var rest = bytes[...]
        // A verdict may be larger than a piece: cut, so that what the pipe holds stays small whatever is in it.
        while piece.count + rest.count >= BytePipe.pieceSize {
            let room = BytePipe.pieceSize - piece.count
            piece.append(contentsOf: rest.prefix(room))
            rest = rest.dropFirst(room)
            try flush()
        }
        piece.append(contentsOf: rest)
    }

    mutating func write(_ text: String) throws { try write(text.utf8) }

    mutating func flush() throws {
        if piece.isEmpty { return }
        try pipe.write(piece)
        piece = []
        piece.reserveCapacity(BytePipe.pieceSize)
    }
}
