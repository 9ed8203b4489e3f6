import Domain
import Logging
import Workflow

/// What goes on beside the jobs themselves.
extension WorkerService {
    /// Wakes the worker whenever jobs may be waiting.
    func listen() async {
        for await _ in desk.jobWakeups() { wake() }
    }

    /// Keeps the leases of running jobs alive, and breaks off the runs whose lease is lost.
    func renewLeases() async {
        while true {
            do { try await Task.sleep(for: configuration.heartbeat) } catch { return }
            let jobs = jobs
            if jobs.isEmpty { continue }
            do {
                let lost = try await desk.renewJobs(jobs, lease: configuration.lease)
                interrupt(lost, .leaseLost)
            } catch {
                // The next beat tries again; a lease survives two that fail.
                logger.warning(
                    "leases not renewed",
                    metadata: ["error": "\(operatorWords(for: error))", "jobs": .stringConvertible(jobs.count)])
            }
        }
    }

    /// Frees jobs of dead workers at the start; then does what one of all workers does whenever it is this one's turn: frees
    /// jobs, keeps counts short, deletes old rows and brings others up to this release.
    func maintain() async {
        var isStart = true
        while true {
            do {
                let rescued =
                    isStart
                    ? try await desk.rescueJobs(worker: identity.description)
                    : try await desk.rescueJobs(worker: identity.description, every: configuration.rescue)
                isStart = false
                if let rescued, rescued > 0 {
                    logger.warning("jobs of dead workers rescued", metadata: ["count": .stringConvertible(rescued)])
                    wake()
                }
                if rescued != nil { _ = try await desk.foldCounts() }
                try await tidy()
            } catch {
                if Task.isCancelled { return }
                logger.warning("upkeep failed", metadata: ["error": "\(operatorWords(for: error))"])
            }
            do { try await Task.sleep(for: configuration.rescue) } catch { return }
        }
    }

    private func tidy() async throws {
        let turn = try await desk.takeTidying(worker: identity.description, every: configuration.prune)
        guard let turn else { return }
        do {
            let pruned = try await desk.prune(as: turn)
            let filled = try await desk.fillCanonicalURLs(as: turn)
            logger.debug("old rows deleted", metadata: ["count": .stringConvertible(pruned)])
            if filled > 0 {
                logger.info("addresses of articles read", metadata: ["count": .stringConvertible(filled)])
            }
        } catch is UpkeepTurnLost {
            logger.debug("another worker has gone on with the upkeep")
        }
    }

    /// Seals audit events, soon after they were written.
    func seal() async {
        while true {
            do {
                let sealed = try await desk.sealAudit()
                if sealed > 0 { logger.debug("audit events sealed", metadata: ["count": .stringConvertible(sealed)]) }
            } catch {
                if Task.isCancelled { return }
                logger.warning("audit events not sealed", metadata: ["error": "\(operatorWords(for: error))"])
            }
            do { try await Task.sleep(for: configuration.seal) } catch { return }
        }
    }
}
