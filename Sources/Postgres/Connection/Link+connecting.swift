internal import CLibPQ

#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif

extension Link {
    /// Connects as libpq does: to each host in turn, to each for `connect_timeout`.
    ///
    /// - Throws: ``ConnectionError``.
    static func connect(_ conninfo: Conninfo) throws -> ConnectionHandle {
        guard let raw = conninfo.withCArrays({ PQconnectdbParams($0, $1, 0) }) else {
            throw ConnectionError.unreachable(reason: "out of memory")
        }
        let handle = ConnectionHandle(raw)
        // What a server said stands behind its severity and two blanks. The code that goes with it is shown only to who
        // has asked for it before, so it is asked once more.
        if !handle.isAlive, handle.message.contains(":  ") {
            PQsetErrorVerbosity(raw, PQERRORS_VERBOSE)
            PQreset(raw)
            PQsetErrorVerbosity(raw, PQERRORS_DEFAULT)
        }
        guard handle.isAlive else {
            let (state, reason) = refusal(handle, conninfo)
            // The server asks for a password and there is none: libpq says so itself, without a code.
            if state == nil, PQconnectionNeedsPassword(raw) == 1 {
                throw ConnectionError.refused(.invalidPassword, reason: reason)
            }
            throw ConnectionError.refusal(state, reason: reason)
        }
        return handle
    }

    /// Connects to one host, by a moment.
    ///
    /// - Throws: ``ConnectionError/unreachable(reason:)`` when the server does not answer; another error when it answers
    ///   that it cannot just now.
    static func connect(_ conninfo: Conninfo, by deadline: ContinuousClock.Instant) throws -> ConnectionHandle {
        guard let raw = conninfo.withCArrays({ PQconnectStartParams($0, $1, 0) }) else {
            throw ConnectionError.unreachable(reason: "out of memory")
        }
        let handle = ConnectionHandle(raw)
        PQsetErrorVerbosity(raw, PQERRORS_VERBOSE)
        var next = PQstatus(raw) == CONNECTION_BAD ? PGRES_POLLING_FAILED : PGRES_POLLING_WRITING
        while next != PGRES_POLLING_OK {
            if next == PGRES_POLLING_FAILED {
                let (state, reason) = refusal(handle, conninfo)
                guard let state else { throw ConnectionError.unreachable(reason: reason) }
                throw Refusal(state: state)
            }
            let events = Int16(next == PGRES_POLLING_READING ? POLLIN : POLLOUT)
            var descriptor = pollfd(fd: PQsocket(raw), events: events, revents: 0)
            let pause = (deadline - .now).wholeMilliseconds
            guard pause > 0, poll(&descriptor, 1, Int32(clamping: pause)) != 0 else {
                throw ConnectionError.unreachable(reason: "the server does not answer")
            }
            next = PQconnectPoll(raw)
        }
        return handle
    }

    /// A server's answer to who wants to connect.
    struct Refusal: Error {
        let state: SQLState
    }

    /// What a server said, as far as it did. Of several hosts the one counts for which waiting may help.
    private static func refusal(
        _ handle: borrowing ConnectionHandle, _ conninfo: Conninfo
    ) -> (state: SQLState?, reason: String) {
        let lines = conninfo.redacted(handle.message).split(whereSeparator: \.isNewline)
            .filter { !$0.hasPrefix("LOCATION:") }
        let attempts = lines.filter { !$0.hasPrefix("DETAIL:") && !$0.hasPrefix("HINT:") && !$0.hasPrefix("\t") }
        let states = attempts.map { attempt in
            attempt.firstMatch(of: #/:  ([0-9A-Z]{5}): /#).map { SQLState(rawValue: String($0.1)) }
        }
        let state = states.first { !ConnectionError.refusal($0, reason: "").isFinal } ?? states.first ?? nil
        return (state, lines.joined(separator: "\n"))
    }
}
