import Domain
import Testing

struct ClaimPlaceTests {
    private static let text = "🚢 The wall is long. The wall is old.\n\n  The wall is “high”. "

    private func quote(_ exact: String, _ prefix: String = "", _ suffix: String = "") throws -> Anchor {
        try ClaimPlace(.quote(exact: exact, prefix: prefix, suffix: suffix)).anchor(in: Self.text)
    }

    private func refusal(_ place: ClaimPlace, in text: String = text) -> InputError? {
        do {
            _ = try place.anchor(in: text)
            return nil
        } catch {
            return error
        }
    }

    @Test func wordsThatStandOnceAreFoundInEveryCount() throws {
        let anchor = try quote("The wall is “high”")
        #expect(anchor.exact == "The wall is “high”" && anchor.part == .text)
        let scalars = Array(Self.text.unicodeScalars)[anchor.range.start..<anchor.range.end]
        #expect(String(String.UnicodeScalarView(scalars)) == anchor.exact)
        #expect(
            String(decoding: Array(Self.text.utf8)[anchor.utf8.start..<anchor.utf8.end], as: UTF8.self) == anchor.exact)
        #expect(
            String(decoding: Array(Self.text.utf16)[anchor.utf16.start..<anchor.utf16.end], as: UTF16.self)
                == anchor.exact)
        #expect(Self.text.contains(anchor.prefix + anchor.exact + anchor.suffix))
        #expect(try quote("The wall is “high”. ").exact == "The wall is “high”.")
    }

    @Test func prefixAndSuffixTellOnePlaceFromAnother() throws {
        #expect(try quote("The wall", "", " is old").range.start == 20)
        #expect(try quote("The wall", "🚢 ").range.start == 2)
        let ambiguous = refusal(ClaimPlace(.quote(exact: "The wall is", prefix: "", suffix: "")))
        #expect(ambiguous?.field == "exact" && ambiguous?.problem.contains("3 places") == true)
        #expect(refusal(ClaimPlace(.quote(exact: "The wall", prefix: "no ", suffix: "")))?.field == "prefix")
        #expect(refusal(ClaimPlace(.quote(exact: "The wall", prefix: "", suffix: " no")))?.field == "suffix")
    }

    @Test func placesThatOverlapAreBothSeen() {
        #expect(
            refusal(ClaimPlace(.quote(exact: "aa", prefix: "", suffix: "")), in: "aaa")?.problem.contains("2 places")
                == true)
    }

    @Test func offsetsAreHeldAgainstTheText() throws {
        let anchor = try ClaimPlace(.position(start: 1, end: 20)).anchor(in: Self.text)
        #expect(anchor.exact == "The wall is long." && anchor.range == .init(start: 2, end: 19))
        #expect(refusal(ClaimPlace(.position(start: 3, end: 3)))?.field == "end")
        #expect(refusal(ClaimPlace(.position(start: -1, end: 3)))?.field == "start")
        #expect(refusal(ClaimPlace(.position(start: 3, end: 900)))?.field == "end")
        #expect(refusal(ClaimPlace(.position(start: 3, end: 5004)))?.field == "end")
        #expect(refusal(ClaimPlace(.position(start: 38, end: 40)))?.field == "end")
    }

    @Test func wordsThatAreNotThereAreRefused() {
        for exact in ["", " \u{feff}", "The Wall", "wall\u{0}"] {
            #expect(refusal(ClaimPlace(.quote(exact: exact, prefix: "", suffix: "")))?.field == "exact", "\(exact)")
        }
        #expect(
            refusal(ClaimPlace(.quote(exact: "The", prefix: "", suffix: ""), in: .title), in: "")?.problem.contains(
                "title") == true)
    }
}
