import ArgumentParser
import Logging
import ServiceLifecycle
import Web

/// `claimdesk serve`
struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Serve the API.",
        discussion: """
            EXAMPLES
              claimdesk serve --host 0.0.0.0 --port 8080

            Run as many as you want against one database; none of them keeps anything. Waits for a database that is not
            up yet, refuses one whose schema is not current. SIGTERM finishes the requests in flight.
            """)

    @Option(
        help: ArgumentHelp("The address to listen on (default: CLAIMDESK_HOST, or 127.0.0.1).", valueName: "address"))
    var host: String?

    @Option(help: ArgumentHelp("The port; 0 picks a free one (default: CLAIMDESK_PORT, or 8080).", valueName: "port"))
    var port: Int?

    @Option(help: ArgumentHelp("Postgres (default: CLAIMDESK_DATABASE_URL).", valueName: "url"))
    var databaseURL: String?

    func run() async throws {
        let settings = try Settings(flags: [
            .init(.host, "--host", host), .init(.port, "--port", port),
            .init(.databaseURL, "--database-url", databaseURL),
        ])
        let logger = settings.logger("claimdesk")
        let serverSettings = try ServerSettings(settings).fitting(.raised(for: settings), logger)
        try await ServiceRun.onDatabase(settings, logger: logger) { installation in
            let server = Server(desk: installation.desk, settings: serverSettings, logger: logger)
            let application = server.application { port in
                logger.info("serving", metadata: ["host": "\(settings.host)", "port": .stringConvertible(port)])
            }
            return installation.companions(of: "serve", settings, logger: logger) + [application]
        }
    }
}

extension ServerSettings {
    init(_ settings: Settings) {
        self.init(
            host: settings.host, port: settings.port, publicURL: settings.publicURL ?? "",
            bodyLimit: settings.bodyLimit, maximumConnections: settings.number(.connections),
            limits: ConnectionLimits(
                patience: .seconds(settings.number(.clientPatience)),
                perAddress: settings.number(.connectionsPerAddress), heldBytes: settings.number(.heldBytes)),
            rates: RateLimits(
                failures: settings.number(.failureRate), searches: settings.number(.searchRate),
                forms: settings.number(.formRate),
                writes: settings.number(.writeRate)),
            proxies: settings.text(.trustedProxies).flatMap { TrustedProxies($0) } ?? TrustedProxies())
    }
}
