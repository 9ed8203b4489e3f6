import HTTPTypes
package import Hummingbird
import HummingbirdCore
package import Logging
import NIOCore
import NIOPosix
package import ServiceLifecycle
import Telemetry
package import Workflow

/// The HTTP server of a desk installation.
package struct Server: Sendable {
    private let desk: Desk
    private let settings: ServerSettings
    private let logger: Logger
    private let metrics = Metrics()
    private let held: HeldBytes
    private let rates: RequestRates

    /// - Parameters:
    ///   - desk: what does all the work.
    ///   - settings: where to listen and what to take.
    ///   - logger: gets one line a request and every error that nobody foresaw.
    package init(desk: Desk, settings: ServerSettings, logger: Logger) {
        self.desk = desk
        self.settings = settings
        self.logger = logger
        held = HeldBytes(limit: settings.limits.heldBytes, stall: settings.limits.stall)
        rates = RequestRates(settings.rates)
    }

    /// The server as a service of a `ServiceGroup`: on graceful shutdown it takes no more connections, ends waiting
    /// takes, finishes the requests that are being answered, and returns.
    ///
    /// - Parameter onRunning: called with the port once requests are taken; the one chosen where the settings say 0.
    package func application(onRunning: @escaping @Sendable (_ port: Int) async -> Void = { _ in }) -> some Service {
        let port = settings.port
        return Application(
            responder: responder,
            server: HTTPServerBuilder { responder in channel(responder) },
            configuration: ApplicationConfiguration(
                address: .hostname(settings.host, port: port),
                availableConnectionsDelegate: .maximum(settings.maximumConnections, logger: logger)
            ),
            onServerRunning: { channel in
                await pauseWhereFilesRunOut(on: channel)
                watchLoops(until: channel.closeFuture)
                await onRunning(channel.localAddress?.port ?? port)
            },
            logger: logger
        )
    }

    private func channel(_ responder: @escaping HTTPChannelHandler.Responder) -> DeskChannel {
        let http = HTTP1Channel(
            responder: responder,
            configuration: .init(
                idleTimeout: TimeAmount(settings.limits.idle),
                httpDecoderConfiguration: .init(
                    maxHeaderFieldSize: settings.headLimit,
                    maxHeaderListSize: settings.headLimit,
                    maxHeaderFieldCount: 100
                )
            )
        )
        return DeskChannel(
            http: http, limits: settings.limits, addresses: AddressCounts(limit: settings.limits.perAddress),
            proxies: settings.proxies,
            broken: BrokenRequests(publicURL: settings.publicURL, metrics: metrics, logger: logger))
    }

    private func pauseWhereFilesRunOut(on channel: any Channel) async {
        do {
            try await channel.eventLoop.submit {
                try channel.pipeline.syncOperations.addHandler(AcceptPause(logger: logger), position: .first)
            }.get()
        } catch {
            // The channel is closed already: the server is stopping.
            logger.debug("no pause for accepting", metadata: ["error": "\(error)"])
        }
    }

    /// Times how late the loops are that all connections share.
    private func watchLoops(until closed: EventLoopFuture<Void>) {
        let lag = LoopLag { [meters = desk.meters] in meters.lags.record(.http, seconds: $0) }
        for loop in MultiThreadedEventLoopGroup.singleton.makeIterator() { lag.watch(loop) }
        closed.whenComplete { _ in lag.stop() }
    }

    /// All routes of the server.
    package var routes: RouteTable {
        settings.tellsOperatorsOnly
            ? RouteTable(OperationRoutes.all(metrics: metrics))
            : RouteTable.all(metrics: metrics, publicURL: settings.publicURL)
    }

    /// What answers requests; tests ask it without a socket.
    package var responder: RouterResponder<DeskContext> {
        let table = routes
        let router = Router(context: DeskContext.self, options: [.autoGenerateHeadEndpoints])
        router.addMiddleware {
            RequestRecord(logger: logger, metrics: metrics, tracer: desk.meters.tracer)
            SecurityHeaders()
            ProblemAnswers(table: table, publicURL: settings.publicURL, logger: logger)
            PacedAnswers(held: held)
            RequestForm()
        }
        let gate = Gate(
            desk: desk, bodies: BodyReader(limit: settings.bodyLimit, held: held), rates: rates,
            proxies: settings.proxies)
        for route in table.routes {
            router.on(RouterPath(route.path), method: route.method) { request, context in
                try await gate.carryOut(try await gate.admit(request, to: route, context), by: route)
            }
        }
        return router.buildResponder()
    }
}
