import Testing

@testable import Extraction

@Suite struct MarkdownMarksTests {
    @Test(arguments: [
        ("# The *new* quay\n\nIt **cost** 41 million.", "The new quay\n\nIt cost 41 million."),
        ("See [the ledger](https://a.example/x_(1)) of `2021`.", "See the ledger) of 2021."),
        ("> He said so.\n> Twice.", "He said so.\nTwice."),
        ("- one\n* two\n1. three\n2. four", "• one\n• two\n1. three\n2. four"),
        ("Title\n=====\nBody", "Title\n\nBody"), ("a\n\n---\n\nb", "a\n\n\n\nb"),
        ("---\ntitle: x\n---\nBody", "\n\n\nBody"), ("![a quay](q.jpg)", "a quay"),
        ("[x]: https://a.example\n\nBody [x][x].", "\n\nBody x."),
        ("2 * 3 is ~6 km [sic], ~~not~~ \\*that\\*", "2 * 3 is ~6 km [sic], not *that*"),
        ("snake_case and _so_ on", "snake_case and so on"),
        ("| a | b |\n|---|---|\n| 1 | 2 |", "| a | b |\n|---|---|\n| 1 | 2 |"),
        ("```\nlet a = b * c\n```", "\nlet a = b * c\n"), ("plain text, 5 %", "plain text, 5 %"), ("", ""),
    ])
    func aReaderSeesTheWords(text: String, seen: String) { #expect(MarkdownMarks.removed(from: text) == seen) }

    /// The words of a claim may begin and end within emphasis.
    @Test func halfOfAPairIsAMarkTooAsTheReadingHasIt() {
        #expect(MarkdownMarks.removed(from: "budget** rose by 3 percent") == "budget rose by 3 percent")
    }

    @Test func placesAreThoseOfTheText() {
        let marks = MarkdownMarks(in: "👩‍👩‍👧 *a*\n- b")
        #expect(marks.hidden == [6..<7, 8..<9] && marks.points == [10])
    }
}
