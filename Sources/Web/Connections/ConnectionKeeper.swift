import Logging
import NIOCore
import NIOHTTP1

/// Has a request's body sent by a client that waits to be asked for it (`Expect: 100-continue`, RFC 9110 §10.1.1).
struct BodyWanted: Sendable {}

/// Keeps one connection to its time and to its word: cuts a client that sends or reads too slowly, and ends the connection
/// behind an answer that says so.
///
/// What it does of HTTP is what the library leaves out: answers to HTTP/1.0, `100 Continue`, a body for the 400 that answers
/// what is not HTTP. Runs on the connection's event loop alone.
final class ConnectionKeeper: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart
    typealias OutboundIn = HTTPServerResponsePart
    typealias OutboundOut = HTTPServerResponsePart

    /// What an answer must know of its request.
    private struct Asked {
        let version: HTTPVersion
        let closes: Bool

        init(_ head: HTTPRequestHead) {
            version = head.version
            closes = !head.isKeepAlive || head.version == .http1_0
        }
    }

    private let limits: ConnectionLimits
    private let addresses: AddressCounts
    private let proxies: TrustedProxies
    private let broken: BrokenRequests
    private let logger: Logger

    private var context: ChannelHandlerContext?
    private var clock: ClientClock
    private var timer: Scheduled<Void>?
    private var timerAt = ContinuousClock.now
    private var address: ClientAddress?
    /// Requests that are not answered to their end, in their order.
    private var asked = CircularBuffer<Asked>()
    private var parserError: HTTPParserError?
    /// The answer that is being written is the last one.
    private var isLast = false
    /// The last answer is written; what comes is read away.
    private var isOver = false
    /// Since when the server has not asked for more, being busy with what it has; nil while it waits for more.
    private var pausedAt: ContinuousClock.Instant?
    /// The body of the newest request was asked for.
    private var hasContinued = false
    /// The head of an answer is written, and is sent with the first of its body.
    private var holdsHead = false

    init(
        limits: ConnectionLimits, addresses: AddressCounts, proxies: TrustedProxies, broken: BrokenRequests,
        logger: Logger
    ) {
        self.limits = limits
        self.addresses = addresses
        self.proxies = proxies
        self.broken = broken
        self.logger = logger
        clock = ClientClock(limits, at: .now)
    }

    // MARK: Life

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
        if context.channel.isActive { begin(context) }
    }

    func handlerRemoved(context: ChannelHandlerContext) { end() }

    func channelActive(context: ChannelHandlerContext) {
        begin(context)
        context.fireChannelActive()
    }

    func channelInactive(context: ChannelHandlerContext) {
        end()
        context.fireChannelInactive()
    }

    private func begin(_ context: ChannelHandlerContext) {
        let peer = context.channel.remoteAddress?.ipAddress.flatMap { ClientAddress($0) }
        if let peer, !proxies.contains(peer) {
            guard addresses.enter(peer.household) else {
                logger.info("connection refused", metadata: ["reason": "its address has \(limits.perAddress) already"])
                context.close(promise: nil)
                return
            }
            address = peer.household
        }
        clock = ClientClock(limits, at: .now)
        watch()
    }

    private func end() {
        timer?.cancel()
        timer = nil
        context = nil
        if let address { addresses.leave(address) }
        address = nil
    }

    // MARK: In

    func bytesCame() {
        if isOver { return }
        clock.bytesCame(at: .now)
        watch()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        if isOver { return }
        switch unwrapInboundIn(data) {
        case .head(var head):
            asked.append(Asked(head))
            hasContinued = false
            // A client of HTTP/1.0 need not name the host; later on nobody knows the version any more.
            if head.version == .http1_0, !head.headers.contains(name: "host") {
                head.headers.add(name: "Host", value: "localhost")
            }
            clock.headCame(at: .now)
            context.fireChannelRead(wrapInboundOut(.head(head)))
        case .body(let bytes):
            hasContinued = true
            clock.bodyCame(bytes.readableBytes)
            context.fireChannelRead(data)
        case .end:
            clock.requestCame()
            context.fireChannelRead(data)
        }
        watch()
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        pausedAt = .now
        context.fireChannelReadComplete()
        // Nobody else asks for what is read away.
        if isOver { context.read() }
    }

    func read(context: ChannelHandlerContext) {
        endPause()
        context.read()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        if isOver { return }
        if let error = error as? HTTPParserError {
            // Of a request that is under way the log hears by itself; of one error it hears once.
            if asked.isEmpty, parserError == nil, error != .invalidEOFState { broken.log(error) }
            parserError = error
        }
        context.fireErrorCaught(error)
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if isOver, case .some(.inputClosed) = event as? ChannelEvent {
            context.close(promise: nil)
            return
        }
        context.fireUserInboundEventTriggered(event)
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        if context.channel.isWritable { clock.answerGoesOn() } else { clock.answerWaits(at: .now) }
        watch()
        context.fireChannelWritabilityChanged()
    }

    // MARK: Out

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        // The client was told that nothing follows.
        if isOver {
            promise?.fail(ChannelError.outputClosed)
            return
        }
        switch unwrapOutboundIn(data) {
        case .head(var head):
            if parserError != nil, head.status == .badRequest, head.headers["content-length"] == ["0"] {
                let body = broken.answer(&head.headers)
                begin(&head)
                context.write(wrapOutboundOut(.head(head)), promise: promise)
                context.write(wrapOutboundOut(.body(.byteBuffer(body))), promise: nil)
                return
            }
            begin(&head)
            holdsHead = head.headers.first(name: "content-length").map { $0 != "0" } ?? false
            context.write(wrapOutboundOut(.head(head)), promise: promise)
        case .body:
            holdsHead = false
            context.write(data, promise: promise)
        case .end:
            holdsHead = false
            let request = asked.popFirst()
            guard isLast || request == nil else { return context.write(data, promise: promise) }
            finish(context, data, promise)
        }
    }

    func flush(context: ChannelHandlerContext) { if !holdsHead { context.flush() } }

    /// Sees to it that the answer's head says what becomes of the connection.
    private func begin(_ head: inout HTTPResponseHead) {
        let request = asked.first
        if let request, request.version == .http1_0 { head.version = .http1_0 }
        // Who is refused before they have sent everything could go on sending for ever.
        let isEarly = asked.count == 1 && clock.isRequestUnderWay && head.status.code >= 400
        isLast =
            isEarly || request?.closes ?? true
            || head.headers[canonicalForm: "connection"].contains { $0.lowercased() == "close" }
        if isLast { head.headers.replaceOrAdd(name: "Connection", value: "close") }
    }

    /// Writes the end of the last answer, then lets the client read it: shut for writing, read away, closed when the client
    /// closes or has had its time.
    private func finish(_ context: ChannelHandlerContext, _ end: NIOAny, _ promise: EventLoopPromise<Void>?) {
        let sent = context.eventLoop.makePromise(of: Void.self)
        sent.futureResult.cascade(to: promise)
        isOver = true
        clock.lastAnswer(at: .now, isSent: false)
        context.write(end, promise: sent)
        sent.futureResult.assumeIsolated().whenSuccess {
            guard let context = self.context else { return }
            self.clock.lastAnswer(at: .now, isSent: true)
            self.watch()
            context.close(mode: .output, promise: nil)
            context.read()
        }
        watch()
    }

    func close(context: ChannelHandlerContext, mode: CloseMode, promise: EventLoopPromise<Void>?) {
        // Behind the last answer that is done here, once the answer is out.
        if isOver, mode == .output {
            promise?.succeed()
            return
        }
        context.close(mode: mode, promise: promise)
    }

    func triggerUserOutboundEvent(context: ChannelHandlerContext, event: Any, promise: EventLoopPromise<Void>?) {
        guard event is BodyWanted else { return context.triggerUserOutboundEvent(event, promise: promise) }
        promise?.succeed()
        guard !hasContinued, !isOver, asked.count == 1, asked.first?.version == .http1_1, clock.isRequestUnderWay else {
            return
        }
        hasContinued = true
        context.writeAndFlush(
            wrapOutboundOut(.head(HTTPResponseHead(version: .http1_1, status: .continue))), promise: nil)
    }

    // MARK: Time

    /// Has the timer run out no later than the client's time. One that runs out earlier finds that out by itself.
    private func watch() {
        guard let context, let deadline = clock.deadline, timer == nil || deadline < timerAt else { return }
        timer?.cancel()
        timerAt = deadline
        timer = context.eventLoop.assumeIsolated().scheduleTask(in: TimeAmount(deadline - .now)) { self.timeIsUp() }
    }

    private func endPause() {
        if let pausedAt { clock.serverPaused(for: pausedAt.duration(to: .now)) }
        pausedAt = nil
    }

    private func timeIsUp() {
        timer = nil
        guard let context else { return }
        // A client whose bytes nobody wanted to read meanwhile gets its time when somebody does.
        if pausedAt != nil {
            endPause()
            pausedAt = .now
        }
        guard let deadline = clock.deadline else { return }
        if deadline > .now { return watch() }
        logger.info("connection cut", metadata: ["reason": "\(clock.reason)"])
        context.close(promise: nil)
    }
}
