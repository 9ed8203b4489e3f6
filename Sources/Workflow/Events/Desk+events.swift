package import Domain
import Postgres
import Store

extension Desk {
    /// Opens a stream of the desk's events.
    ///
    /// - Parameters:
    ///   - cursor: the last event that was seen; nil begins with what is done from now on.
    ///   - filter: which events are wanted.
    /// - Throws: `AccessError`, `EventError.tooManyStreams`.
    package func events(
        after cursor: EventCursor?, _ filter: EventFilter, for principal: Principal
    ) async throws -> EventReader {
        // Before a place is taken from those who may.
        try principal.require(.followEvents)
        let permit = try signals.feeds.admit(principal.memberID)
        let horizon = try await read(.followEvents, for: principal) {
            try EventHorizon.now(on: principal.deskID, in: $0)
        }
        // A place that no transaction of this database has reached was given out by another one.
        let isForeign = cursor.map { $0.transaction > horizon.frontier } ?? false
        return EventReader(
            desk: self, principal: principal, filter: filter, permit: permit,
            cursor: isForeign ? horizon.cursor : cursor ?? horizon.cursor, isReset: isForeign)
    }

    /// Reads on from a cursor; from the end of what may be read when there is none.
    ///
    /// - Parameter restored: nil to find it out.
    func readEvents(
        after cursor: EventCursor?, restored known: Int?, on desk: DeskProfile.ID
    ) async throws -> EventReading {
        try await readAsDesk { session in
            let restored = try known ?? EventHorizon.restoredThrough(on: desk, in: session)
            // First the horizon, then the rows: all of them are older than it, and ended.
            let horizon = try EventHorizon.now(on: desk, in: session)
            guard let cursor else {
                return EventReading(
                    from: horizon.cursor, events: [], end: horizon.cursor, restored: restored, isCut: false,
                    isHeldBack: horizon.isHeldBack)
            }
            let stretch = try EventStretch.read(
                after: cursor, before: horizon, restored: restored, limit: EventFeed.stretch, on: desk, in: session)
            return EventReading(
                from: cursor, events: stretch.events, end: stretch.end, restored: restored, isCut: stretch.isCut,
                isHeldBack: horizon.isHeldBack)
        }
    }

    /// Makes the feed know what is new, unless somebody else is at it or nothing can be.
    func refresh(_ feed: EventFeed, on desk: DeskProfile.ID) async throws {
        let clock = ContinuousClock()
        guard let (from, restored) = feed.begin(clock.now) else { return }
        do {
            let reading = try await readEvents(
                after: from, restored: from == nil ? nil : restored, on: desk)
            if feed.end(reading, clock.now) { signals.wake(.events(desk)) }
        } catch {
            _ = feed.end(nil, clock.now)
            // Another listener tries; this one may have been cancelled alone.
            signals.wake(.events(desk))
            throw error
        }
    }

    /// - Throws: `AccessError` when the caller's key is not live any more, `EventError.rolesChanged` also when its member
    ///   has others, which the key has not: they decide what is shown.
    func requireUnchanged(_ principal: Principal) async throws {
        let now = try await read(.followEvents, for: principal) { try principal.renewed(in: $0) }
        if now.roles != principal.roles || now.memberRoles != principal.memberRoles { throw EventError.rolesChanged }
    }
}

/// An open stream of events: one reader, one place.
package struct EventReader: Sendable {
    /// How many streams one member may have open on one process.
    package static let streamsPerMember = 10
    /// How many streams one process serves: well below its connections (`ServerSettings`).
    package static let streamsPerProcess = 500
    /// How often the caller's key is looked at again.
    package static let keyInterval = Duration.seconds(3)

    let desk: Desk
    let principal: Principal
    let filter: EventFilter
    let permit: StreamPermit
    /// What the caller sees of events.
    package let view: EventView
    /// Everything up to here was handed out, or is not wanted.
    package private(set) var cursor: EventCursor
    /// The cursor that was asked for is none of this database: what was missed cannot be told.
    package let isReset: Bool
    private var keyCheckedAt = ContinuousClock.now

    init(
        desk: Desk, principal: Principal, filter: EventFilter, permit: StreamPermit, cursor: EventCursor, isReset: Bool
    ) {
        self.desk = desk
        self.principal = principal
        self.filter = filter
        self.permit = permit
        view = EventView(principal)
        self.cursor = cursor
        self.isReset = isReset
    }

    /// The next events that are wanted, in order, at once if there are any; none when the time passed without one.
    ///
    /// - Throws: `AccessError` when the key was revoked or has expired, `EventError.rolesChanged`, `Unavailable`.
    package mutating func next(atMost duration: Duration) async throws -> [DeskEvent] {
        let clock = ContinuousClock()
        let deadline = clock.now + duration
        let id = principal.deskID
        let feed = desk.signals.feeds.feed(of: id)
        while true {
            // Before looking, so that no wake-up is missed.
            let wakeups = desk.signals.wakeups(.events(id))
            if clock.now - keyCheckedAt > Self.keyInterval {
                try await desk.requireUnchanged(principal)
                keyCheckedAt = clock.now
            }
            try await desk.refresh(feed, on: id)
            var hasMore = false
            if let known = feed.events(after: cursor) {
                hasMore = known.events.count == EventFeed.stretch
                if let wanted = advance(known.events, to: known.end) { return wanted }
            } else {
                let reading = try await desk.readEvents(after: cursor, restored: nil, on: id)
                hasMore = reading.isCut || reading.end > cursor
                if let wanted = advance(reading.events, to: reading.end) { return wanted }
            }
            if hasMore { continue }
            let now = clock.now
            if now >= deadline { return [] }
            await desk.signals.wait(
                for: wakeups, atMost: min(deadline - now, feed.pause(now), keyCheckedAt + Self.keyInterval - now))
            try Task.checkCancellation()
        }
    }

    /// Moves on; nil when none of the events is wanted.
    private mutating func advance(_ events: [DeskEvent], to end: EventCursor) -> [DeskEvent]? {
        cursor = max(cursor, end)
        let wanted = events.filter { filter.matches($0) && view.tells($0) }
        return wanted.isEmpty ? nil : wanted
    }
}
