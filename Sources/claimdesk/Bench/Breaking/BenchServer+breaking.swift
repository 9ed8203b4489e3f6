import Foundation
import Postgres
import Volume

extension BenchServer {
    /// Settings of a server that refuses nobody for asking often, and that says nothing of what is done to it on purpose.
    static func unlimited(breaking breakage: Breakage?) -> [String: String] {
        ["CLAIMDESK_RATE_WRITES": "0", "CLAIMDESK_RATE_FAILURES": "0"].merging(silent(breaking: breakage)) { $1 }
    }

    /// Settings of a server that says nothing of what is done to it on purpose.
    static func silent(breaking breakage: Breakage?) -> [String: String] {
        breakage == nil ? [:] : ["CLAIMDESK_LOG_LEVEL": "critical"]
    }

    /// Runs what is measured and lets something fail in the middle of it; afterwards everything is well again.
    ///
    /// - Parameters:
    ///   - worker: the one that is killed; where there is none, one works beside.
    ///   - isHalfDone: asked every few milliseconds, until what is measured has come to its middle.
    /// - Throws: `Failure` when the server or its database does not come back.
    func breaking<Value: Sendable>(
        _ breakage: Breakage?, _ worker: WorkerProcess? = nil,
        when isHalfDone: @escaping @Sendable () async throws -> Bool,
        _ body: @escaping @Sendable () async throws -> Value
    ) async throws -> Value {
        guard let breakage else { return try await body() }
        if breakage == .worker, worker == nil {
            return try await WorkerProcess.run(on: self) { beside in
                try await breaking(breakage, beside, when: isHalfDone, body)
            }
        }
        async let measured = body()
        while try await !isHalfDone() { try await Task.sleep(for: .milliseconds(20)) }
        switch breakage {
        case .worker: try worker?.replace()
        case .postgres:
            await cluster.stop()
            guard try await cluster.start() == connection else { throw Failure("Postgres has moved") }
        case .sessions:
            _ = try await Tool.output("psql", ["-X", "-q", "-d", connection], input: Database.endingSessions)
        }
        let value = try await measured
        try await waitUntilReady()
        return value
    }

    /// Breaks after so many seconds.
    func breaking<Value: Sendable>(
        _ breakage: Breakage?, _ worker: WorkerProcess? = nil, after seconds: Double,
        _ body: @escaping @Sendable () async throws -> Value
    ) async throws -> Value {
        let middle = ContinuousClock.now + .seconds(seconds)
        return try await breaking(breakage, worker, when: { ContinuousClock.now >= middle }, body)
    }
}
