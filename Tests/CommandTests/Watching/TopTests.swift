import Domain
import Foundation
import Synchronization
import TestSupport
import Testing

@testable import claimdesk

struct TopTests {
    private static func histogram(_ name: String, _ labels: String, _ counts: [Int]) -> String {
        zip(["0.01", "0.1", "+Inf"], counts).map { "\(name)_bucket{\(labels),le=\"\($0)\"} \($1)\n" }.joined()
            + "\(name)_sum{\(labels)} \(Double(counts[2]) * 0.02)\n\(name)_count{\(labels)} \(counts[2])\n"
    }

    private static func scrape(requests: Int, takes: [Int], statements: Int) -> Scrape {
        Scrape(
            """
            # HELP claimdesk_http_requests_total Requests.
            # TYPE claimdesk_http_requests_total counter
            claimdesk_http_requests_total{route="/a",method="GET",status="200"} \(requests)
            claimdesk_http_requests_total{route="/v1/leases/{id}/review",method="POST",status="201"} 4
            claimdesk_http_requests_total{route="/v1/leases/{id}/review",method="POST",status="409"} 9
            \(histogram("claimdesk_take_seconds", "outcome=\"leased\"", takes))
            \(histogram("claimdesk_database_statement_seconds", "statement=\"Lease.end\"", [0, statements, statements]))
            claimdesk_review_slots{desk="a",state="open"} 3
            claimdesk_review_slots{desk="a",state="leased"} 1
            claimdesk_review_slots{desk="b\\"c\\nd",state="open"} 10000
            claimdesk_oldest_slot_seconds{desk="a"} 30
            claimdesk_oldest_slot_seconds{desk="b\\"c\\nd"} 90000
            claimdesk_database_up 1
            claimdesk_jobs{state="running"} 2
            claimdesk_database_dead_rows{table="jobs"} 1e99
            of another format
            strange{a="b
            nothing NaN
            """)
    }

    @Test func aScrapeIsReadWithItsLabels() {
        let scrape = Self.scrape(requests: 10, takes: [0, 0, 0], statements: 1)
        #expect(scrape.types == ["claimdesk_http_requests_total": "counter"])
        #expect(scrape.sum("claimdesk_http_requests_total") == 23)
        #expect(scrape.sum("claimdesk_http_requests_total", ["status": "201"]) == 4)
        #expect(scrape.sum("claimdesk_http_requests_total", ["status": "500"]) == nil)
        #expect(scrape.sums("claimdesk_review_slots", by: "desk", ["state": "open"]) == ["a": 3, "b\"c\nd": 10000])
        #expect(scrape.samples["strange"] == nil && scrape.samples["nothing"] == nil && scrape.samples["of"] == nil)
    }

    @Test func whatHappenedBetweenTwoScrapesIsTold() throws {
        let figures = TopFigures(
            Interval(
                earlier: Self.scrape(requests: 10, takes: [5, 5, 5], statements: 100),
                later: Self.scrape(requests: 50, takes: [105, 204, 205], statements: 300), seconds: 2))
        #expect(figures.requests.perSecond == 20)
        #expect(figures.takes.perSecond == 100)
        // The hundredth of two hundred is the last of the first range.
        #expect(figures.takes.half == 0.01)
        let most = try #require(figures.takes.most)
        #expect(most > 0.09 && most <= 0.1)
        #expect(figures.reviews.perSecond == 0 && figures.reviews.half == nil)
        #expect(figures.queues.map(\.desk) == ["b\"c\nd", "a"] && figures.queues[1].leased == 1)
        #expect(figures.statements.map(\.name) == ["Lease.end"] && figures.statements[0].perSecond == 100)
        #expect(abs(figures.statements[0].mean - 0.02) < 1e-9)
        #expect(figures.runs == nil)
        #expect(figures.text.contains("Lease.end") && figures.text.contains("20 ms"))
        // A server's words do not move the cursor.
        #expect(figures.text.contains("b\"c d"))
        #expect(figures.json["takes"]?["perSecond"] == .double(100) && figures.json["reviews"]?["p50"] == .null)
    }

