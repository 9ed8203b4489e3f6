package import Domain
import Foundation
package import Postgres
import Store
import Synchronization

/// Wakes those who wait for jobs or for the queue. A wake-up is a hint: whoever is woken looks for itself, and whoever
/// is not woken polls.
package final class Signals: Sendable {
    /// The kinds of news that there are to wait for.
    package enum Topic: Hashable, Sendable {
        case jobs
        case queue(DeskProfile.ID)
        case events(DeskProfile.ID)
        case webhooks
    }

    static let queueChannel = "claimdesk_queue"
    static let eventsChannel = "claimdesk_events"

    private struct Waiters {
        var next = 0
        var streams: [Topic: [Int: AsyncStream<Void>.Continuation]] = [:]
    }

    private let waiters = Mutex(Waiters())
    /// What this process tells the others of.
    private let announcements = Announcements()
    /// The newest events of each desk that somebody here listens to.
    let feeds = EventFeeds()

    package init() {}

    /// Listens, and tells the other processes of what is announced here, until the task is cancelled. Not to be called
    /// behind a transaction pooler, which breaks LISTEN.
    package func run(on database: Database) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await self.listen(on: database) }
            group.addTask { try await self.announcements.send(on: database) }
            // Whichever ends, the other has no use alone.
            try await group.next()
            group.cancelAll()
        }
    }

    /// Tells those who listen to the desk's events that there are new ones: here at once, and in other processes within
    /// some milliseconds. To be called after the commit: sent within it, notifications would make commits wait for each
    /// other, takes among them. What a process that dies did not say is found by polling.
    func announce(_ desk: DeskProfile.ID) {
        wakeEvents(of: desk)
        announcements.add(desk)
    }

    private func wakeEvents(of desk: DeskProfile.ID) {
        feeds.feed(of: desk).noticeChange()
        wake(.events(desk))
        wake(.webhooks)
    }

    private func listen(on database: Database) async throws {
        for try await event in database.listen(to: [Job.channel, Self.queueChannel, Self.eventsChannel]) {
            switch event {
            case .connected: wakeEveryone()
            case .notification(channel: Job.channel, _, _): wake(.jobs)
            case .notification(channel: Self.eventsChannel, let payload, _):
                if let desk = DeskProfile.ID(payload) { wakeEvents(of: desk) }
            case .notification(_, let payload, _):
                if let desk = DeskProfile.ID(payload) { wake(.queue(desk)) }
            }
        }
    }

    /// Yields whenever the topic may have something; wake-ups that come while nobody looks are folded into one.
    package func wakeups(_ topic: Topic) -> AsyncStream<Void> {
        let (stream, continuation) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        let id = waiters.withLock { waiters in
            waiters.next += 1
            waiters.streams[topic, default: [:]][waiters.next] = continuation
            return waiters.next
        }
        continuation.onTermination = { [weak self] _ in
            self?.waiters.withLock { waiters in
                waiters.streams[topic]?[id] = nil
                if waiters.streams[topic]?.isEmpty == true { waiters.streams[topic] = nil }
            }
        }
        return stream
    }

    /// Returns at the topic's next wake-up or after the time, whichever comes first. A stream serves one wait: the time
    /// running out cancels the one who reads it, and that ends an AsyncStream for good.
    package func wait(for stream: AsyncStream<Void>, atMost duration: Duration) async {
        await withTaskGroup(of: Void.self) { group in
            group.addTask { for await _ in stream { return } }
            group.addTask { await Task.sleepUntilCancelled(for: duration) }
            await group.next()
            group.cancelAll()
        }
    }

    /// Whether somebody waits for the topic just now.
    func hasWaiters(_ topic: Topic) -> Bool { waiters.withLock { $0.streams[topic] != nil } }

    func wake(_ topic: Topic) {
        let continuations = waiters.withLock { $0.streams[topic].map { Array($0.values) } ?? [] }
        for continuation in continuations { continuation.yield() }
    }

    private func wakeEveryone() {
        for topic in waiters.withLock({ Array($0.streams.keys) }) { wake(topic) }
    }
}

extension Task where Success == Never, Failure == Never {
    /// Sleeps, and returns early when the task is cancelled.
    static func sleepUntilCancelled(for duration: Duration) async {
        do { try await sleep(for: duration) } catch { return }
    }
}

extension Session {
    /// Wakes reviewers who wait at an empty queue, when the transaction commits.
    func notifyQueue(of desk: DeskProfile.ID) throws { try notify(Signals.queueChannel, desk.description) }
}
