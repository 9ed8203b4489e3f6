import ArgumentParser
import Logging
import ServiceLifecycle
import Web
import Worker
import Workflow

/// `claimdesk worker`
struct WorkerCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "worker",
        abstract: "Read submitted articles and do whatever else is queued.",
        discussion: """
            EXAMPLES
              claimdesk worker --concurrency 4

            Run as many as you want against one database. One that dies loses nothing: another takes its jobs over within
            a minute. SIGTERM gives back what is being read, finishes the other jobs that run, and
            gives back those that take longer than the grace period.
            """)

    @Option(help: ArgumentHelp("Jobs at the same time (default: CLAIMDESK_WORKER_CONCURRENCY, or 2).", valueName: "n"))
    var concurrency: Int?

    @Option(
        help: ArgumentHelp(
            "Answer /metrics, /healthz and /readyz on this port (default: CLAIMDESK_WORKER_PORT, or none).",
            valueName: "port"))
    var port: Int?

    @Option(help: ArgumentHelp("Postgres (default: CLAIMDESK_DATABASE_URL).", valueName: "url"))
    var databaseURL: String?

    func run() async throws {
        let settings = try Settings(flags: [
            .init(.workerConcurrency, "--concurrency", concurrency), .init(.workerPort, "--port", port),
            .init(.databaseURL, "--database-url", databaseURL),
        ])
        let logger = settings.logger("claimdesk")
        try await ServiceRun.onDatabase(settings, logger: logger) { installation in
            let worker = WorkerService(
                desk: installation.desk, configuration: .init(settings), logger: logger)
            let webhooks = WebhookService(desk: installation.desk, logger: logger)
            return installation.companions(of: "worker", settings, logger: logger) + [worker, webhooks]
                + desk(installation.desk, tellsOn: settings.workerPort, of: settings, logger)
        }
    }

    /// What a worker answers to operators; nothing where no port is named.
    private func desk(
        _ desk: Desk, tellsOn port: Int?, of settings: Settings, _ logger: Logger
    ) -> [any Service] {
        guard let port else { return [] }
        let server = Server(
            desk: desk,
            settings: ServerSettings(
                host: settings.host, port: port, maximumConnections: 32,
                tellsOperatorsOnly: true),
            logger: logger)
        return [
            server.application { port in
                logger.info("telling", metadata: ["host": "\(settings.host)", "port": .stringConvertible(port)])
            }
        ]
    }
}

extension WorkerService.Configuration {
    init(_ settings: Settings) {
        // Two connections stay free for heartbeats, seals and new jobs, whatever the jobs store.
        self.init(
            concurrency: min(settings.workerConcurrency, max(1, settings.databasePool - 2)),
            grace: settings.shutdownGrace, reading: settings.readingLimit)
    }
}
