@preconcurrency import Dispatch
import Foundation

/// A program of the machine that a benchmark measures with or against: curl, psql, python3.
enum Tool {
    /// What the program prints.
    ///
    /// Reads on a thread of its own, so that the tasks of this process go on; the program is killed when the task is
    /// cancelled.
    /// - Parameter input: what it reads from standard input.
    /// - Throws: `Failure` when the program is missing or does not end well.
    static func output(_ program: String, _ arguments: [String], input: String = "") async throws -> String {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = [program] + arguments
        let (reading, writing) = (Pipe(), Pipe())
        process.standardInput = writing
        process.standardOutput = reading
        let bytes = Data(input.utf8)
        // A program that ends before it has read everything is told from its status, and not by our own end.
        signal(SIGPIPE, SIG_IGN)
        try process.run()
        // Not the process itself: it is not sendable, and its number is all that ending it takes.
        let number = process.processIdentifier
        let printed = try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let (entry, exit) = (writing.fileHandleForWriting, reading.fileHandleForReading)
                // Beside the reading: a program may print before it has read everything.
                DispatchQueue.global().async {
                    do { try entry.write(contentsOf: bytes) } catch { StandardError.write("\(program): \(error)") }
                    do { try entry.close() } catch { StandardError.write("\(program): \(error)") }
                }
                DispatchQueue.global().async {
                    continuation.resume(with: Result { try exit.readToEnd() ?? Data() })
                }
            }
        } onCancel: {
            // It inherits the signals that this process waits for, blocked: it would not notice another.
            kill(number, SIGKILL)
        }
        process.waitUntilExit()
        try Task.checkCancellation()
        guard process.terminationStatus == 0 else {
            // 127: env did not find it.
            let status = process.terminationStatus
            throw Failure("\(program) \(status == 127 ? "is not installed" : "ended with \(status)")")
        }
        return String(decoding: printed, as: UTF8.self)
    }
}
