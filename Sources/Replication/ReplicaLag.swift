import Store

/// How old what a replica shows can be, told from where the primary's log was at known times. No server's clock is asked.
struct ReplicaLag: Sendable {
    typealias Instant = ContinuousClock.Instant

    /// What was noted of the primary and is not replayed yet, the oldest first.
    private var marks: [(position: LogPosition, at: Instant)] = []
    /// When the primary was last seen where the replica is by now.
    private var confirmed: Instant?

    /// A replica that stands still for days must not fill the memory; of the notes of its past every other will do.
    private static let limit = 512

    /// The primary was there at that time, or later: noted before it was asked.
    mutating func notePrimary(_ position: LogPosition, at instant: Instant) {
        marks.append((position, instant))
        guard marks.count > Self.limit else { return }
        marks = marks.enumerated().filter { $0.offset % 2 == 1 }.map(\.element)
    }

    /// The replica has replayed this much.
    mutating func noteReplayed(_ position: LogPosition) {
        let behind = marks.firstIndex { $0.position > position } ?? marks.count
        if behind > 0 { confirmed = marks[behind - 1].at }
        marks.removeFirst(behind)
    }

    /// So old is what the replica shows, at most; nil before it was ever found to have what the primary had.
    func at(_ instant: Instant) -> Duration? { confirmed.map { instant - $0 } }
}