    @Test func aServerThatBeganAnewCountsFromNothing() {
        let figures = TopFigures(
            Interval(
                earlier: Self.scrape(requests: 1000, takes: [9, 9, 9], statements: 5),
                later: Self.scrape(requests: 10, takes: [2, 2, 2], statements: 1), seconds: 1))
        #expect(figures.requests.perSecond == 23 && figures.takes.perSecond == 2)
    }

    @Test func whatIsBeyondEveryBoundCountsAsTheLast() {
        let figures = TopFigures(
            Interval(
                earlier: Self.scrape(requests: 0, takes: [0, 0, 0], statements: 0),
                later: Self.scrape(requests: 0, takes: [0, 0, 7], statements: 0), seconds: 1))
        #expect(figures.takes.half == 0.1 && figures.takes.most == 0.1 && figures.statements.isEmpty)
    }

    @Test func aServerWithoutItsDatabaseIsToldSo() {
        let scrape = Scrape("claimdesk_database_up 0\n")
        let figures = TopFigures(Interval(earlier: scrape, later: scrape, seconds: 1))
        #expect(!figures.isDatabaseUp && figures.text.contains("does not answer"))
        #expect(figures.json["database"]?["up"] == false && figures.json["jobs"]?["oldestSeconds"] == .null)
    }

    @Test func linesAreCutToTheTerminalAndObeyNothing() {
        #expect(TerminalText.oneLine(aligned: "a   b", width: 10) == "a   b")
        #expect(TerminalText.oneLine(aligned: "abcdef", width: 4) == "abcd")
        #expect(TerminalText.oneLine(aligned: "字字字", width: 5) == "字字")
        #expect(TerminalText.oneLine(aligned: "a\u{1B}[2Jb", width: 40) == "a\\u{1B}[2Jb")
    }

    @Test func theTerminalIsLeftAsItWas() async throws {
        var (master, terminal): (Int32, Int32) = (-1, -1)
        try #require(openpty(&master, &terminal, nil, nil, nil) == 0)
        defer {
            close(master)
            close(terminal)
        }
        let before = Self.flags(terminal)
        let quits = Mutex(0)
        var screen: LiveScreen? = LiveScreen(input: terminal, output: terminal) { quits.withLock { $0 += 1 } }
        #expect(Self.flags(terminal) & tcflag_t(ICANON | ECHO | ISIG) == 0)
        screen?.draw("one   two\nthree")
        // Ctrl-C comes as a key, not as a signal that would end the program in between.
        for key in ["x", "q", "\u{3}"] { #expect(write(master, key, 1) == 1) }
        try await eventually("both keys are heard") { quits.withLock { $0 } > 0 }
        screen = nil
        #expect(Self.flags(terminal) == before)
        // A terminal hands over what was written in pieces.
        #expect(fcntl(master, F_SETFL, O_NONBLOCK) == 0)
        var bytes: [UInt8] = []
        try await eventually("all of it was drawn") {
            var piece = [UInt8](repeating: 0, count: 4096)
            let count = read(master, &piece, piece.count)
            bytes += piece.prefix(max(0, count))
            return String(decoding: bytes, as: UTF8.self).hasSuffix("\u{1B}[?25h\u{1B}[?1049l")
        }
        // What a terminal makes of a line's end.
        let drawn = String(decoding: bytes, as: UTF8.self).replacing("\r\r\n", with: "\r\n")
        #expect(drawn.hasPrefix("\u{1B}[?1049h\u{1B}[?25l"))
        #expect(drawn.contains("one   two\u{1B}[K\r\nthree\u{1B}[K\u{1B}[J"))
    }

    private static func flags(_ terminal: Int32) -> tcflag_t {
        var state = termios()
        tcgetattr(terminal, &state)
        return state.c_lflag
    }
}
