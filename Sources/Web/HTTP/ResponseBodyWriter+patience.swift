package import Hummingbird
package import NIOCore

extension ResponseBodyWriter {
    /// Writes and waits for a client that does not read, so that nothing piles up; one that reads nothing for too long is
    /// cut off.
    ///
    /// - Parameters:
    ///   - patience: how long one write may take.
    ///   - channel: the client's connection; nil where a test asks without one, and is waited for.
    /// - Throws: when the connection is gone.
    package mutating func write(
        _ buffer: ByteBuffer, patience: TimeAmount, on channel: (any Channel)?
    ) async throws {
        let closing = channel.map { channel in
            channel.eventLoop.scheduleTask(in: patience) { channel.close(mode: .all, promise: nil) }
        }
        defer { closing?.cancel() }
        try await write(buffer)
    }
}
