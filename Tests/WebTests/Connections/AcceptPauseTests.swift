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

    /// Whether the channel was last told to read by itself; nil where it was told nothing.
    private var autoRead: Bool? { channel.options.last?.value as? Bool }

    @Test func withoutFilesConnectionsAreNotTakenForASecond() throws {
        // Only a channel that is connected has options.
        try channel.connect(to: SocketAddress(unixDomainSocketPath: "/test")).wait()
        fail(EMFILE)
        fail(EMFILE)
        #expect(autoRead == false)
        channel.embeddedEventLoop.advanceTime(by: .milliseconds(900))
        #expect(autoRead == false)
        channel.embeddedEventLoop.advanceTime(by: .milliseconds(200))
        #expect(autoRead == true)
        fail(ENFILE)
        #expect(autoRead == false)
        channel.embeddedEventLoop.advanceTime(by: .seconds(1))
        _ = try channel.finish()
    }

    @Test func otherErrorsGoOn() {
        fail(ECONNABORTED)
        #expect(autoRead == nil)
        #expect(throws: IOError.self) { try channel.throwIfErrorCaught() }
    }
}
