import Domain
import Telemetry
import Tracing
import Workflow

/// One attempt at one job, to its recorded end.
struct JobRun {
    /// How the attempt ended.
    enum Ending {
        case completed
        /// It went well and stored nothing: that it is over is told the database together with others'.
        case done
        /// The job failed, and its error is recorded: retryable or discarded.
        case failed(Job.State, any Error)
        /// The job goes back to the queue untouched.
        case returned
        /// Somebody else has it, or it was cancelled.
        case lost
        /// Neither result nor error could be recorded; the lease runs out and the job is rescued.
        case unsettled(any Error)

        var name: String {
            switch self {
            case .completed: "completed"
            case .done: "done"
            case .failed(let state, _): state.rawValue
            case .returned: "returned"
            case .lost: "lost"
            case .unsettled: "unsettled"
            }
        }

        /// The job's end is still to be stored.
        var isToAcknowledge: Bool { if case .done = self { true } else { false } }

        var error: (any Error)? {
            switch self {
            case .failed(_, let error), .unsettled(let error): error
            case .completed, .done, .returned, .lost: nil
            }
        }
    }

    let job: Job
    let worker: WorkerService

    func ending() async -> Ending {
        guard let tracer = worker.desk.meters.tracer else { return await untracedEnding() }
        let kind = Job.Kind.label(of: job.kind)
        return await tracer.withSpan("job \(kind)", context: .topLevel, ofKind: .consumer) { span in
            let ending = await untracedEnding()
            span.attributes = [
                "claimdesk.job.kind": .string(kind), "claimdesk.job.attempt": .int64(Int64(job.attempt)),
                "claimdesk.job.ending": .string(ending.name),
            ]
            if ending.error != nil { span.setStatus(SpanStatus(code: .error)) }
            return ending
        }
    }

    private func untracedEnding() async -> Ending {
        do {
            guard Job.Kind(rawValue: job.kind) != nil else { throw JobFailure.unknownKind(job.kind) }
            return try await worker.desk.perform(job, in: worker.room) == .nothing ? .done : .completed
        } catch {
            return await settle(error)
        }
    }

    private func settle(_ error: any Error) async -> Ending {
        switch worker.interruption(of: job) {
        case .leaseLost: return .lost
        case .stopping: return .returned
        case nil: break
        }
        switch JobFailure(error) {
        case .leaseLost:
            return .lost
        case .unavailable:
            return await recording {
                try await worker.desk.returnJobs([job])
                return .returned
            }
        case .failed(let text, let hopeless, let told):
            return await recording {
                let state = try await worker.desk.failJob(
                    job,
                    text,
                    hopeless: hopeless,
                    told: told,
                    random: .random(in: 0..<1)
                )
                return .failed(state, error)
            }
        }
    }

    /// Tries to record an ending for as long as a lease lasts: the database may be away for a moment, and heartbeats
    /// keep the job meanwhile.
    private func recording(_ record: () async throws -> Ending) async -> Ending {
        let deadline = ContinuousClock.now + worker.configuration.lease
        while true {
            do {
                return try await record()
            } catch JobError.leaseLost {
                return .lost
            } catch {
                if ContinuousClock.now >= deadline { return .unsettled(error) }
                do { try await Task.sleep(for: worker.configuration.poll) } catch { return .returned }
            }
        }
    }
}
