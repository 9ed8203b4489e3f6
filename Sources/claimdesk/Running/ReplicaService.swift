import Domain
import Logging
import Replication
import ServiceLifecycle

/// Looks after the replica for as long as the process serves, and tells when it comes into use and goes out of it.
struct ReplicaService: Service {
    let replica: Replica
    let logger: Logger

    func run() async {
        await cancelWhenGracefulShutdown {
            await replica.run { report, reason in
                var metadata: Logger.Metadata = ["state": "\(report.state.rawValue)"]
                metadata["lag"] = report.lag.map { .stringConvertible($0) }
                metadata["reason"] = reason.map { "\($0)" }
                if report.state == .inUse {
                    logger.notice("replica in use", metadata: metadata)
                } else {
                    logger.warning("replica not in use", metadata: metadata)
                }
            }
        }
    }
}
