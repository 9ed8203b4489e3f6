import Domain
import Foundation
import Logging
import Testing

@testable import claimdesk

@Suite struct ProblemTests {
    private func problem(_ status: Int, _ body: String) -> Problem { Problem(status: status, body: Data(body.utf8)) }

    @Test func saysTitleDetailAndField() {
        let problem = problem(
            422,
            #"{"type":"https://d/problems/invalid-input","title":"Invalid","status":422,"detail":"must be 1 to 9","field":"urgency"}"#
        )
        #expect(problem.description == "Invalid: must be 1 to 9 (urgency)")
        #expect(problem.type == "invalid-input")
    }

    @Test func doesNotNameAFieldTwice() {
        let problem = problem(422, #"{"title":"Invalid","detail":"urgency must be 1 to 9","field":"urgency"}"#)
        #expect(problem.description == "Invalid: urgency must be 1 to 9")
    }

    @Test func aTitleAloneIsEnough() {
        #expect(problem(409, #"{"title":"The lease is lost"}"#).description == "The lease is lost")
    }

    @Test func whatIsNoProblemDocumentIsQuotedInPart() {
        let page = problem(502, "<html>\n<h1>Bad Gateway</h1>" + String(repeating: "x", count: 1000))
        #expect(page.description.hasPrefix("The desk answered 502: <html> <h1>Bad Gateway</h1>"))
        #expect(page.description.count < 300)
        #expect(page.type == nil)
        #expect(!problem(500, "").description.isEmpty)
    }
}

@Suite struct ServerAddressTests {
    @Test func addsPathsAndQueries() throws {
        let address = try ServerAddress("https://desk.example.org/base/")
        #expect(try address.resource(["v1", "articles"]).absoluteString == "https://desk.example.org/base/v1/articles")
        let query = try address.resource(["r"], ["format": "a b&c"]).absoluteString
        #expect(query == "https://desk.example.org/base/r?format=a%20b%26c")
    }

    @Test(arguments: ["", "desk", "ftp://desk", "http://", "http://desk?x=1", "http://desk#x"])
    func refusesWhatIsNoAddress(text: String) {
        #expect(throws: Failure.self) { try ServerAddress(text) }
    }
}

@Suite struct LineLogHandlerTests {
    private let time = Date(timeIntervalSince1970: 1_700_000_000)

    private func line(_ format: LineLogHandler.Format, _ message: String, _ metadata: Logger.Metadata) -> String {
        LineLogHandler(label: "claimdesk", format: format, level: .info).line(.info, message, metadata, at: time)
    }

    @Test func jsonIsOneObjectALineInUTC() {
        #expect(
            line(.json, "job run", ["job.ms": "12", "text": "a\nb"]) == """
                {"time":"2023-11-14T22:13:20.000Z","level":"info","message":"job run","logger":"claimdesk",\
                "job.ms":"12","text":"a\\nb"}
                """)
    }

    @Test func numbersAndTruthsAreWhatTheyAre() {
        let facts: Logger.Metadata = [
            "ms": .stringConvertible(1.25), "status": .stringConvertible(200), "ok": .stringConvertible(true),
            "none": .stringConvertible(Double.nan),
        ]
        #expect(line(.json, "m", facts).hasSuffix(#""ms":1.25,"none":"nan","ok":true,"status":200}"#))
        #expect(line(.text, "m", facts).hasSuffix(" m ms=1.25 none=nan ok=true status=200"))
    }

    @Test func metadataNeverTakesThePlaceOfTheFixedMembers() {
        #expect(line(.json, "m", ["level": "x"]).hasSuffix(#""logger":"claimdesk","metadata.level":"x"}"#))
    }

    @Test func textStaysOnOneLineAndQuotesWhatIsUnclear() {
        #expect(
            line(.text, "job\nrun", ["a": "plain", "b": "two words", "c": ""])
                == #"2023-11-14T22:13:20.000Z info "job\nrun" a=plain b="two words" c="""#)
    }

    @Test(arguments: [LineLogHandler.Format.json, .text])
    func nothingInALineIsObeyed(format: LineLogHandler.Format) {
        let hostile = "a\u{1B}[2J\u{7F}\u{9B}31m\u{85}\u{2028}\u{202E}\u{FFFE}b"
        let shown = line(format, hostile, ["error": "\(hostile)", "list": ["\(hostile)"]])
        #expect(!shown.unicodeScalars.contains { $0.isObeyed }, "\(shown.debugDescription)")
        #expect(shown.contains(#"a\u001b[2J\u007f\u009b31m\u0085\u2028\u202e\ufffeb"#))
    }
}

@Suite struct TextTableTests {
    @Test func columnsAreAsWideAsTheirLongestCell() {
        var table = TextTable("A", "LONGER")
        table.add("wide cell", "")
        table.add("x", "y")
        #expect(table.text == "A          LONGER\nwide cell\nx          y")
    }

    @Test func aCellIsOneLineThatNothingObeys() {
        var table = TextTable("A", "B")
        table.add("two\nlines\u{1B}[2J", "\u{202E}x")
        #expect(table.text == "A                   B\ntwo lines\\u{1B}[2J  \\u{202E}x")
    }
}

@Suite struct BenchResultTests {
    private func measurement(_ values: [Double]) -> BenchResult {
        BenchResult(what: "w", unit: "ms", values: values, machine: "m", at: Date(timeIntervalSince1970: 0))
    }

    @Test func percentilesAreByNearestRank() {
        let hundred = measurement((1...100).map(Double.init).reversed())
        #expect(hundred.percentile(0.5) == 50)
        #expect(hundred.percentile(0.99) == 99)
        #expect(hundred.percentile(1) == 100)
        #expect(measurement([7]).percentile(0.5) == 7)
    }

    @Test func saysWhenAndWhere() {
        #expect(
            measurement([1, 2.26]).json.text() == """
                {"what":"w","unit":"ms","count":2,"p50":1.0,"p90":2.3,"p99":2.3,"max":2.3,\
                "at":"1970-01-01T00:00:00.000Z","machine":"m"}
                """)
    }
}

@Suite struct QueueTextTests {
    @Test(arguments: [(0.0, "0 s"), (119, "119 s"), (120, "2 min"), (7200, "2 h"), (172_800, "2 d")])
    func durationsReadAsPeopleSayThem(seconds: Double, text: String) {
        #expect(QueueCommand.duration(seconds) == text)
    }
}

@Suite struct TerminalLinesTests {
    @Test(arguments: [
        ("one\n\ttwo\r\nthree", "one\n\ttwo\nthree"), ("a\rb", "a\\u{D}b"),
        ("\u{1B}]0;title\u{7}", "\\u{1B}]0;title\\u{7}"),
        ("\u{9B}31m\u{7F}", "\\u{9B}31m\\u{7F}"), ("a\u{202E}b\u{2066}\u{200F}", "a\\u{202E}b\\u{2066}\\u{200F}"),
        ("a\u{B}\u{85}\u{2028}\u{FFFE}b", "a\\u{B}\\u{85}\\u{2028}\\u{FFFE}b"), ("“Köln”, 記事 👩‍👧", "“Köln”, 記事 👩‍👧"),
    ])
    func whatATerminalWouldObeyIsWrittenOut(text: String, shown: String) { #expect(TerminalText.lines(text) == shown) }
}
