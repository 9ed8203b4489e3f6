import Logging
import ServiceLifecycle
import Telemetry
import Worker
import Workflow

extension Installation {
    /// Sends traces to the collector that CLAIMDESK_TRACES_URL names; nothing without one.
    ///
    /// - Parameter process: what this process is started as: `serve`, `worker`.
    func traces(of process: String, _ settings: Settings, logger: Logger) -> [any Service] {
        guard let address = settings.text(.tracesURL) else { return [] }
        return [
            SpanExport(
                desk.meters.spans,
                as: SpanReport(
                    process: process, version: Claimdesk.version, instance: WorkerIdentity().description),
                to: Collector(address, authorization: settings.text(.tracesAuthorization)), logger: logger)
        ]
    }
}
