internal import CLibPQ

#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif

// Nothing here waits without an end: libpq's own calls that do are not used.
extension Link {
    /// Waits for the next result of what was sent; nil after the last one.
    ///
    /// - Throws: ``ConnectionError/lost(reason:)`` when the server is silent for too long.
    func nextResult() throws -> ResultHandle? {
        try flush()
        while PQisBusy(handle.raw) == 1 {
            _ = try wait(for: POLLIN)
            // Why it broke is in the result.
            guard PQconsumeInput(handle.raw) == 1 else { break }
        }
        guard let raw = PQgetResult(handle.raw) else { return nil }
        return ResultHandle(raw)
    }

    /// Waits for the next row of a COPY … TO STDOUT; nil when there is none any more, be it that something broke.
    ///
    /// - Throws: ``ConnectionError/lost(reason:)`` when the server is silent for too long.
    func nextCopyData() throws -> CopyData? {
        beginWaiting()
        while true {
            var bytes: UnsafeMutablePointer<CChar>?
            let count = PQgetCopyData(handle.raw, &bytes, 1)
            if count > 0, let bytes { return CopyData(start: bytes, count: Int(count)) }
            guard count == 0 else { return nil }
            _ = try wait(for: POLLIN)
            guard PQconsumeInput(handle.raw) == 1 else { return nil }
        }
    }

    /// Sends what libpq holds back.
    ///
    /// - Throws: ``ConnectionError/lost(reason:)`` when the server takes nothing for too long.
    func flush() throws {
        beginWaiting()
        while PQflush(handle.raw) == 1 {
            // The server may be waiting for us to read before it reads on.
            guard try wait(for: POLLIN | POLLOUT) & Int16(POLLIN) != 0 else { continue }
            guard PQconsumeInput(handle.raw) == 1 else { return }
        }
    }

    /// Silence counts from here: what went before was ours.
    private func beginWaiting() {
        silentSince = .now
        pulses = 0
    }

    /// Waits until something can be done with the socket. After each pulse of silence it returns as if something could be
    /// read, as TLS may have read it already.
    private func wait(for events: Int32) throws -> Int16 {
        let limit = patience.end(silentSince: silentSince)
        let pulse = silentSince + patience.pulse * (pulses + 1)
        let end = min(limit ?? pulse, pulse)
        let pause = max(.zero, end - .now).wholeMilliseconds
        var descriptor = pollfd(fd: PQsocket(handle.raw), events: Int16(events), revents: 0)
        // What cannot be polled is broken: whoever reads it learns why.
        guard descriptor.fd >= 0 else { return Int16(POLLIN) }
        if poll(&descriptor, 1, Int32(clamping: pause)) > 0 {
            beginWaiting()
            return descriptor.revents
        }
        if let limit, limit <= .now {
            // A use that was to be short says little of the server.
            let isOurs = patience.deadline == limit
            throw giveUp(
                isOurs ? .broken : .serverChanged, "the server said nothing for \(ContinuousClock.now - silentSince)")
        }
        if pulse <= .now {
            pulses += 1
            try examine()
        }
        return Int16(POLLIN)
    }

    /// Asks, where somebody can be asked, whether there is anything to wait for. A use with a deadline of its own does not: the
    /// question may take longer than what is left of it.
    private func examine() throws {
        guard let examiner, patience.deadline == nil else { return }
        switch examiner.examine(ownHost, backend) {
        case .atWork: return
        case .idle:
            // An answer may be under way just now.
            var descriptor = pollfd(fd: PQsocket(handle.raw), events: Int16(POLLIN), revents: 0)
            if poll(&descriptor, 1, 250) != 0 { return }
            examiner.end(ownHost, backend)
            throw giveUp(.serverChanged, "the server does nothing for this connection")
        case .silent: throw giveUp(.silent, "the server does not answer")
        }
    }

    private func giveUp(_ loss: Connection.Fitness, _ reason: String) -> ConnectionError {
        isAbandoned = true
        self.loss = loss
        return .lost(reason: reason)
    }

    /// Leads to the host that this connection is with, whichever of several that is.
    private var ownHost: Conninfo {
        var conninfo = conninfo
        let host = PQhost(handle.raw).map { String(cString: $0) } ?? ""
        let address = PQhostaddr(handle.raw).map { String(cString: $0) } ?? ""
        conninfo.set("host", host)
        conninfo.set("hostaddr", address)
        conninfo.set("port", PQport(handle.raw).map { String(cString: $0) } ?? "")
        conninfo.set("target_session_attrs", "any")
        return conninfo
    }
}
