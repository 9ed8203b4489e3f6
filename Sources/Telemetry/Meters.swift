import Tracing

/// What this process counts and times of the desk's work, for `/metrics`. Each process has one, which its parts share.
package struct Meters: Sendable {
    /// A job's run: of what kind it was, and how it ended.
    package struct JobOutcome: Hashable, Sendable {
        package let kind: String
        package let ending: String

        package init(kind: String, ending: String) {
            self.kind = kind
            self.ending = ending
        }
    }

    /// What came of a look into the queue.
    package enum TakeOutcome: String, Hashable, Sendable {
        case leased, empty, refused
    }

    /// What runs the process's work.
    package enum Loop: String, Hashable, Sendable {
        /// The loops that read from and write to clients.
        case http
        /// The threads that all tasks share.
        case tasks
    }

    package let database: DatabaseMeter
    /// Spans that wait to be sent to a collector.
    package let spans: SpanQueue
    /// Nil where the operator has named no collector.
    package let tracer: DeskTracer?
    package let takes = Timings<TakeOutcome>(.requests)
    /// Leases that this process found to have run out.
    package let expiredLeases = Tally()
    /// How long jobs waited after they could be begun, by kind.
    package let jobWaits = Timings<String>(.jobs)
    package let jobRuns = Timings<JobOutcome>(.jobs)
    package let lags = Timings<Loop>(.waits)

    /// - Parameter tracing: every so many-th request and job is traced; nil: none.
    package init(tracingOneIn tracing: Int? = nil) {
        let spans = SpanQueue()
        self.spans = spans
        tracer = tracing.map { DeskTracer(spans, oneIn: $0) }
        database = DatabaseMeter(tracer: tracer)
    }

    /// Does something as a part of the trace that the current task is in.
    package func tracing<Value>(
        _ name: @autoclosure () -> String, _ body: () async throws -> Value
    ) async rethrows -> Value {
        guard let tracer, InstrumentationContext.current?.trace?.isSampled == true else { return try await body() }
        return try await tracer.withSpan(name()) { _ in try await body() }
    }

    /// So many leases were found to have run out.
    package func count(expired leases: Int) { expiredLeases.add(leases) }

    /// Times one look into the queue.
    package func timingTake<Value>(
        _ body: () async throws -> Value, outcome: (Result<Value, any Error>) -> TakeOutcome
    ) async throws -> Value {
        let start = ContinuousClock.now
        let result: Result<Value, any Error>
        do { result = .success(try await body()) } catch { result = .failure(error) }
        takes.record(outcome(result), since: start)
        return try result.get()
    }
}
