import Foundation
import Synchronization

/// A program, the built `claimdesk` unless another is named, run as a person or an init system would run it.
public final class Program: Sendable {
    /// How a run ended.
    public struct Ending: Sendable {
        /// The exit code; the signal's number, negative, when a signal ended it.
        public let status: Int32
        /// What it wrote to stdout.
        public let output: String
        /// What it wrote to stderr.
        public let errors: String
    }

    private let process: Mutex<Process>
    private let output = Capture()
    private let errors = Capture()
    /// Of its process.
    public let identifier: Int32

    /// Starts the program. Settings of this process are not handed on.
    ///
    /// - Parameter path: of another program than `claimdesk`.
    public init(_ arguments: [String], _ settings: [String: String] = [:], at path: String? = nil) throws {
        let process = Process()
        process.executableURL = try path.map { URL(filePath: $0) } ?? Self.executable
        process.arguments = arguments
        let inherited = ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("CLAIMDESK_") }
        process.environment = inherited.merging(settings) { _, ours in ours }
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = try output.handle()
        process.standardError = try errors.handle()
        try process.run()
        identifier = process.processIdentifier
        self.process = Mutex(process)
    }

    /// A test that failed half-way leaves nothing running: asked to stop, the program stops what it has started.
    deinit {
        if process.withLock({ $0.isRunning }) { kill(identifier, SIGTERM) }
        output.remove()
        errors.remove()
    }

    /// Runs the program to its end.
    public static func run(_ arguments: String..., settings: [String: String] = [:]) async throws -> Ending {
        try await Program(arguments, settings).ending()
    }

    /// Beside the test bundle: SwiftPM builds both into one folder.
    private static var executable: URL {
        get throws {
            let tests = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
            return URL(filePath: tests).deletingLastPathComponent().appending(path: "claimdesk")
        }
    }

    /// Sends it a signal.
    public func signal(_ signal: Int32) { kill(identifier, signal) }

    /// Whether it has not come to its end.
    public var isRunning: Bool { process.withLock { $0.isRunning } }

    /// What it has written so far.
    public var soFar: (output: String, errors: String) { (output.text, errors.text) }

    /// Waits for its end.
    public func ending() async throws -> Ending {
        try await eventually("the program ends") { process.withLock { !$0.isRunning } }
        let status = process.withLock { process in
            process.terminationReason == .exit ? process.terminationStatus : -process.terminationStatus
        }
        return Ending(status: status, output: output.text, errors: errors.text)
    }

    /// Waits for the first whole line on stdout.
    ///
    /// - Throws: `Silent` when the program ends without one.
    public func firstLine() async throws -> String {
        var line: String?
        try await eventually("the program prints a line or ends") {
            // In this order: what it printed last is there when it has ended.
            let hasEnded = process.withLock { !$0.isRunning }
            line = output.firstLine
            return line != nil || hasEnded
        }
        guard let line else { throw Silent(errors: errors.text) }
        return line
    }

    /// A program that ended without a word, with what it wrote to stderr.
    public struct Silent: Error { let errors: String }
}

/// A file that a program writes to. Not a pipe: a program that another test starts at the same moment would inherit its
/// end, and it would never come to an end.
private struct Capture: Sendable {
    private let path = FileManager.default.temporaryDirectory.appending(path: "claimdesk-capture-\(UUID())").path

    /// For the program to write to.
    func handle() throws -> FileHandle {
        guard FileManager.default.createFile(atPath: path, contents: nil),
            let handle = FileHandle(forWritingAtPath: path)
        else { throw CocoaError(.fileWriteUnknown) }
        return handle
    }

    var text: String { String(decoding: FileManager.default.contents(atPath: path) ?? Data(), as: UTF8.self) }

    /// Nil until a line has come to its end.
    var firstLine: String? {
        let text = text
        return text.firstIndex(of: "\n").map { String(text[..<$0]) }
    }

    func remove() { unlink(path) }
}
