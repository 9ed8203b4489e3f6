package import Logging
import ServiceLifecycle
import Synchronization
package import Telemetry

/// Sends spans to the collector that the operator named, for as long as the process serves.
///
/// Nobody waits for it. While the collector is away, what is to be sent is dropped and counted, and so are spans that find no room
/// meanwhile.
package struct SpanExport: Service {
    /// How it paces itself. The defaults suit every collector; tests shorten them.
    package struct Configuration: Sendable, Hashable {
        /// Spans of one message at most.
        package var batch: Int
        /// Between two messages while there is less to send.
        package var pause: Duration
        /// After a message that was not taken.
        package var longPause: Duration

        package init(
            batch: Int = 512, pause: Duration = .milliseconds(200), longPause: Duration = .seconds(5)
        ) {
            self.batch = batch
            self.pause = pause
            self.longPause = longPause
        }
    }

    private let queue: SpanQueue
    private let report: SpanReport
    private let collector: Collector
    private let configuration: Configuration
    private let logger: Logger

    package init(
        _ queue: SpanQueue, as report: SpanReport, to collector: Collector,
        configuration: Configuration = Configuration(), logger: Logger
    ) {
        self.queue = queue
        self.report = report
        self.collector = collector
        self.configuration = configuration
        self.logger = logger
    }

    /// Sends until graceful shutdown or cancellation, and then what is left, once.
    package func run() async {
        await cancelWhenGracefulShutdown {
            var isTaken = true
            while !Task.isCancelled {
                let spans = queue.take(configuration.batch)
                if !spans.isEmpty {
                    let wasTaken = isTaken
                    isTaken = await send(spans, saying: wasTaken)
                    if isTaken, !wasTaken { logger.notice("traces sent again") }
                }
                let pause =
                    !isTaken ? configuration.longPause : spans.count < configuration.batch ? configuration.pause : .zero
                if pause > .zero { do { try await Task.sleep(for: pause) } catch { break } }
            }
        }
        let rest = queue.take(configuration.batch)
        if !rest.isEmpty { _ = await send(rest, saying: true) }
    }

    /// - Parameter saying: tell the log of a failure: of the first one in a row.
    /// - Returns: whether the collector took them.
    private func send(_ spans: [FinishedSpan], saying: Bool) async -> Bool {
        let failure = await collector.post(report.json(spans), type: SpanReport.mediaType)
        guard let failure else {
            queue.sent.add(spans.count)
            return true
        }
        queue.dropped.add(spans.count)
        if saying { logger.warning("traces not sent", metadata: ["error": "\(failure)"]) }
        return false
    }
}
