import Foundation
import Logging
import ServiceLifecycle
import Web
import Worker
import Workflow

/// API and worker in one process, as `claimdesk dev` and the benchmarks run them.
enum LocalDesk {
    /// The services, in the order in which they start; they stop in reverse: what was opened last, the API, the worker,
    /// the ear on the database.
    ///
    /// - Parameters:
    ///   - port: 0 picks a free one.
    ///   - opened: called with the desk's address once it answers. When it returns, everything goes on; when it throws,
    ///     everything ends.
    /// - Throws: `Failure` where there are too few files for any connection.
    static func services(
        on installation: Installation, settings: Settings, port: Int, logger: Logger,
        opened: @escaping @Sendable (_ address: String) async throws -> Void
    ) throws(Failure) -> [any Service] {
        let (ports, continuation) = AsyncStream.makeStream(of: Int.self)
        var serverSettings = try ServerSettings(settings).fitting(.raised(for: settings), logger)
        serverSettings.port = port
        let application = Server(desk: installation.desk, settings: serverSettings, logger: logger)
            .application { port in
                continuation.yield(port)
                continuation.finish()
            }
        let worker = WorkerService(desk: installation.desk, configuration: .init(settings), logger: logger)
        let webhooks = WebhookService(desk: installation.desk, logger: logger)
        let opening = OpeningService(ports: ports) { port in
            try await opened(settings.publicURL ?? address(host: settings.host, port: port))
        }
        return installation.companions(of: "dev", settings, logger: logger) + [worker, webhooks, application, opening]
    }

    /// Where a browser on this machine finds a server that listens there.
    static func address(host: String, port: Int) -> String {
        let everywhere = ["0.0.0.0": "127.0.0.1", "::": "::1"]
        let name = everywhere[host] ?? host
        return "http://\(name.contains(":") ? "[\(name)]" : name):\(port)"
    }
}

/// Does something once the server has its port, then waits for the end.
private struct OpeningService: Service {
    let ports: AsyncStream<Int>
    let opened: @Sendable (Int) async throws -> Void

    func run() async throws {
        do {
            try await cancelWhenGracefulShutdown {
                for await port in ports { try await opened(port) }
            }
        } catch  where Task.isShuttingDownGracefully {
            return
        }
        try await gracefulShutdown()
    }
}
