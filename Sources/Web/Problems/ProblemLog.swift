import Domain
import Logging
import ServiceLifecycle
import Workflow

/// What an operator must see of problems: errors that nobody foresaw in words and, for whoever mends them, by their kind.
struct ProblemLog {
    let logger: Logger

    func log(_ error: any Error, _ problem: Problem, requestID: String) {
        switch problem.kind {
        case .internalError:
            var facts = operatorFacts(for: error).mapValues { Logger.MetadataValue.string($0) }
            facts["request.id"] = "\(requestID)"
            facts["error"] = "\(operatorWords(for: error))"
            logger.error("request failed", metadata: facts)
        // Our own limits hold, and say so to whoever meets them; a flood of them is no flood of warnings.
        case .unavailable where error is Problem:
            logger.info("request turned away", metadata: ["request.id": "\(requestID)"])
        // Who has left before the answer is nobody's concern.
        case .unavailable where error is CancellationError && !Task.isShuttingDownGracefully:
            logger.info("client left", metadata: ["request.id": "\(requestID)"])
        case .unavailable:
            logger.warning(
                "request turned away",
                metadata: ["request.id": "\(requestID)", "error": "\(operatorWords(for: error))"])
        default: break
        }
    }
}
