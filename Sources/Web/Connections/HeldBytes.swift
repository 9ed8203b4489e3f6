import Synchronization

/// What large bodies and answers on their way hold together, within a limit: clients that send or read slowly must not
/// fill the memory, however many they are.
///
/// Where it is tight, those who have neither sent nor read anything for a while are cut, the longest first; a client that goes
/// on is never cut for another.
final class HeldBytes: Sendable {
    /// Bodies and answers up to this size are not counted, bytes: there are as many of them as connections.
    static let free = 32 * 1024

    private struct Entry {
        var bytes: Int
        var moved: ContinuousClock.Instant
        let cut: (@Sendable () -> Void)?
    }

    private struct State {
        var entries: [UInt64: Entry] = [:]
        var total = 0
        var next: UInt64 = 0
    }

    private let limit: Int
    private let stall: Duration
    private let state = Mutex(State())

    /// - Parameters:
    ///   - limit: bytes.
    ///   - stall: how long whoever holds some may stand still.
    init(limit: Int, stall: Duration = .seconds(2)) {
        self.limit = limit
        self.stall = stall
    }

    /// Bytes held just now.
    var total: Int { state.withLock { $0.total } }

    /// Bytes that one client makes the process hold; they count until nobody knows of this object any more.
    final class Share: Sendable {
        private let all: HeldBytes
        private let id: UInt64

        fileprivate init(_ all: HeldBytes, id: UInt64) {
            self.all = all
            self.id = id
        }

        deinit { all.release(id) }

        /// The client has sent or read something.
        func moved(at now: ContinuousClock.Instant = .now) { all.moved(id, at: now) }

        /// Takes more.
        ///
        /// - Returns: false where there is no room for it.
        func grow(by bytes: Int, at now: ContinuousClock.Instant = .now) -> Bool { all.grow(id, by: bytes, at: now) }
    }

    /// A share of the memory, to be kept for as long as the bytes are.
    ///
    /// - Parameter cut: ends the client's connection where it stands still and others need the room.
    /// - Returns: nil when there is no room.
    func share(
        _ bytes: Int, at now: ContinuousClock.Instant = .now, cut: (@Sendable () -> Void)? = nil
    ) -> Share? {
        let id = state.withLock { state in
            state.next += 1
            state.entries[state.next] = Entry(bytes: 0, moved: now, cut: cut)
            return state.next
        }
        let share = Share(self, id: id)
        return grow(id, by: bytes, at: now) ? share : nil
    }

    private func grow(_ id: UInt64, by bytes: Int, at now: ContinuousClock.Instant) -> Bool {
        let (fits, cuts) = state.withLock { state in
            let cuts = makeRoom(for: bytes, besides: id, in: &state, at: now)
            // One that is larger than all may be goes alone.
            guard state.total == 0 || state.total + bytes <= limit, state.entries[id] != nil else {
                return (false, cuts)
            }
            state.entries[id]?.bytes += bytes
            state.entries[id]?.moved = now
            state.total += bytes
            return (true, cuts)
        }
        for cut in cuts { cut() }
        return fits
    }

    /// Lets go of those who stand still, the longest first, until there is room.
    private func makeRoom(
        for bytes: Int, besides id: UInt64, in state: inout State, at now: ContinuousClock.Instant
    ) -> [@Sendable () -> Void] {
        guard state.total + bytes > limit else { return [] }
        let stalled = state.entries
            .filter { $0.key != id && $0.value.cut != nil && $0.value.moved.advanced(by: stall) <= now }
            .sorted { $0.value.moved < $1.value.moved }
        var cuts: [@Sendable () -> Void] = []
        for (id, entry) in stalled {
            guard state.total + bytes > limit else { break }
            state.total -= entry.bytes
            state.entries[id] = nil
            if let cut = entry.cut { cuts.append(cut) }
        }
        return cuts
    }

    private func moved(_ id: UInt64, at now: ContinuousClock.Instant) {
        state.withLock { $0.entries[id]?.moved = now }
    }

    private func release(_ id: UInt64) {
        state.withLock { state in
            guard let entry = state.entries.removeValue(forKey: id) else { return }
            state.total -= entry.bytes
        }
    }
}
