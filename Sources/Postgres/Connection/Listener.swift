internal import CLibPQ
@preconcurrency internal import Dispatch

#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif

/// Notifications of some channels, as they come.
///
/// ```swift
/// for await event in database.listen(to: ["job"]) {
///     await worker.poll()   // whichever event it is
/// }
/// ```
/// The iterator has a connection of its own, which is opened again, after growing pauses, whenever it breaks. What was
/// sent meanwhile is lost, hence ``Event/connected`` after every connect: the time to look what was missed. The
/// sequence ends when the task is cancelled. Notifications wait on the server while nobody asks for the next event.
///
/// LISTEN needs a session: through a transaction pooler it never hears anything.
public struct Listener: AsyncSequence, Sendable {
    /// What a listener hears.
    public enum Event: Equatable, Sendable {
        /// The channels are listened to, for the first time or again.
        case connected
        /// Somebody notified a channel; `processID` is the sender's server process.
        case notification(channel: String, payload: String, processID: Int32)
    }

    let configuration: Database.Configuration
    let channels: [String]

    /// Makes an iterator with a connection of its own.
    public func makeAsyncIterator() -> Iterator {
        Iterator(connection: ListenerConnection(configuration, channels))
    }

    /// Waits for one event after the other.
    public struct Iterator: AsyncIteratorProtocol {
        let connection: ListenerConnection

        /// The next event; nil once the task is cancelled.
        public mutating func next() async -> Event? {
            await next(isolation: nil)
        }

        /// The next event; nil once the task is cancelled.
        public mutating func next(isolation actor: isolated (any Actor)?) async -> Event? {
            let connection = connection
            return await withTaskCancellationHandler {
                await connection.next()
            } onCancel: {
                connection.alarm.ring()
            }
        }
    }
}

/// A pipe that ends a `poll` from another thread.
final class Alarm: Sendable {
    private let reading: Int32
    private let writing: Int32

    init() {
        var ends: [Int32] = [-1, -1]
        // Without file descriptors nothing of this program works any more.
        precondition(pipe(&ends) == 0, "no file descriptor is left")
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        (reading, writing) = (ends[0], ends[1])
    }

    deinit {
        close(reading)
        close(writing)
    }

    func ring() {
        var byte: UInt8 = 1
        _ = write(writing, &byte, 1)
    }

    /// What ended a wait.
    enum Ending {
        case alarm
        /// The descriptor can be read, or the wait was interrupted: look.
        case news
        case silence
    }

    /// Waits for the alarm, or until the descriptor, if there is one, can be read, or the time is over.
    func wait(readable descriptor: Int32 = -1, limit: Duration) -> Ending {
        var descriptors = [
            pollfd(fd: reading, events: Int16(POLLIN), revents: 0),
            pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0),
        ]
        let count = poll(&descriptors, 2, Int32(clamping: limit.wholeMilliseconds))
        if descriptors[0].revents != 0 { return .alarm }
        return count == 0 ? .silence : .news
    }
}

/// The connection of one iterator. An actor on its own queue, because waiting blocks.
actor ListenerConnection {
    nonisolated let executor = QueueExecutor(label: "postgres.listener")
    nonisolated let alarm = Alarm()
    private let configuration: Database.Configuration
    private let channels: [String]
    private var link: Link?
    private var failures = 0

    nonisolated var unownedExecutor: UnownedSerialExecutor {
        executor.asUnownedSerialExecutor()
    }

    init(_ configuration: Database.Configuration, _ channels: [String]) {
        self.configuration = configuration
        self.channels = channels
    }

    func next() -> Listener.Event? {
        while !Task.isCancelled {
            guard let link else {
                guard connect() else { continue }
                return .connected
            }
            if let event = notification(link) { return event }
            switch alarm.wait(readable: PQsocket(link.handle.raw), limit: configuration.listenerCheck) {
            case .alarm: return nil
            case .news: if PQconsumeInput(link.handle.raw) == 0 { self.link = nil }
            case .silence: check(link)
            }
        }
        return nil
    }

    /// Nothing is heard of a server that is stopped, nor of one behind a proxy that has forgotten the connection.
    private func check(_ link: Link) {
        do {
            link.patience = Patience(deadline: .now + configuration.connectTimeout)
            _ = try link.simple("SELECT 1")
        } catch {
            // Whatever the reason is: another connection is the answer.
            self.link = nil
        }
    }

    private func connect() -> Bool {
        do {
            let link = try Link(configuration)
            link.patience = Patience(deadline: .now + configuration.connectTimeout)
            for channel in channels { _ = try link.simple("LISTEN \(SQL.quoted(identifier: channel))") }
            self.link = link
            failures = 0
            return true
        } catch {
            // The next attempt is the answer to a failed one; ends early when the alarm rings.
            failures += 1
            _ = alarm.wait(limit: Backoff.connecting.pause(after: failures))
            return false
        }
    }

    private func notification(_ link: Link) -> Listener.Event? {
        guard let raw = PQnotifies(link.handle.raw) else { return nil }
        defer { PQfreemem(raw) }
        return .notification(
            channel: raw.pointee.relname.map { String(cString: $0) } ?? "",
            payload: raw.pointee.extra.map { String(cString: $0) } ?? "",
            processID: raw.pointee.be_pid
        )
    }
}
