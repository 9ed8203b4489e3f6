internal import CLibPQ

/// The owner of one libpq connection. It cannot be copied, so `PQfinish` runs exactly once: when the owner goes.
struct ConnectionHandle: ~Copyable {
    let raw: OpaquePointer

    init(_ raw: OpaquePointer) {
        self.raw = raw
    }

    deinit {
        PQfinish(raw)
    }

    /// False once libpq has noticed that the connection is gone.
    var isAlive: Bool {
        PQstatus(raw) == CONNECTION_OK
    }

    /// libpq's last message for this connection, without its trailing line break.
    var message: String {
        ConnectionHandle.message(of: raw)
    }

    static func message(of raw: OpaquePointer) -> String {
        guard let text = PQerrorMessage(raw) else { return "" }
        return String(cString: text).trimmingTrailingNewlines()
    }
}

/// The owner of one libpq result. It cannot be copied, so `PQclear` runs exactly once.
struct ResultHandle: ~Copyable {
    let raw: OpaquePointer

    init(_ raw: OpaquePointer) {
        self.raw = raw
    }

    deinit {
        PQclear(raw)
    }
}

extension String {
    func trimmingTrailingNewlines() -> String {
        var end = endIndex
        while end > startIndex, self[index(before: end)].isNewline {
            end = index(before: end)
        }
        return String(self[..<end])
    }
}
