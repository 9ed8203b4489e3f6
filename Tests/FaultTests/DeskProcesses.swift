import Foundation
import Synchronization
import TestSupport
import Testing

@testable import WebTests

/// `claimdesk serve` and `claimdesk worker` as processes, started again after a kill as an init system does.
final class DeskProcesses: Sendable {
    let port: Int
    private let settings: [String: String]
    private let running = Mutex<[String: Program]>([:])
    private let complaints = Mutex<[String]>([])

    /// - Parameter settings: that lead to the database.
    init(_ settings: [String: String], port: Int) {
        self.port = port
        self.settings = settings.merging(
            [
                "CLAIMDESK_PORT": String(port), "CLAIMDESK_LOG_LEVEL": "warning", "CLAIMDESK_SHUTDOWN_GRACE": "5",
                "CLAIMDESK_RATE_FAILURES": "0",
            ]
        ) { ours, _ in ours }
    }

    func start() async throws {
        for command in ["serve", "worker"] { try start(command) }
        try await eventually("the desk is ready") { await isReady() }
    }

    private func start(_ command: String) throws {
        let program = try Program([command], settings)
        running.withLock { $0[command] = program }
    }

    /// `kill -9`, and started again at once.
    func kill(_ command: String) async throws {
        guard let program = running.withLock({ $0[command] }) else { return }
        if !program.isRunning { complain(command, program) }
        program.signal(SIGKILL)
        _ = try await program.ending()
        search(program.soFar.errors, of: command)
        try start(command)
    }

    /// Whether `/readyz` says that all is well.
    func isReady() async -> Bool {
        // No answer is an answer here.
        (try? await Client(port: port, keys: [:]).get("/readyz").status) == 200
    }

    /// Stops both as an init system does.
    ///
    /// - Returns: what is not as it should be: one that had ended by itself, or ends otherwise than it was asked to.
    func stop() async throws -> [String] {
        for (command, program) in running.withLock({ $0 }) {
            if !program.isRunning { complain(command, program) }
            program.signal(SIGTERM)
            let ending = try await program.ending()
            if ending.status != 0 { complaints.withLock { $0.append("\(command) ended with \(ending.status)") } }
            search(ending.errors, of: command)
        }
        running.withLock { $0 = [:] }
        return complaints.withLock { $0 }
    }

    private func complain(_ command: String, _ program: Program) {
        complaints.withLock { $0.append("\(command) ended by itself: \(program.soFar.errors.suffix(500))") }
    }

    private func search(_ log: String, of command: String) {
        for line in log.split(separator: "\n") where line.contains("Fatal error") || line.contains("*** Program") {
            complaints.withLock { $0.append("\(command): \(line.prefix(300))") }
        }
    }
}
