package import Tracing

/// Records what is done in spans, for a collector of OpenTelemetry.
///
/// Not bootstrapped for the whole process: whoever traces is given it, as everything else here is, and without one there is
/// nothing to pay for.
package final class DeskTracer: Tracer {
    package typealias Span = DeskSpan

    package let queue: SpanQueue
    /// Traces with a smaller second half of their id are recorded. By the id alone, so that all processes with the same share
    /// record the same traces.
    private let share: UInt64

    /// - Parameters:
    ///   - queue: where spans wait to be sent.
    ///   - oneIn: every so many-th trace is recorded, 1 or more.
    package init(_ queue: SpanQueue, oneIn: Int = 1) {
        self.queue = queue
        share = UInt64.max / UInt64(max(1, oneIn))
    }

    package func startSpan<Instant: TracerInstant>(
        _ operationName: String, context: @autoclosure () -> InstrumentationContext, ofKind kind: SpanKind,
        at instant: @autoclosure () -> Instant, function: String, file fileID: String, line: UInt
    ) -> DeskSpan {
        var context = context()
        let parent = context.trace
        let traceID = parent?.traceID ?? .init(high: Self.number(), low: Self.number())
        let own = TraceContext(
            traceID: traceID, spanID: Self.number(), isSampled: (parent?.isSampled ?? true) && traceID.low <= share)
        context.trace = own
        return DeskSpan(
            operationName, kind, context, own, parent: parent?.spanID,
            start: own.isSampled ? instant().nanosecondsSinceEpoch : 0, queue: own.isSampled ? queue : nil)
    }

    /// Nothing is kept beyond the queue, which its exporter empties.
    package func forceFlush() {}

    package func extract<Carrier, Extract: Extractor>(
        _ carrier: Carrier, into context: inout InstrumentationContext, using extractor: Extract
    ) where Extract.Carrier == Carrier {
        context.trace = extractor.extract(key: "traceparent", from: carrier).flatMap(TraceContext.init)
    }

    package func inject<Carrier, Inject: Injector>(
        _ context: InstrumentationContext, into carrier: inout Carrier, using injector: Inject
    ) where Inject.Carrier == Carrier {
        if let trace = context.trace { injector.inject(trace.traceparent, forKey: "traceparent", into: &carrier) }
    }

    /// A number that is not nought.
    private static func number() -> UInt64 { .random(in: 1 ... .max) }
}

extension DeskTracer {
    /// Records something that is over as a part of what the current task does; nothing where that is not recorded.
    package func record(
        _ name: @autoclosure () -> String, _ kind: SpanKind, since start: ContinuousClock.Instant, failed: Bool,
        _ attributes: @autoclosure () -> SpanAttributes = [:]
    ) {
        guard let context = InstrumentationContext.current, context.trace?.isSampled == true else { return }
        let now = DefaultTracerClock.now
        let span = startSpan(name(), context: context, ofKind: kind, at: now.earlier(by: start.duration(to: .now)))
        span.attributes = attributes()
        if failed { span.setStatus(SpanStatus(code: .error)) }
        span.end(at: now)
    }
}

extension DefaultTracerClock.Timestamp {
    fileprivate func earlier(by duration: Duration) -> Self {
        let (seconds, attoseconds) = duration.components
        let nanoseconds = UInt64(max(0, seconds)) * 1_000_000_000 + UInt64(max(0, attoseconds) / 1_000_000_000)
        return Self(nanosecondsSinceEpoch: nanosecondsSinceEpoch - min(nanosecondsSinceEpoch, nanoseconds))
    }
}
