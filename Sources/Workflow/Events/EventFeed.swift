import Domain
import Store
import Synchronization

/// The feeds of the desks that somebody in this process listens to, and how many streams are open.
final class EventFeeds: Sendable {
    private struct State {
        var feeds: [DeskProfile.ID: EventFeed] = [:]
        var streams: [Member.ID: Int] = [:]
    }

    private let state = Mutex(State())

    func feed(of desk: DeskProfile.ID) -> EventFeed {
        state.withLock { state in
            if let feed = state.feeds[desk] { return feed }
            let feed = EventFeed()
            state.feeds[desk] = feed
            return feed
        }
    }

    /// - Throws: `EventError.tooManyStreams` when the member or the process has as many as it may.
    func admit(_ member: Member.ID) throws -> StreamPermit {
        let limit = state.withLock { state -> Int? in
            if state.streams[member, default: 0] >= EventReader.streamsPerMember { return EventReader.streamsPerMember }
            if state.streams.values.reduce(0, +) >= EventReader.streamsPerProcess {
                return EventReader.streamsPerProcess
            }
            state.streams[member, default: 0] += 1
            return nil
        }
        if let limit { throw EventError.tooManyStreams(limit: limit) }
        return StreamPermit { [weak self] in self?.leave(member) }
    }

    private func leave(_ member: Member.ID) {
        state.withLock { state in
            let count = state.streams[member, default: 1] - 1
            state.streams[member] = count > 0 ? count : nil
        }
    }
}

/// A place among the open streams. A class, so that it is given back wherever the stream is dropped.
final class StreamPermit: Sendable {
    private let giveBack: @Sendable () -> Void

    init(_ giveBack: @escaping @Sendable () -> Void) { self.giveBack = giveBack }

    deinit { giveBack() }
}

/// The newest events of one desk, read once for all who listen in this process: whoever finds that something may be new
/// reads for the others. Bounded; who is further behind reads for itself.
final class EventFeed: Sendable {
    /// How many events are kept.
    static let capacity = 2000
    /// How many are read or handed out at once.
    static let stretch = 200
    /// How often is read though nobody said that anything is new.
    static let poll = Duration.seconds(1)
    /// How soon is read again while an older transaction holds events back; twice as long each time that none has
    /// ended, up to half a second.
    static let shortest = Duration.milliseconds(10)
    static let longest = Duration.milliseconds(500)

    private struct State {
        /// Every event after `tail`, up to `head`, is in `recent`; nil before the first reading.
        var tail: EventCursor?
        var head = EventCursor.start
        var recent: [DeskEvent] = []
        var restored = 0
        /// Grows with every sign that something is new.
        var changes = 0
        /// What `changes` was when the last reading began.
        var seen = 0
        var isReading = false
        var readAt: ContinuousClock.Instant?
        var pause = EventFeed.poll
    }

    private let state = Mutex(State())

    /// Something may be new.
    func noticeChange() { state.withLock { $0.changes += 1 } }

    /// The events that are known to follow a cursor; nil when the cursor stands before what is kept.
    func events(after cursor: EventCursor) -> (events: [DeskEvent], end: EventCursor)? {
        state.withLock { state in
            guard let tail = state.tail, cursor >= tail else { return nil }
            // Listeners are near the end: from there it is a step or two.
            let first = state.recent.lastIndex { $0.cursor <= cursor }.map { $0 + 1 } ?? 0
            let events = Array(state.recent[first...].prefix(Self.stretch))
            let isAll = first + events.count == state.recent.count
            return (events, isAll ? max(cursor, state.head) : events.last?.cursor ?? cursor)
        }
    }

    /// How long a listener may wait before it looks again by itself.
    func pause(_ now: ContinuousClock.Instant) -> Duration {
        state.withLock { state in
            guard let readAt = state.readAt else { return Self.shortest }
            return max(.milliseconds(1), readAt + state.pause - now)
        }
    }

    /// Makes the caller the one who reads, if it is time to and nobody does; nil otherwise.
    func begin(_ now: ContinuousClock.Instant) -> (from: EventCursor?, restored: Int)? {
        state.withLock { state -> (from: EventCursor?, restored: Int)? in
            if state.isReading { return nil }
            if let readAt = state.readAt, now - readAt > Self.poll * 10 {
                // Nobody has listened for a while: begin anew rather than read all that was missed.
                state.tail = nil
                state.recent = []
            }
            let isDue = state.readAt.map { now >= $0 + state.pause } ?? true
            guard state.tail == nil || state.changes != state.seen || isDue else { return nil }
            state.isReading = true
            state.seen = state.changes
            return (state.tail == nil ? nil : state.head, state.restored)
        }
    }

    /// Takes over the events that were read; nil when the reading failed, so that another may try.
    ///
    /// - Returns: true when those who listen should look.
    func end(_ reading: EventReading?, _ now: ContinuousClock.Instant) -> Bool {
        state.withLock { state in
            state.isReading = false
            state.readAt = now
            guard let reading else {
                state.pause = Self.poll
                return false
            }
            if state.tail == nil {
                state.tail = reading.from
                state.restored = reading.restored
            }
            let hasMoved = reading.end > state.head
            state.head = max(state.head, reading.end)
            state.recent += reading.events
            if state.recent.count > Self.capacity {
                let excess = state.recent.count - Self.capacity / 2
                state.tail = state.recent[excess - 1].cursor
                state.recent.removeFirst(excess)
            }
            if reading.isCut {
                state.pause = .zero
            } else if reading.isHeldBack {
                // As long as older transactions end one after the other, it is worth looking often.
                state.pause = hasMoved ? Self.shortest : min(Self.longest, max(Self.shortest, state.pause * 2))
            } else {
                state.pause = Self.poll
            }
            return !reading.events.isEmpty || reading.isCut || state.changes != state.seen
        }
    }
}

/// One reading of a desk's events from the database.
struct EventReading: Sendable {
    let from: EventCursor
    let events: [DeskEvent]
    let end: EventCursor
    let restored: Int
    let isCut: Bool
    let isHeldBack: Bool
}
