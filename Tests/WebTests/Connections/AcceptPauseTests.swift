import Foundation
import Logging
import NIOCore
import NIOEmbedded
import Testing

@testable import Web

struct AcceptPauseTests {
    private let channel = EmbeddedChannel(
        handler: AcceptPause(logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }))

    private func fail(_ code: CInt) {
        channel.pipeline.fireErrorCaught(IOError(errnoCode: code, reason: "accept"))
    }

    /// Whether the channel was told to read by itself, each time.
    private var autoReads: [Bool] { channel.options.compactMap { $0.value as? Bool } }

    @Test func withoutFilesConnectionsAreNotTakenForASecond() throws {
        // Only a channel that is connected has options.
        try channel.connect(to: SocketAddress(unixDomainSocketPath: "/test")).wait()
        fail(EMFILE)
        fail(EMFILE)
        #expect(autoReads == [false])
        channel.embeddedEventLoop.advanceTime(by: .milliseconds(900))
        #expect(autoReads == [false])
        channel.embeddedEventLoop.advanceTime(by: .milliseconds(200))
        #expect(autoReads == [false, true])
        fail(ENFILE)
        #expect(autoReads == [false, true, false])
        channel.embeddedEventLoop.advanceTime(by: .seconds(1))
        _ = try channel.finish()
    }

    @Test func otherErrorsGoOn() {
        fail(ECONNABORTED)
        #expect(autoReads.isEmpty)
        #expect(throws: IOError.self) { try channel.throwIfErrorCaught() }
    }
}
