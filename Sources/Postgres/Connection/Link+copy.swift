internal import CLibPQ

extension Link {
    /// Runs `COPY … FROM STDIN`.
    func copyIn(_ sql: SQL, _ body: (inout CopyWriter) throws -> Void) throws -> Int {
        let statement = try Statement(sql)
        try send(statement, prepares: false)
        guard try startsCopy(PGRES_COPY_IN, statement) else {
            throw SessionError.wrongStatementKind(expected: "COPY … FROM STDIN")
        }
        isBusy = true
        defer { isBusy = false }
        do {
            var writer = CopyWriter { bytes in
                let count = Int32(bytes.count)
                let start = bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
                guard PQputCopyData(self.handle.raw, start, count) == 1 else {
                    throw self.failure(nil, statement.key.text)
                }
                try self.flush()
            }
            try body(&writer)
            try writer.flush()
        } catch {
            guard !isAbandoned else { throw error }
            // The server discards what it has received and answers with an error, which `error` explains better.
            _ = PQputCopyEnd(handle.raw, "ended by the client")
            drain()
            throw error
        }
        guard PQputCopyEnd(handle.raw, nil) == 1 else { throw failure(nil, statement.key.text) }
        return ResultSet(try collect(statement.key.text)).affectedRows
    }

    /// Runs `COPY … TO STDOUT`.
    func copyOut(_ sql: SQL, interrupt: () -> Void, _ receive: (UnsafeRawBufferPointer) throws -> Void) throws -> Int {
        let statement = try Statement(sql)
        try send(statement, prepares: false)
        guard try startsCopy(PGRES_COPY_OUT, statement) else {
            throw SessionError.wrongStatementKind(expected: "COPY … TO STDOUT")
        }
        isBusy = true
        defer { isBusy = false }
        while let data = try nextCopyData() {
            do {
                try receive(data.bytes)
            } catch {
                interrupt()
                drain()
                throw error
            }
        }
        return ResultSet(try collect(statement.key.text)).affectedRows
    }

    private func startsCopy(_ wanted: ExecStatusType, _ statement: Statement) throws -> Bool {
        guard let result = try nextResult() else { throw failure(nil, statement.key.text) }
        let status = PQresultStatus(result.raw)
        if status == wanted { return true }
        if status == PGRES_FATAL_ERROR {
            let error = failure(result.raw, statement.key.text)
            drain()
            throw error
        }
        if status == PGRES_COPY_IN || status == PGRES_COPY_OUT || status == PGRES_COPY_BOTH {
            isAbandoned = true
        } else {
            drain()
        }
        return false
    }
}

/// The owner of a piece of COPY data. It cannot be copied, so it is freed exactly once.
struct CopyData: ~Copyable {
    private let start: UnsafeMutablePointer<CChar>
    private let count: Int

    init(start: UnsafeMutablePointer<CChar>, count: Int) {
        self.start = start
        self.count = count
    }

    deinit {
        PQfreemem(start)
    }

    /// Valid as long as the owner.
    var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: start, count: count) }
}
