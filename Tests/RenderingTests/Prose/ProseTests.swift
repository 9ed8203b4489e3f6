import Foundation
import Testing

@testable import Rendering

@Suite struct ProseTests {
    @Test func aListIsAListAndEmphasisIsEmphasis() {
        let text = "Three *things*:\n\n- the **register**\n- the map\n  of 2021\n\n3. third\n4. fourth"
        #expect(
            Prose(text).html == """
                <p dir="auto">Three <em>things</em>:</p>
                <ul dir="auto">
                <li dir="auto">the <strong>register</strong></li>
                <li dir="auto">the map<br>of 2021</li>
                </ul>
                <ol dir="auto" start="3">
                <li dir="auto">third</li>
                <li dir="auto">fourth</li>
                </ol>
                """)
        #expect(
            Prose(text).plain == "Three things:\n\n• the register\n• the map\n  of 2021\n\n3. third\n4. fourth")
    }

    @Test func aHeadingWithoutWordsIsNone() {
        #expect(Prose("Before.\n\n#\n\nBehind.").markdown == "Before.\n\nBehind.")
        #expect(Prose("## ").html == "")
    }

    @Test(arguments: [
        ("See [the register](https://r.example/a?b=1&c=2).", "See the register (https://r.example/a?b=1&c=2)."),
        ("See https://r.example/a_b_(c), and more.", "See https://r.example/a_b_(c), and more."),
        ("(HTTPS://r.example/a).", "(HTTPS://r.example/a)."), ("<https://r.example/>", "https://r.example/"),
    ])
    func addressesAreLinks(text: String, plain: String) {
        #expect(Prose(text).html.contains("rel=\"noopener noreferrer nofollow\">"))
        #expect(Prose(text).html.components(separatedBy: "<a href=").count == 2)
        #expect(Prose(text).plain == plain)
    }

    /// Whoever may write a rationale must not be able to keep a server busy with each reader of it.
    @Test(arguments: [
        "https://a.b/", "http://", "https://a.b/" + String(repeating: ")", count: 10_000), "https://a.b/(.", "a://",
    ])
    func addressesAreFoundInProportionToTheText(unit: String) {
        var reader = BareAddress()
        let text = String(repeating: unit, count: max(1, 20_000 / unit.count))
        let links = reader.links(in: text)
        #expect(reader.steps <= 4 * text.count)
        #expect(Prose(blocks: [.paragraph(links)]).plain == text)
    }

    @Test func theSentenceAroundAnAddressIsNotInIt() {
        #expect(
            BareAddress.links(in: "“https://r.example/a”, (https://r.example/b_(c)). xhttps://r.example/")
                == [
                    .text("“"), .link([.text("https://r.example/a")], to: "https://r.example/a"), .text("”, ("),
                    .link([.text("https://r.example/b_(c)")], to: "https://r.example/b_(c)"),
                    .text("). xhttps://r.example/"),
                ])
    }

    @Test(arguments: [
        "[x](javascript:alert(1))", "[x](data:text/html,<b>)", "[x](//evil.example)",
        "![x](https://e.example/pixel.png)",
        "<script>alert(1)</script>", "a <img src=x onerror=alert(1)> b", "<div>\n*b*\n</div>",
        "[x](https://a@b.example)",
        "[x]: https://e.example\n\n\"onclick='x'", "```\n<b>\n```", "    <b>code</b>", "ftp://e.example/ http://",
    ])
    func nothingElseIsALinkOrMarkup(text: String) {
        let html = Prose(text).html
        for forbidden in ["<a ", "<img", "<script", "<div", "<b>"] { #expect(!html.contains(forbidden), "\(html)") }
    }

    @Test func whatIsNoMarkupStaysAsItIs() {
        for text in ["5 * 3 = 15", "snake_case and C#", "AT&T", "< 5 %", "1,000.5", "100 %", "Was \"it\"? It’s."] {
            #expect(Prose(text).plain == text)
        }
        #expect(Prose("").html == "" && Prose(" \n\t").blocks.isEmpty && Prose("\u{202E}evil").plain == "evil")
        #expect(Prose("one\r\ntwo\r\n\r\nthree").plain == "one\ntwo\n\nthree")
    }

    @Test func aTextOfNothingButOpeningsIsReadInNoTimeAndTooDeepThingsAreText() {
        for opening in [">", "- ", "*a ", "[", "1) ", "![", "**a *b "] {
            let prose = Prose(String(repeating: opening, count: 3000) + "word")
            #expect(prose.plain.contains("word") && prose.html.contains("word") && prose.markdown.contains("word"))
        }
    }

    @Test(arguments: [
        "Three *things*:\n\n- the **register**\n- the map\n\n3. third\n4. fourth", "> quoted\n>\n> twice\n\nand so",
        "- a\n\n  - b\n\n    c\n- d", "* one\n\n- other", "wow![x](https://a.example/)", "a\\\nb *c\\\nd* e",
        "1\\. no list\n\n\\# no heading\n\n\\- nor this", "**a** *b* ***c*** [*d* ](https://a.example/)",
        "<https://a.example/?a_b*c> https://b.example/x", "\\<b> &amp; \\*x\\* | t | ~~u~~ @v", "# Title\n\ntext",
    ])
    func itsMarkdownReadsAsTheSameProse(text: String) {
        let prose = Prose(text)
        #expect(Prose(prose.markdown) == prose, "\(prose.markdown)")
    }
}
