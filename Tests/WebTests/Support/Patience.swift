import Synchronization

/// How a client of a server that breaks behaves: it sends the same request again, under the same key, until it is answered.
/// Keeps what became of its requests.
final class Patience: Sendable {
    /// What became of requests.
    struct Tally: Sendable {
        var answered = 0
        /// Turned away for now: 503 and 429.
        var turnedAway = 0
        /// Connections that were refused or ended before the answer.
        var lost = 0
        /// The longest time that one request was left without any answer.
        var longestWait = Duration.zero
        /// The longest time from a request's first attempt to its answer.
        var longestOutage = Duration.zero
        /// Answers that no client should ever get, with how often.
        var wrong: [String: Int] = [:]
    }

    /// How long a request is sent again.
    let limit: Duration
    static let pause = Duration.milliseconds(50)
    private let state = Mutex(Tally())

    init(limit: Duration) { self.limit = limit }

    /// What came since the last time that somebody asked.
    func takeTally() -> Tally {
        state.withLock { tally in
            defer { tally = Tally() }
            return tally
        }
    }

    /// Sends until there is an answer.
    ///
    /// - Throws: what the last attempt threw, after the limit.
    func answer(to what: String, _ send: () async throws -> Reply) async throws -> Reply {
        let clock = ContinuousClock()
        let begin = clock.now
        while true {
            let attempt = clock.now
            let result: Result<Reply, any Error>
            do { result = .success(try await send()) } catch { result = .failure(error) }
            let isOver = note(result, what, waited: clock.now - attempt, since: clock.now - begin)
            if isOver || clock.now - begin > limit { return try result.get() }
            try await Task.sleep(for: Self.pause)
        }
    }

    /// - Returns: whether it is an answer.
    private func note(
        _ result: Result<Reply, any Error>, _ what: String, waited: Duration, since: Duration
    ) -> Bool {
        state.withLock { tally in
            tally.longestWait = max(tally.longestWait, waited)
            guard case .success(let reply) = result else {
                tally.lost += 1
                return false
            }
            switch reply.status {
            case 503, 429:
                tally.turnedAway += 1
                if reply.headers["retry-after"] == nil {
                    tally.wrong["\(reply.status) without Retry-After to \(what)", default: 0] += 1
                }
                return false
            case 500...:
                tally.wrong["\(reply.status) to \(what)", default: 0] += 1
                return false
            default:
                tally.answered += 1
                tally.longestOutage = max(tally.longestOutage, since)
                return true
            }
        }
    }
}
