import Foundation
import Synchronization

/// `claimdesk worker` as a process of its own, for as long as something is measured.
final class WorkerProcess: Sendable {
    private let connection: String
    private let concurrency: Int
    private let process: Mutex<Process>

    private init(_ connection: String, concurrency: Int) throws {
        (self.connection, self.concurrency) = (connection, concurrency)
        process = Mutex(try Self.launch(connection, concurrency))
    }

    /// - Parameters:
    ///   - concurrency: jobs at the same time.
    ///   - body: the process is ended when it returns.
    static func run<Value: Sendable>(
        on server: BenchServer, concurrency: Int = 2, _ body: (WorkerProcess) async throws -> Value
    ) async throws -> Value {
        let worker = try WorkerProcess(server.connection, concurrency: concurrency)
        defer { worker.stop() }
        return try await body(worker)
    }

    var isRunning: Bool { process.withLock { $0.isRunning } }

    /// Kills it without a word, and begins another one.
    func replace() throws {
        try process.withLock { process in
            kill(process.processIdentifier, SIGKILL)
            process.waitUntilExit()
            process = try Self.launch(connection, concurrency)
        }
    }

    private func stop() {
        process.withLock { process in
            process.terminate()
            process.waitUntilExit()
        }
    }

    private static func launch(_ connection: String, _ concurrency: Int) throws -> sending Process {
        let worker = Process()
        worker.executableURL = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
        worker.arguments = ["worker", "--concurrency", String(concurrency)]
        worker.environment = [
            // What a fault makes it say is no news here.
            "CLAIMDESK_DATABASE_URL": connection, "CLAIMDESK_LOG_LEVEL": "critical",
            "PATH": "/usr/local/bin:/usr/bin:/bin",
        ]
        try worker.run()
        return worker
    }
}
