import Domain
import Foundation
import Testing

@Suite struct SteeringTests {
    private static let scalars = (0...0x10FFFF as ClosedRange<UInt32>).compactMap { Unicode.Scalar($0) }

    /// Every character there is, as one text of each: the look at the bytes says what a look at the characters says.
    @Test func theBytesTellWhetherATextNeedsCare() {
        for scalar in Self.scalars {
            let needed = scalar.isSteering || scalar == "\u{2028}" || scalar == "\u{2029}"
            if PlainText.isCareNeeded(String(scalar)) != needed { Issue.record("\(scalar.debugDescription)") }
        }
    }

    @Test func noWordIsChanged() {
        let text = "“Köln” – 記事, نيم\u{200C}فاصله, א\u{200F}! 👨‍👩‍👧‍👦 🏴󠁧󠁢󠁥󠁮󠁧󠁿 e\u{301} \t two\r\nlines \u{3FFE}\u{3FFF}"
        #expect(!PlainText.isCareNeeded(text) && PlainText.of(text) == text)
    }

    @Test(arguments: [
        ("a\u{0}\u{1}\u{8}b", "ab"), ("a\u{1B}[2Jb", "a[2Jb"), ("a\u{7F}\u{80}\u{9B}b", "ab"),
        ("a\u{B}b\u{C}c", "a b c"),
        ("a\u{85}b\u{2028}c\u{2029}d", "a\nb\nc\nd"), ("a\u{202A}\u{202E}\u{2066}\u{2069}b", "ab"),
        ("\u{FEFF}a\u{FEFF}b", "ab"), ("a\u{FFFE}\u{FFFF}\u{1FFFE}\u{10FFFF}b", "ab"),
        ("\u{1}\u{301}a", "\u{301}a"),
    ])
    func whatSteersIsLeftOut(text: String, plain: String) {
        #expect(Array(PlainText.of(text).unicodeScalars) == Array(plain.unicodeScalars))
        #expect(!PlainText.isCareNeeded(plain))
    }

    @Test func jsonTextHasNothingThatIsObeyedAndComesBackAsItWas() throws {
        var all = String.UnicodeScalarView()
        for scalar in Self.scalars where scalar.value < 0x3000 || scalar.isObeyed { all.append(scalar) }
        let text = String(all)
        let written = JSON([text, "plain"]).text()
        #expect(!written.unicodeScalars.contains { $0.isObeyed })
        let read = try JSONDecoder().decode([String].self, from: Data(written.utf8))
        #expect(Array(read[0].unicodeScalars) == Array(all))
        let ours = try JSON(reading: Array(written.utf8))
        #expect(ours == JSON([text, "plain"]))
    }

    @Test func jsonOfOthersIsEscapedWithinItsStringsAlone() throws {
        let sent = "{\n\t\"a\\u0001\\\"\": \"x\u{7F}\u{85}\u{2028}\u{202E}\u{FFFE}\u{10FFFF}é\u{200F}\\n\"}\r\n"
        let safe = JSONEscapes.safe(sent)
        #expect(
            safe
                == "{\n\t\"a\\u0001\\\"\": \"x\\u007f\\u0085\\u2028\\u202e\\ufffe\\udbff\\udfffé\\u200f\\n\"}\r\n")
        let (ours, theirs) = (try JSON(reading: Array(safe.utf8)), try JSON(reading: Array(sent.utf8)))
        #expect(ours == theirs)
    }

    @Test func whatIsHashedKeepsItsForm() {
        let text = "a\u{1}\u{7F}\u{85}\u{9B}\u{2028}\u{2029}\u{202E}\u{FEFF}\u{FFFE}é\""
        #expect(
            JSON.string(text).hashedText
                == "\"a\\u0001\\u007f\u{85}\u{9B}\\u2028\\u2029\u{202E}\u{FEFF}\u{FFFE}é\\\"\"")
    }
}
