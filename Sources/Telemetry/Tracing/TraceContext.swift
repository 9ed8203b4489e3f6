package import Tracing

/// Where in a trace something is done: what W3C Trace Context carries from one process to the next in `traceparent`.
package struct TraceContext: Sendable, Hashable {
    /// 128 bits, not all of them nought.
    package struct TraceID: Sendable, Hashable {
        let high: UInt64
        let low: UInt64
    }

    package let traceID: TraceID
    /// Of the span that is the parent of whatever is begun here; never nought.
    package let spanID: UInt64
    /// What is done here is recorded.
    package let isSampled: Bool

    init(traceID: TraceID, spanID: UInt64, isSampled: Bool) {
        self.traceID = traceID
        self.spanID = spanID
        self.isSampled = isSampled
    }

    /// Reads a `traceparent`: version, trace, parent and flags (W3C Trace Context, level 1, §3.2). Of a later version the parts that are
    /// known are read. Nil for anything else, which is then as good as none.
    package init?(traceparent: String) {
        let parts = traceparent.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count >= 4, let version = Self.hex(parts[0], 2), version != 0xff, version != 0 || parts.count == 4,
            parts[1].utf8.count == 32, let high = Self.hex(parts[1].prefix(16), 16),
            let low = Self.hex(parts[1].suffix(16), 16), let span = Self.hex(parts[2], 16),
            let flags = Self.hex(parts[3], 2), high | low != 0, span != 0
        else { return nil }
        self.init(traceID: TraceID(high: high, low: low), spanID: span, isSampled: flags & 1 == 1)
    }

    /// As the next process is told.
    package var traceparent: String { "00-\(traceID)-\(Self.text(spanID))-\(isSampled ? "01" : "00")" }

    /// Lowercase digits, as many as are wanted.
    private static func hex(_ text: Substring, _ count: Int) -> UInt64? {
        guard text.utf8.count == count,
            text.utf8.allSatisfy({ (0x30...0x39).contains($0) || (0x61...0x66).contains($0) })
        else { return nil }
        return UInt64(text, radix: 16)
    }

    static func text(_ number: UInt64) -> String {
        let digits = String(number, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}

extension TraceContext.TraceID: CustomStringConvertible {
    /// 32 digits.
    package var description: String { TraceContext.text(high) + TraceContext.text(low) }
}

private enum TraceContextKey: InstrumentationContextKey {
    typealias Value = TraceContext
}

extension InstrumentationContext {
    /// Where in a trace the current task is; nil outside of any.
    package var trace: TraceContext? {
        get { self[TraceContextKey.self] }
        set { self[TraceContextKey.self] = newValue }
    }
}
