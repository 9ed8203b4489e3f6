package import Tracing

/// A span that is over, ready to be sent.
package struct FinishedSpan: Sendable {
    /// A value that a span may carry.
    package enum Attribute: Sendable, Hashable {
        case text(String)
        case number(Int)
        case flag(Bool)
        case fraction(Double)
    }

    package let name: String
    package let kind: SpanKind
    package let traceID: TraceContext.TraceID
    package let spanID: UInt64
    /// Nil at the root of a trace.
    package let parentID: UInt64?
    /// Nanoseconds since 1970, by this machine's clock.
    package let start: UInt64
    package let end: UInt64
    package let attributes: [String: Attribute]
    package let failed: Bool
}

extension FinishedSpan.Attribute {
    /// Nil for lists and whatever else no span of ours carries.
    init?(_ value: SpanAttribute) {
        switch value {
        case .string(let text): self = .text(text)
        case .int32(let number): self = .number(Int(number))
        case .int64(let number): self = .number(Int(number))
        case .bool(let flag): self = .flag(flag)
        case .double(let fraction): self = .fraction(fraction)
        default: return nil
        }
    }
}
