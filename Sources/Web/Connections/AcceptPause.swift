import Foundation
import Logging
import NIOCore

/// Stops taking connections for a moment when the system has no more files or buffers. The socket stays ready meanwhile, and
/// the library's own pause leaves it watched: that was a core's whole time for as long as it lasted.
final class AcceptPause: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = any Channel

    private static let pause = TimeAmount.seconds(1)
    private let logger: Logger
    private var isPausing = false

    init(logger: Logger) { self.logger = logger }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        guard let error = error as? IOError, [EMFILE, ENFILE, ENOBUFS, ENOMEM].contains(error.errnoCode) else {
            return context.fireErrorCaught(error)
        }
        if isPausing { return }
        isPausing = true
        logger.warning("connections not taken", metadata: ["error": "\(error)"])
        let channel = context.channel
        channel.setOption(.autoRead, value: false).assumeIsolated().whenComplete { _ in
            context.eventLoop.assumeIsolated().scheduleTask(in: Self.pause) {
                self.isPausing = false
                channel.setOption(.autoRead, value: true).whenFailure { _ in }
            }
        }
    }
}
