import Domain
import Foundation
import Testing

@Suite struct PublicSearchTests {
    @Test(arguments: [
        (nil, nil), ("", nil), (" \t\n\u{A0}\u{2003}\u{3000}", nil), ("\u{0}\u{1}", nil), ("\u{B}\u{85}\u{2028}", nil),
        (" two \n words ", "two words"), ("a\u{0}b", "ab"), ("a\u{202E}b", "ab"), ("caf\u{FFFD}", "caf\u{FFFD}"),
        ("a\u{2029}b", "a b"),
    ])
    func whateverSomebodyTypesIsASearch(words: String?, searched: String?) {
        #expect(PublicSearch(words: words).words == searched)
        #expect(PublicSearch(words: words).isEverything == (searched == nil))
        #expect(PublicSearch(rating: words).rating == searched)
    }

    @Test func ofALongTextTheBeginningIsLookedFor() {
        let paste = String(repeating: "harbour wall ", count: 10_000)
        #expect(PublicSearch(words: paste).words == String(paste.prefix(100)).trimmingCharacters(in: .whitespaces))
        let family = String(repeating: "👨‍👩‍👧‍👦", count: 100)
        #expect(PublicSearch(words: family).words?.unicodeScalars.count == 100)
        #expect(PublicSearch(rating: paste).rating?.count == 64)
    }

    @Test func aPlaceIsOneThatAListGaveOut() {
        let id = "01890a5d-ac96-774b-bcce-b302099a8057"
        #expect(Cursor(["2026-03-01T12:00:00.000001Z", id]).publicPlace?.id.uuidString.lowercased() == id)
        for values in [
            [id], ["2026-03-01T12:00:00Z"], ["2026-03-01T12:00:00Z", id, id], ["0000-01-01T00:00:00Z", id],
            ["99999-01-01T00:00:00Z", id], ["soon", id], ["2026-03-01T12:00:00Z", "7"],
        ] { #expect(Cursor(values).publicPlace == nil, "\(values)") }
    }
}
