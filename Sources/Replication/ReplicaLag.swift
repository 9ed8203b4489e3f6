import Store

/// How old what a replica shows can be, told from where the primary's log was at known times. No server's clock is asked.
struct ReplicaLag: Sendable {
    typealias Instant = ContinuousClock.Instant

    /// What was noted of the primary and is not replayed yet, the oldest first.
    private var marks: [(position: LogPosition, at: Instant)] = []
    /// When the primary was last seen where the replica is by now.
    private var confirmed: Instant?

    /// Of so many notes one is kept, and how many have come since the last that was.
    private var (stride, skipped) = (1, 0)

    /// A replica that stands still for days must not fill the memory: of the notes of its past every other will do, and of those
    /// to come.
    private static let limit = 512

    /// The primary was there at that time, or later: noted before it was asked.
    mutating func notePrimary(_ position: LogPosition, at instant: Instant) {
        skipped += 1
        guard skipped >= stride else { return }
        skipped = 0
        marks.append((position, instant))
        guard marks.count > Self.limit else { return }
        stride *= 2
        marks = marks.enumerated().filter { $0.offset % 2 == 1 }.map(\.element)
    }

    /// The replica has replayed this much.
    mutating func noteReplayed(_ position: LogPosition) {
        let behind = marks.firstIndex { $0.position > position } ?? marks.count
        if behind > 0 { confirmed = marks[behind - 1].at }
        marks.removeFirst(behind)
        if marks.isEmpty { (stride, skipped) = (1, 0) }
    }

    /// So old is what the replica shows, at most; nil before it was ever found to have what the primary had.
    func at(_ instant: Instant) -> Duration? { confirmed.map { instant - $0 } }
}
