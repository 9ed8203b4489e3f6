import Tracing

/// Spans as a collector takes them: OTLP over HTTP in its JSON form (opentelemetry-proto 1.x, `ExportTraceServiceRequest`).
package struct SpanReport: Sendable {
    package static let mediaType = "application/json"

    /// What made the spans: `service.name` and the like.
    private let resource: [String: FinishedSpan.Attribute]
    private let version: String

    /// - Parameters:
    ///   - process: `serve`, `worker`; several of them are one service.
    ///   - version: of the program.
    ///   - instance: tells one process from another.
    package init(process: String, version: String, instance: String) {
        resource = [
            "service.name": .text("claimdesk"), "service.version": .text(version),
            "service.instance.id": .text(instance), "claimdesk.process": .text(process),
        ]
        self.version = version
    }

    package func json(_ spans: [FinishedSpan]) -> String {
        """
        {"resourceSpans":[{"resource":{"attributes":\(Self.json(resource))},"scopeSpans":[{"scope":{"name":"claimdesk",\
        "version":\(Self.json(version))},"spans":[\(spans.map(Self.json).joined(separator: ","))]}]}]}
        """
    }

    /// Numbers of 64 bits are texts there, ids are hexadecimal, kinds are numbers.
    private static func json(_ span: FinishedSpan) -> String {
        let parent = span.parentID.map { ",\"parentSpanId\":\"\(TraceContext.text($0))\"" } ?? ""
        return """
            {"traceId":"\(span.traceID)","spanId":"\(TraceContext.text(span.spanID))"\(parent),"name":\(json(span.name)),\
            "kind":\(kind(span)),"startTimeUnixNano":"\(span.start)","endTimeUnixNano":"\(span.end)",\
            "attributes":\(json(span.attributes))\(span.failed ? ",\"status\":{\"code\":2}" : "")}
            """
    }

    private static func kind(_ span: FinishedSpan) -> Int {
        switch span.kind {
        case .internal: 1
        case .server: 2
        case .client: 3
        case .producer: 4
        case .consumer: 5
        }
    }

    private static func json(_ attributes: [String: FinishedSpan.Attribute]) -> String {
        let pairs = attributes.sorted { $0.key < $1.key }.map { name, value in
            let value =
                switch value {
                case .text(let text): "{\"stringValue\":\(json(text))}"
                case .number(let number): "{\"intValue\":\"\(number)\"}"
                case .flag(let flag): "{\"boolValue\":\(flag)}"
                case .fraction(let fraction): "{\"doubleValue\":\(fraction.isFinite ? fraction : 0)}"
                }
            return "{\"key\":\(json(name)),\"value\":\(value)}"
        }
        return "[\(pairs.joined(separator: ","))]"
    }

    private static func json(_ text: String) -> String {
        var out = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": out += "\\\""
            case "\\": out += "\\\\"
            case _ where scalar.value < 0x20:
                let digits = String(scalar.value, radix: 16)
                out += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out + "\""
    }
}
