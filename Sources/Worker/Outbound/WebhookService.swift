import Domain
import Foundation
package import Logging
import ServiceLifecycle
import Synchronization
package import Workflow

/// Tells webhooks of what happens on their desks, until it is asked to stop. The only part that calls other servers.
///
/// As many may run as wanted; none keeps anything. Messages on their way when it is asked to stop are finished, which
/// takes ten seconds at most.
package final class WebhookService: Service {
    /// How it paces itself. The defaults suit every desk; tests shorten them.
    package struct Configuration: Sendable, Hashable {
        /// Messages on their way at once, over all webhooks.
        package var concurrency: Int
        /// The pause between two looks by itself; a notification usually wakes it sooner.
        package var poll: Duration
        /// How long one attempt may take.
        package var patience: Duration

        package init(
            concurrency: Int = 32, poll: Duration = .seconds(1),
            patience: Duration = .seconds(MessageSender.patience)
        ) {
            self.concurrency = concurrency
            self.poll = poll
            self.patience = patience
        }
    }

    private struct State {
        var sending = 0
        var isStopping = false
        var isHeld = false
    }

    /// How soon it looks again while there is more than fits, or an older transaction holds events back.
    private static let shortPause = Duration.milliseconds(50)
    /// How often an outcome is tried to be recorded while the database is away: for about as long as its lease lasts.
    private static let recordTries = 20

    private let desk: Desk
    private let configuration: Configuration
    private let sender: MessageSender
    private let logger: Logger
    private let state = Mutex(State())
    private let bell = Bell()

    package init(desk: Desk, configuration: Configuration = Configuration(), logger: Logger) {
        self.desk = desk.inBackground
        self.configuration = configuration
        sender = MessageSender(rule: desk.webhookRule, patience: configuration.patience)
        self.logger = logger
    }

    /// Works until graceful shutdown or cancellation; throws nothing of its own.
    package func run() async {
        await withTaskCancellationOrGracefulShutdownHandler {
            await withDiscardingTaskGroup { upkeep in
                upkeep.addTask { for await _ in self.desk.webhookWakeups() { self.bell.ring() } }
                // Leaving the group waits for what is on its way.
                await withDiscardingTaskGroup { messages in await self.work(&messages) }
                upkeep.cancelAll()
            }
        } onCancelOrGracefulShutdown: {
            self.state.withLock { $0.isStopping = true }
            self.bell.ring()
        }
    }

    private func work(_ messages: inout DiscardingTaskGroup) async {
        var pace = Pace(poll: configuration.poll)
        while !state.withLock({ $0.isStopping }) {
            var pause: Duration
            do {
                let isMore = try await desk.dispatchWebhooks()
                let free = configuration.concurrency - state.withLock { $0.sending }
                for message in free > 0 ? try await desk.leaseMessages(limit: free) : [] {
                    state.withLock { $0.sending += 1 }
                    messages.addTask { await self.deliver(message) }
                }
                pace.fetched(mayHaveMore: false)
                pause = isMore ? Self.shortPause : configuration.poll
                told(isHeld: false)
            } catch is NotAtHome {
                pause = configuration.poll
                told(isHeld: true)
            } catch {
                if Task.isCancelled { return }
                pace.failed()
                pause = pace.pause(room: 1, random: .random(in: 0..<1))
                logger.warning(
                    "webhooks not served",
                    metadata: ["error": "\(operatorWords(for: error))", "failures": .stringConvertible(pace.failures)])
            }
            await bell.wait(atMost: pause)
        }
    }

    /// Says once that nothing is sent from a copy, and once that it is again.
    private func told(isHeld: Bool) {
        let isNew = state.withLock { state in
            defer { state.isHeld = isHeld }
            return state.isHeld != isHeld
        }
        if !isNew { return }
        if isHeld {
            logger.warning(
                "webhooks held",
                metadata: ["error": "\(NotAtHome())", "advice": "if it is, run: claimdesk home confirm"])
        } else {
            logger.notice("webhooks sent again")
        }
    }

    private func deliver(_ message: OutboundMessage) async {
        let outcome = await sender.send(message)
        let state = await record(outcome, of: message)
        self.state.withLock { $0.sending -= 1 }
        bell.ring()
        var metadata: Logger.Metadata = [
            "webhook.id": "\(message.webhookID)", "delivery.id": "\(message.id)",
            "ms": .stringConvertible(outcome.milliseconds),
            "state": "\(state?.rawValue ?? "unrecorded")",
        ]
        if let status = outcome.status { metadata["status"] = .stringConvertible(status) }
        if let error = outcome.error { metadata["error"] = "\(error)" }
        logger.log(level: outcome.isDelivered ? .info : .warning, "webhook attempt", metadata: metadata)
    }

    /// Until it is recorded, the message counts as not sent: unrecorded it is sent again, under the same id.
    private func record(_ outcome: DeliveryOutcome, of message: OutboundMessage) async -> WebhookDelivery.State? {
        for _ in 0..<Self.recordTries {
            do {
                return try await desk.record(outcome, of: message, random: .random(in: 0..<1))
            } catch {
                do { try await Task.sleep(for: configuration.poll) } catch { return nil }
            }
        }
        return nil
    }
}
