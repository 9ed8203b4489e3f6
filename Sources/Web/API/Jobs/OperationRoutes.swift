import Domain
import HTTPTypes
import Hummingbird
import Logging
import Workflow

/// What load balancers, scrapers and operators ask.
enum OperationRoutes {
    static func all(metrics: Metrics) -> [Route] {
        [
            Route(.get, "/healthz", .open, "Tell that the process is alive.") { _ in .json(["alive": true]) },
            Route(.get, "/readyz", .open, "Tell whether requests can be served.", handler: ready),
            Route(.get, "/metrics", .open, "Read the process's numbers in the Prometheus text format.") { call in
                var text = MetricsText()
                text.write(metrics.snapshot)
                text.write(call.desk.meters)
                text.write(call.desk.poolFigures)
                text.write(await figures(call))
                if let replica = call.desk.replicaReport { text.write(replica) }
                return .text(text.text, type: MetricsText.mediaType)
            },
        ]
    }

    private static func ready(_ call: Call) async throws -> Response {
        let readiness = await call.desk.readiness()
        var checks: [JSON.Member] = [
            .init("database", readiness.databaseReachable ? "reachable" : "unreachable"),
            .init(
                "schema",
                !readiness.databaseReachable ? "unknown" : readiness.schemaCurrent ? "current" : "not current"),
        ]
        if let isCopy = readiness.isCopy { checks.append(.init("home", isCopy ? "copy" : "confirmed")) }
        // Told and not judged: without it the primary answers.
        if let replica = call.desk.replicaReport { checks.append(.init("replica", .string(replica.state.rawValue))) }
        let json: JSON = ["ready": .bool(readiness.isReady), "checks": .object(checks)]
        return .json(json, status: readiness.isReady ? .ok : .serviceUnavailable)
    }

    /// A scrape must not fail because the database does: that is when the other numbers are wanted most.
    private static func figures(_ call: Call) async -> OperationFigures? {
        do {
            return try await call.desk.operationFigures()
        } catch {
            call.context.logger.warning("no figures", metadata: ["error": "\(operatorWords(for: error))"])
            return nil
        }
    }
}
