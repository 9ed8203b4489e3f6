import Domain
import Foundation
import Logging
import ServiceLifecycle
import Telemetry
import TestSupport
import Testing
import Tracing
import Worker

@testable import Workflow

/// Traces on their way to a collector on this machine.
@Suite(.timeLimit(.minutes(10))) struct SpanExportTests {
    private static let quick = SpanExport.Configuration(
        batch: 4, pause: .milliseconds(5), longPause: .milliseconds(5))

    private static func spans(_ count: Int, into queue: SpanQueue) {
        let tracer = DeskTracer(queue)
        for number in 0..<count { tracer.withSpan("span \(number)", context: .topLevel) { _ in } }
    }

    /// Runs an export while the body does, and then stops it as the service group does.
    private static func exporting(
        _ queue: SpanQueue, to collector: Collector, _ body: @escaping @Sendable () async throws -> Void
    ) async throws {
        let export = SpanExport(
            queue, as: SpanReport(process: "test", version: "0", instance: "i"), to: collector, configuration: quick,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        let group = ServiceGroup(
            configuration: .init(services: [export], logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }))
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            try await body()
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
        }
    }

    private static func names(_ receiver: Receiver) -> [String] {
        receiver.requests.flatMap { request in
            let json = JSON(parsing: request.body)?["resourceSpans"]?.items.first?["scopeSpans"]?.items.first?["spans"]
            return (json?.items ?? []).compactMap { $0["name"]?.string }
        }
    }

    @Test func everySpanReachesTheCollectorOnceAndInBatches() async throws {
        let receiver = try Receiver { _, _ in .status(200, body: "{}") }
        let queue = SpanQueue()
        let collector = Collector("http://127.0.0.1:\(receiver.port)/", authorization: "Bearer s3cret")
        try await Self.exporting(queue, to: collector) {
            Self.spans(10, into: queue)
            try await eventually("most is sent") { queue.sent.value >= 8 }
        }
        // What was left is sent on the way out.
        #expect(queue.sent.value == 10 && queue.dropped.value == 0)
        #expect(Self.names(receiver).sorted() == (0..<10).map { "span \($0)" })
        #expect(receiver.requests.count >= 3)
        let first = try #require(receiver.requests.first)
        #expect(first.path == "/v1/traces" && first.headers["content-type"] == "application/json")
        #expect(first.headers["authorization"] == "Bearer s3cret")
        #expect(JSON(parsing: first.body)?["resourceSpans"]?.items.first?["resource"]?["attributes"]?.items.count == 4)
    }

    @Test func aCollectorThatRefusesIsForgivenAndWhatItRefusedIsCounted() async throws {
        let receiver = try Receiver { _, number in .status(number == 1 ? 503 : 200) }
        let queue = SpanQueue()
        Self.spans(2, into: queue)
        try await Self.exporting(queue, to: Collector("http://127.0.0.1:\(receiver.port)")) {
            try await eventually("they are lost") { queue.dropped.value == 2 }
            Self.spans(3, into: queue)
            try await eventually("others are sent") { queue.sent.value == 3 }
        }
    }

    @Test func aCollectorThatIsAwayCostsSpansAndNothingElse() async throws {
        let queue = SpanQueue(limit: 6)
        // Nobody listens there.
        try await Self.exporting(queue, to: Collector("http://127.0.0.1:9")) {
            Self.spans(50, into: queue)
            try await eventually("all are counted") { queue.dropped.value == 50 }
        }
        #expect(queue.sent.value == 0 && queue.take(10).isEmpty)
    }

    @Test(.database(migrations: Schema.migrations)) func aJobIsSeenDownToTheReading() async throws {
        let worker = try await TestWorker.make(meters: Meters(tracingOneIn: 1))
        let article = try await worker.submit("Turnout")
        let meters = worker.desk.meters
        try await worker.working { _ in
            try await worker.waitUntil(.ready, article)
            try await eventually("the run is counted") { !meters.jobRuns.byLabel.isEmpty }
        }
        let spans = meters.spans.take(.max)
        let job = try #require(spans.first { $0.name == "job extract_article" })
        #expect(job.parentID == nil && !job.failed)
        #expect(
            job.attributes == [
                "claimdesk.job.kind": .text("extract_article"), "claimdesk.job.attempt": .number(1),
                "claimdesk.job.ending": .text("completed"),
            ])
        let inside = spans.filter { $0.traceID == job.traceID }
        #expect(inside.contains { $0.name == "extraction" && $0.parentID == job.spanID })
        #expect(inside.count { $0.name == "transaction" && $0.parentID == job.spanID } >= 2)
        let text = SpanReport(process: "t", version: "0", instance: "i").json(spans)
        #expect(!text.contains("Turnout") && !text.contains("harbour"))
    }
}
