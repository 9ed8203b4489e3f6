import Synchronization
package import Tracing

/// Something that is being done, as a part of a trace.
package final class DeskSpan: Span {
    private struct State {
        var name: String
        var attributes: SpanAttributes = [:]
        var failed = false
        var hasEnded = false
    }

    package let context: InstrumentationContext
    private let place: TraceContext
    private let parent: UInt64?
    private let kind: SpanKind
    private let start: UInt64
    /// Nil for one that is not recorded.
    private let queue: SpanQueue?
    private let state: Mutex<State>

    init(
        _ name: String, _ kind: SpanKind, _ context: InstrumentationContext, _ place: TraceContext, parent: UInt64?,
        start: UInt64, queue: SpanQueue?
    ) {
        self.context = context
        self.place = place
        self.parent = parent
        self.kind = kind
        self.start = start
        self.queue = queue
        state = Mutex(State(name: name))
    }

    package var isRecording: Bool { queue != nil }

    /// Of the trace, for log lines.
    package var traceID: String { place.traceID.description }

    package var operationName: String {
        get { state.withLock { $0.name } }
        set { state.withLock { $0.name = newValue } }
    }

    package var attributes: SpanAttributes {
        get { state.withLock { $0.attributes } }
        set { state.withLock { $0.attributes = newValue } }
    }

    /// Without its message, which may hold anybody's words.
    package func setStatus(_ status: SpanStatus) { state.withLock { $0.failed = status.code == .error } }

    /// The kind of the error, and nothing of what it says.
    package func recordError<Instant: TracerInstant>(
        _ error: any Error, attributes: SpanAttributes, at instant: @autoclosure () -> Instant
    ) {
        if queue == nil { return }
        state.withLock { state in
            state.failed = true
            state.attributes["error.type"] = "\(type(of: error))"
        }
    }

    /// What happens within a span is a span of its own here.
    package func addEvent(_ event: SpanEvent) {}

    /// No span of ours has another cause than its parent.
    package func addLink(_ link: SpanLink) {}

    package func end<Instant: TracerInstant>(at instant: @autoclosure () -> Instant) {
        guard let queue else { return }
        let ended: State? = state.withLock { state in
            if state.hasEnded { return nil }
            state.hasEnded = true
            return state
        }
        guard let ended else { return }
        var attributes: [String: FinishedSpan.Attribute] = [:]
        ended.attributes.forEach { name, value in attributes[name] = FinishedSpan.Attribute(value) }
        queue.add(
            FinishedSpan(
                name: ended.name, kind: kind, traceID: place.traceID, spanID: place.spanID, parentID: parent,
                start: start, end: max(start, instant().nanosecondsSinceEpoch), attributes: attributes,
                failed: ended.failed))
    }
}
