import Foundation
import Logging
import Postgres
import Rendering
import ServiceLifecycle
import Workflow

/// Runs services until a signal stops them or one of them fails.
enum ServiceRun {
    /// The time that is added to the grace period before everything is cancelled: for those that stop after the first.
    private static let margin = Duration.seconds(5)

    /// Returns when all services have come to their end after a signal. They stop in reverse order, each finishing what
    /// it has in flight, all of them within `grace` and a few seconds.
    /// Templates are read first: a wrong one ends the process here, and not under a reader.
    ///
    /// - Throws: `Failure` with what a service threw that failed by itself; the others were cancelled then.
    static func untilStopped(
        _ services: [any Service], by stop: StopSignals, grace: Duration, logger: Logger
    ) async throws {
        Allocator.givesLargeBlocksBack()
        PageLibrary.load()
        var configuration = ServiceGroupConfiguration(services: services, logger: quiet(logger))
        configuration.maximumGracefulShutdownDuration = grace + margin
        let group = ServiceGroup(configuration: configuration)
        stop.handle { Task { await group.triggerGracefulShutdown() } }
        do {
            try await group.run()
        } catch  where stop.hasStopped {
            // Cancelled at the end of the grace period: stopped is what was asked for.
            logger.warning(
                "stopped before everything was finished", metadata: ["error": "\(operatorWords(for: error))"])
        } catch {
            throw failure(of: error)
        }
    }

    /// Runs services on the database that the settings name, once its schema is found to be current.
    ///
    /// - Throws: `SettingsError`, `Failure`.
    static func onDatabase(
        _ settings: Settings, logger: Logger, services: (Installation) -> [any Service]
    ) async throws {
        let stop = StopSignals()
        let installation = try Installation(settings: settings, replica: true)
        do {
            let progress = ProgressLine { logger.notice("starting", metadata: ["step": "\($0)"]) }
            try await stop.cancelling { try await installation.requireCurrentSchema(progress) }
        } catch is CancellationError {
            return
        }
        try await untilStopped(services(installation), by: stop, grace: settings.shutdownGrace, logger: logger)
        await installation.close()
    }

    /// What a service's end means to the person who started it.
    private static func failure(of error: any Error) -> Failure {
        let text = String(describing: error)
        // By its words, because the type and its number belong to the HTTP library, which is imported in Web alone.
        if text.contains("Address already in use") {
            return Failure("the port is in use by another program: stop that one, or choose another with --port")
        }
        if text.contains("Permission denied") {
            return Failure("the port may not be used by this user: ports below 1024 belong to root")
        }
        return Failure("the server stopped: \(text)")
    }

    /// The group tells of each service's start and end on debug; that is enough.
    private static func quiet(_ logger: Logger) -> Logger {
        var logger = logger
        if logger.logLevel == .info { logger.logLevel = .notice }
        return logger
    }
}
