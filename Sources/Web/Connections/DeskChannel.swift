import HummingbirdCore
import Logging
import NIOCore
import NIOHTTP1

/// The connection of a client: Hummingbird's for HTTP/1.1, with a keeper behind the parser.
struct DeskChannel: ServerChildChannel {
    let http: HTTP1Channel
    let limits: ConnectionLimits
    let addresses: AddressCounts
    let proxies: TrustedProxies
    let broken: BrokenRequests

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<HTTP1Channel.Value> {
        http.setup(channel: channel, logger: logger).flatMapThrowing { value in
            let pipeline = channel.pipeline.syncOperations
            let parser = try pipeline.context(handlerType: ByteToMessageHandler<HTTPRequestDecoder>.self)
            let keeper = ConnectionKeeper(
                limits: limits, addresses: addresses, proxies: proxies, broken: broken, logger: logger)
            // Behind the parser, where the version of HTTP is still known: Hummingbird's own place for handlers is later.
            try pipeline.addHandler(keeper, position: .after(parser.handler))
            try pipeline.addHandler(FirstBytes(keeper), position: .first)
            let options = channel.syncOptions
            try options?.setOption(.socketOption(.so_sndbuf), value: SocketOptionValue(limits.sendBuffer))
            try options?.setOption(
                .writeBufferWaterMark,
                value: ChannelOptions.Types.WriteBufferWaterMark(low: limits.pending / 2, high: limits.pending))
            return value
        }
    }

    func handle(value: HTTP1Channel.Value, logger: Logger) async {
        await withTaskExecutorPreference(LoopExecutor(value.channel.eventLoop)) {
            await http.handle(value: value, logger: logger)
        }
    }
}

/// Tells the keeper of bytes before the parser has made anything of them: of a head that never becomes whole it hears
/// nothing else.
private final class FirstBytes: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer

    private let keeper: ConnectionKeeper

    init(_ keeper: ConnectionKeeper) { self.keeper = keeper }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        keeper.bytesCame()
        context.fireChannelRead(data)
    }
}
