import HTTPTypes
import Testing

@testable import Web

@Suite struct ByteRangeTests {
    @Test(
        arguments: [
            (nil, nil), ("bytes=0-", 0..<100), ("bytes=0-0", 0..<1), ("bytes=10-19", 10..<20),
            ("bytes=90-200", 90..<100),
            ("bytes=-10", 90..<100), ("bytes=-1000", 0..<100), ("BYTES = 5 - 6", 5..<7), ("bytes=99-", 99..<100),
            ("bytes=0-9223372036854775807", 0..<100), ("bytes=0-99999999999999999999", 0..<100),
            // The whole, as the standard allows for what is not understood.
            ("bytes=5-4", nil), ("bytes=a-b", nil), ("bytes=-", nil), ("bytes=1-2,4-5", nil), ("lines=1-2", nil),
            ("bytes", nil), ("bytes=+1-2", nil), ("bytes=0x1-2", nil), ("", nil),
        ] as [(String?, Range<Int>?)])
    func ranges(header: String?, range: Range<Int>?) throws {
        #expect(try ByteRange.asked(header, tag: "\"a\"", size: 100) == range)
    }

    @Test(arguments: ["bytes=100-", "bytes=-0", "bytes=500-600"])
    func beyondTheEnd(header: String) {
        do {
            _ = try ByteRange.asked(header, tag: "\"a\"", size: 100)
            Issue.record("accepted")
        } catch {
            #expect(error.kind == .rangeNotSatisfiable && error.headers[.contentRange] == "bytes */100")
        }
    }

    @Test func anotherFileIsSentWhole() throws {
        #expect(try ByteRange.asked("bytes=5-", condition: "\"a\"", tag: "\"a\"", size: 100) == 5..<100)
        #expect(try ByteRange.asked("bytes=5-", condition: "\"b\"", tag: "\"a\"", size: 100) == nil)
        #expect(try ByteRange.asked("bytes=5-", condition: "W/\"a\"", tag: "\"a\"", size: 100) == nil)
    }
}
