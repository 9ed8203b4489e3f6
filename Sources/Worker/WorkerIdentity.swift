import Foundation

/// Names one start of one worker process, so that a worker which died and came back is not taken for itself.
package struct WorkerIdentity: Sendable, Hashable, CustomStringConvertible {
    package let host: String
    package let process: Int32
    /// Random for each start: process ids come again, in containers at once.
    package let start: String

    /// The identity of this process, with a new random part.
    package init() {
        self.init(
            host: ProcessInfo.processInfo.hostName,
            process: ProcessInfo.processInfo.processIdentifier,
            start: String(UInt32.random(in: .min ... .max), radix: 16)
        )
    }

    package init(host: String, process: Int32, start: String) {
        self.host = host
        self.process = process
        self.start = start
    }

    /// `host:pid:random`.
    package var description: String { "\(host):\(process):\(start)" }
}
