import Domain
import Foundation
import Testing

@Suite struct CursorTests {
    @Test(arguments: [["a"], ["2026-11-22T15:31:02.417Z", "017f22e2"], [""], ["é", "😀", "\"\\\n"], ["?>~?>~?>~"]])
    func aCursorComesBackAsItWas(values: [String]) throws {
        let text = Cursor(values).text
        #expect(Cursor(text: text)?.values == values)
        #expect(text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == "_") })
    }

    @Test func itIsBase64urlOfAJSONArray() { #expect(Cursor(["a", "b"]).text == "WyJhIiwiYiJd") }

    @Test(arguments: [
        "", "a", "!", "WyJhIl0=", "WyJhIl0 ", "W10", "e30", "WzFd", "bnVsbA", "WyJhIl", "made-up", "WyJhIiwiYiJd+",
        "W1siYSJdXQ",
        // ["\u0000"]: no database text can hold it.
        "WyJcdTAwMDAiXQ", "////", "é",
    ])
    func anythingMadeUpIsNoCursor(text: String) { #expect(Cursor(text: text) == nil) }

    @Test func aPageShowsItsItemsAndWhereTheNextBegins() {
        let page = Page(items: [1, 2], next: Cursor(["a", "b"]))
        #expect(page.json { .int($0) }.text() == "{\"items\":[1,2],\"next\":\"WyJhIiwiYiJd\"}")
        #expect(Page<Int>(items: [], next: nil).json { .int($0) }.text() == "{\"items\":[],\"next\":null}")
    }
}
