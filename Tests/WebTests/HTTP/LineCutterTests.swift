import Testing

@testable import Web

/// Lines, wherever the bytes that come are cut.
struct LineCutterTests {
    private static func lines(_ text: String, limit: Int = 100, pieces: Int) -> [String] {
        var cutter = LineCutter(limit: limit)
        var lines: [RequestLines.Line] = []
        let bytes = Array(text.utf8)
        for start in stride(from: 0, to: bytes.count, by: pieces) {
            lines += cutter.lines(endingIn: bytes[start..<min(start + pieces, bytes.count)])
        }
        if let last = cutter.last() { lines.append(last) }
        return lines.map { line in
            switch line.bytes {
            case .success(let bytes): "\(line.number) \(String(decoding: bytes, as: UTF8.self))"
            case .failure(let problem): "\(line.number) \(problem.kind.status)"
            }
        }
    }

    @Test(arguments: [1, 2, 3, 5, 1000])
    func theyAreTheSameHoweverTheBytesCome(pieces: Int) {
        #expect(Self.lines("a\nbb\r\n\n \t\nc 🙂 c", pieces: pieces) == ["1 a", "2 bb", "5 c 🙂 c"])
        #expect(Self.lines("a\nb\n", pieces: pieces) == ["1 a", "2 b"])
        #expect(Self.lines("", pieces: pieces) == [])
        #expect(Self.lines("\n\n\r\n", pieces: pieces) == [])
        #expect(Self.lines("\u{0}\n", pieces: pieces) == ["1 \u{0}"])
    }

    @Test(arguments: [1, 4, 1000])
    func oneThatIsTooLongIsToldAndPassedOver(pieces: Int) {
        #expect(
            Self.lines("12345\n123456\n\n1\n1234567890123", limit: 5, pieces: pieces) == [
                "1 12345", "2 413", "4 1", "5 413",
            ])
    }
}
