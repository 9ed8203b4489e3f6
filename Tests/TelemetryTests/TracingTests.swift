import Foundation
import Telemetry
import Testing
import Tracing

struct TracingTests {
    private struct Dictionaries: Extractor, Injector {
        func extract(key: String, from carrier: [String: String]) -> String? { carrier[key] }
        func inject(_ value: String, forKey key: String, into carrier: inout [String: String]) { carrier[key] = value }
    }

    private static let parent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"

    @Test(arguments: [
        parent, "cc-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more",
        "00-00000000000000000000000000000001-0000000000000001-03",
    ])
    func whatAnotherProcessSaysIsRead(header: String) throws {
        let context = try #require(TraceContext(traceparent: header))
        #expect(context.isSampled)
        #expect(context.traceparent.dropFirst(2).prefix(50) == header.dropFirst(2).prefix(50))
    }

    @Test(arguments: [
        "", "00", "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more",
        "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
        "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e473-00f067aa0ba902b7-01",
        "00-+bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-zz",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-1",
        String(repeating: "é", count: 40),
    ])
    func whatIsNoTraceparentIsPassedOver(header: String) {
        #expect(TraceContext(traceparent: header) == nil)
    }

    @Test func aSpanIsAPartOfTheTraceThatItWasBegunIn() async throws {
        let tracer = DeskTracer(SpanQueue())
        var context = InstrumentationContext.topLevel
        tracer.extract(["traceparent": Self.parent], into: &context, using: Dictionaries())
        await tracer.withSpan("outer", context: context, ofKind: .server) { outer in
            outer.attributes["http.route"] = "/v1/claims/{id}"
            await tracer.withSpan("inner") { inner in
                var carrier: [String: String] = [:]
                tracer.inject(inner.context, into: &carrier, using: Dictionaries())
                #expect(carrier["traceparent"]?.hasPrefix("00-4bf92f3577b34da6a3ce929d0e0e4736-") == true)
                await Task.yield()
                tracer.record(
                    "statement", .client, since: .now - .seconds(2), failed: true, ["db.system.name": "postgresql"])
            }
            outer.operationName = "GET /v1/claims/{id}"
        }
        let spans = tracer.queue.take(10)
        #expect(spans.map(\.name) == ["statement", "inner", "GET /v1/claims/{id}"])
        #expect(Set(spans.map { "\($0.traceID)" }) == ["4bf92f3577b34da6a3ce929d0e0e4736"])
        #expect(spans[0].parentID == spans[1].spanID && spans[1].parentID == spans[2].spanID)
        #expect(spans[2].parentID == 0x00f0_67aa_0ba9_02b7)
        #expect(spans.map(\.failed) == [true, false, false])
        #expect(spans[0].end - spans[0].start >= 2_000_000_000 && spans.allSatisfy { $0.start <= $0.end })
        #expect(spans[2].attributes == ["http.route": .text("/v1/claims/{id}")])
    }

    @Test func whatAnErrorSaysStaysHere() {
        struct Secret: Error, CustomStringConvertible { let description = "hunter2" }
        let tracer = DeskTracer(SpanQueue())
        #expect(throws: Secret.self) { try tracer.withSpan("x", context: .topLevel) { _ in throw Secret() } }
        tracer.withSpan("y", context: .topLevel) { $0.setStatus(SpanStatus(code: .error, message: "hunter2")) }
        let spans = tracer.queue.take(10)
        #expect(spans.map(\.failed) == [true, true] && spans[0].attributes == ["error.type": .text("Secret")])
        #expect(!SpanReport(process: "t", version: "1", instance: "i").json(spans).contains("hunter2"))
    }

    @Test func whatSomebodyDoesNotWantTracedIsNot() {
        let tracer = DeskTracer(SpanQueue())
        var context = InstrumentationContext.topLevel
        tracer.extract(["traceparent": Self.parent.dropLast(1) + "0"], into: &context, using: Dictionaries())
        tracer.withSpan("a", context: context) { span in
            #expect(!span.isRecording)
            tracer.withSpan("b") { _ in tracer.record("c", .client, since: .now, failed: false) }
        }
        // Outside of any trace a statement is nobody's.
        tracer.record("d", .client, since: .now, failed: false)
        #expect(tracer.queue.take(10).isEmpty)
    }

    @Test func someTracesAreRecordedWholeAndTheOthersNotAtAll() {
        let tracer = DeskTracer(SpanQueue(), oneIn: 4)
        for _ in 0..<400 { tracer.withSpan("a", context: .topLevel) { _ in tracer.withSpan("b") { _ in } } }
        let spans = tracer.queue.take(1000)
        let traces = Dictionary(grouping: spans, by: \.traceID)
        #expect((20...250).contains(traces.count))
        #expect(traces.values.allSatisfy { $0.count == 2 })
    }

    @Test func aQueueThatNobodyEmptiesDropsWhatComes() {
        let tracer = DeskTracer(SpanQueue(limit: 3))
        for _ in 0..<5 {
            tracer.withSpan("a", context: .topLevel) { span in
                // Ended twice, it is one span.
                span.end()
            }
        }
        #expect(tracer.queue.dropped.value == 2)
        #expect(tracer.queue.take(2).count == 2 && tracer.queue.take(2).count == 1 && tracer.queue.take(2).isEmpty)
    }

    @Test func aReportIsWhatACollectorTakes() throws {
        let tracer = DeskTracer(SpanQueue())
        tracer.withSpan("odd \"name\"\\\n\u{1}é", context: .topLevel, ofKind: .consumer) { span in
            span.attributes["n"] = 7
            span.attributes["f"] = true
            span.attributes["d"] = 0.5
            span.attributes["list"] = ["left", "out"]
        }
        let text = SpanReport(process: "serve", version: "0.1.0", instance: "h:1:x").json(tracer.queue.take(1))
        let json = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        let resource = try #require((json["resourceSpans"] as? [[String: Any]])?.first)
        let scope = try #require((resource["scopeSpans"] as? [[String: Any]])?.first)
        let span = try #require((scope["spans"] as? [[String: Any]])?.first)
        #expect(span["name"] as? String == "odd \"name\"\\\n\u{1}é" && span["kind"] as? Int == 5)
        #expect((span["traceId"] as? String)?.count == 32 && (span["spanId"] as? String)?.count == 16)
        #expect(span["parentSpanId"] == nil && (span["startTimeUnixNano"] as? String).flatMap(UInt64.init) != nil)
        let attributes = try #require(span["attributes"] as? [[String: Any]])
        #expect(attributes.compactMap { $0["key"] as? String } == ["d", "f", "n"])
        #expect((attributes[2]["value"] as? [String: String]) == ["intValue": "7"])
    }
}
