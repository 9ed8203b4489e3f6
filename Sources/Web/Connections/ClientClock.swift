/// When a client has had its time. Pure: each moment arrives as an argument, so that tests need neither sockets nor
/// waiting.
///
/// A deadline stands for the whole of what is waited for, not between two bytes: who sends one now and then comes to the end
/// of their time like everybody else.
struct ClientClock: Sendable {
    typealias Moment = ContinuousClock.Instant

    /// What is coming from the client.
    private enum Reading {
        /// Nothing, and nothing is waited for: the time between two requests is the idle timeout's.
        case nothing
        case head(since: Moment)
        case body(since: Moment, bytes: Int)
    }

    private let limits: ConnectionLimits
    private var reading: Reading
    private var unreadSince: Moment?
    private var lingersUntil: Moment?

    /// A new connection owes a head at once.
    init(_ limits: ConnectionLimits, at now: Moment) {
        self.limits = limits
        reading = .head(since: now)
    }

    /// True while a request has begun and is not all here.
    var isRequestUnderWay: Bool { if case .body = reading { true } else { false } }

    /// Bytes came, of whatever.
    mutating func bytesCame(at now: Moment) {
        if case .nothing = reading { reading = .head(since: now) }
    }

    /// A head is whole.
    mutating func headCame(at now: Moment) { reading = .body(since: now, bytes: 0) }

    /// Bytes of a body came.
    mutating func bodyCame(_ count: Int) {
        if case .body(let since, let bytes) = reading { reading = .body(since: since, bytes: bytes + count) }
    }

    /// A request is whole.
    mutating func requestCame() { reading = .nothing }

    /// The server did not read for a while: that is not the client's time.
    mutating func serverPaused(for time: Duration) {
        if case .body(let since, let bytes) = reading { reading = .body(since: since.advanced(by: time), bytes: bytes) }
    }

    /// Nothing more can be written until the client reads.
    mutating func answerWaits(at now: Moment) { unreadSince = unreadSince ?? now }

    /// The client has read something.
    mutating func answerGoesOn() { unreadSince = nil }

    /// The last answer is written: what comes now is read away.
    ///
    /// - Parameter isSent: whether the client's machine has taken it.
    mutating func lastAnswer(at now: Moment, isSent: Bool) {
        reading = .nothing
        unreadSince = nil
        lingersUntil = now.advanced(by: isSent ? limits.linger : limits.patience)
    }

    /// When the connection is to be cut; nil while nothing is waited for.
    var deadline: Moment? {
        let read: Moment? =
            switch reading {
            case .nothing: nil
            case .head(let since): since.advanced(by: limits.patience)
            case .body(let since, let bytes):
                since.advanced(by: limits.patience + .seconds(Double(bytes) / Double(limits.leastRate)))
            }
        return [read, unreadSince?.advanced(by: limits.patience), lingersUntil].compactMap(\.self).min()
    }

    /// What the client did not do, for the log.
    var reason: String {
        if unreadSince != nil { return "nothing of the answer was read" }
        if lingersUntil != nil { return "the last answer is out" }
        switch reading {
        case .nothing: return "nothing is waited for"
        case .head: return "the head of a request took too long"
        case .body: return "the body of a request took too long"
        }
    }
}
