import Testing

@testable import Rendering

@Suite
struct PageTemplateTests {
    struct Page: Codable {
        struct Item: Codable {
            let word: String
            var isLast = false
        }

        var title = "A <b> & \"c\" 'd'"
        var count = 3
        var isOpen = true
        var isClosed = false
        var missing: String?
        var given: String? = "here"
        var items: [Item] = [Item(word: "one"), Item(word: "two", isLast: true)]
        var words = ["x", "y"]
        var none: [String] = []
        var inner = Item(word: "deep")
        var noItem: Item?
    }

    private func render(_ template: String, library: [String: PageTemplate] = [:]) throws -> String {
        try PageTemplate(template).render(Page(), library: library)
    }

    @Test
    func valuesAreEscapedForHTMLThreeBracesLeaveThemAsTheyAreNumbersAreWrittenOut() throws {
        #expect(try render("<p>{{title}}</p>") == "<p>A &lt;b&gt; &amp; &quot;c&quot; &#39;d&#39;</p>")
        #expect(try render("{{{title}}}") == "A <b> & \"c\" 'd'")
        #expect(try render("{{count}} {{inner.word}}{{missing}}{{noItem.word}}") == "3 deep")
    }

    @Test(arguments: [
        ("\"\u{301}x", "&quot;\u{301}x"), ("\u{600}<b>", "\u{600}&lt;b&gt;"),
        ("\u{1F3F4}<\u{FE0F}", "\u{1F3F4}&lt;\u{FE0F}"),
    ])
    func aTagBehindACombiningMarkOrAPrependedSignIsEscaped(text: String, escaped: String) throws {
        #expect(HTML.escaped(text).unicodeScalars.elementsEqual(escaped.unicodeScalars))
        let page = try PageTemplate("{{word}}").render(Page.Item(word: text))
        #expect(page.unicodeScalars.elementsEqual(escaped.unicodeScalars))
    }

    @Test(arguments: [
        ("{{#items}}{{word}}{{^isLast}}, {{/isLast}}{{/items}}", "one, two"),
        ("{{#words}}[{{.}}]{{/words}}", "[x][y]"),
        ("{{#none}}a{{/none}}{{^none}}nothing{{/none}}", "nothing"),
        ("{{?given}}({{given}}){{/given}}{{^given}}no{{/given}}", "(here)"),
        ("{{?missing}}({{missing}}){{/missing}}{{^missing}}no{{/missing}}", "no"),
        ("{{?isOpen}}open{{/isOpen}}{{?isClosed}}closed{{/isClosed}}{{^isClosed}}ajar{{/isClosed}}", "openajar"),
        ("{{#inner}}{{word}} of {{../count}}{{/inner}}", "deep of 3"),
        ("{{#noItem}}{{word}}{{/noItem}}{{^noItem}}-{{/noItem}}", "-"),
        ("{{#words}}{{#../words}}{{.}}{{/../words}};{{/words}}", "xy;xy;"),
        ("{{?items}}<ul>{{#items}}<li>{{word}}{{/items}}</ul>{{/items}}", "<ul><li>one<li>two</ul>"),
        ("{{?none}}<ul>{{#none}}<li>{{.}}{{/none}}</ul>{{/none}}{{^none}}no list{{/none}}", "no list"),
        ("{{?noItem}}a{{/noItem}}{{?inner}}{{inner.word}} {{count}}{{/inner}}", "deep 3"),
    ])
    func sectionsAreShownForWhatIsThereAndForEachItemOfAList(template: String, page: String) throws {
        #expect(try render(template) == page)
    }

    @Test
    func aNameIsTheInnermostScopesOwnWithOrWithoutAValueTwoDotsReachOneScopeFurtherOut() throws {
        struct Outer: Codable {
            struct Inner: Codable {
                let name: String?
                let words: [String]
            }

            let name: String
            let language: String
            let inner: [Inner]
        }
        let outer = Outer(
            name: "outer", language: "sv",
            inner: [.init(name: nil, words: ["a"]), .init(name: "own", words: ["b", "c"])])
        let page = try PageTemplate("{{#inner}}{{../language}}:{{name}},{{../name}};{{/inner}}").render(outer)
        #expect(page == "sv:,outer;sv:own,outer;")
        // A question does not count as a scope; a list within a list does.
        let deep = try PageTemplate(
            "{{#inner}}{{?words}}{{#words}}{{.}}{{../name}}{{../../language}} {{/words}}{{/words}}{{/inner}}")
        #expect(try deep.render(outer) == "asv bownsv cownsv ")
    }

    @Test
    func aSectionsTagAloneOnItsLineLeavesNoLine() throws {
        #expect(
            try render("<ul>\n{{#items}}\n  <li>{{word}}</li>\n{{/items}}\n</ul>\n")
                == "<ul>\n  <li>one</li>\n  <li>two</li>\n</ul>\n")
        #expect(try render("a\n  {{?isOpen}}  \nb\n  {{/isOpen}}") == "a\nb\n")
        #expect(try render("a {{?isOpen}}\nb{{/isOpen}}\nc") == "a \nb\nc")
        #expect(try render("{{title}}\n{{count}}\n").hasSuffix("\n3\n"))
    }

    @Test
    func anotherTemplateSeesTheValuesOfThePlaceWhereItStands() throws {
        let badge = try PageTemplate("<b>{{word}}</b>\n")
        #expect(
            try render("{{#items}}\n{{>badge}}\n{{/items}}\n", library: ["badge": badge]) == "<b>one</b>\n<b>two</b>\n")
    }

    @Test(arguments: [
        ("a\n{{#items}}b", "line 2: {{/items}} is missing"),
        ("a\n\n{{/items}}", "line 3: nothing of this name is open"),
        ("{{#items}}{{/words}}", "line 1: nothing of this name is open"),
        ("{{title", "line 1: }} is missing"),
        ("{{{title}}", "line 1: }}} is missing"),
        ("{{a..b}}", "line 1: “a..b” is no name"),
        ("{{ title }}", "line 1: “ title ” is no name"),
        ("{{}}", "line 1: “” is no name"),
        ("{{<badge}}text{{/badge}}", "line 1: in {{<badge}} stand blocks and nothing else"),
        ("{{<badge}}\n{{$a}}{{/b}}", "line 2: nothing of this name is open"),
    ])
    func aTemplateThatIsNotWellFormedIsRefusedWithTheLine(template: String, mistake: String) {
        do {
            _ = try PageTemplate(template)
            Issue.record("it was taken")
        } catch { #expect(error.description == mistake) }
    }

    @Test
    func aPagesValuesAreItsStoredPropertiesInOrderAnOptionalWithoutAValueKeepsItsName() {
        struct Small: Encodable {
            let name: String
            let number: Int
            let flag: Bool
            let share: Double
            let large: UInt64
            let nothing: Int?
            let noFlag: Bool?
            let noShare: Double?
            let texts: [String?]
            let choice: Choice
        }
        enum Choice: String, Encodable { case first }
        let value = PageValue(
            Small(
                name: "n", number: -2, flag: false, share: 0.5, large: 9, nothing: nil, noFlag: nil, noShare: nil,
                texts: ["a", nil],
                choice: .first))
        #expect(
            value
                == .object([
                    .init(name: "name", value: .text("n")), .init(name: "number", value: .text("-2")),
                    .init(name: "flag", value: .flag(false)),
                    .init(name: "share", value: .text("0.5")), .init(name: "large", value: .text("9")),
                    .init(name: "nothing", value: .absent),
                    .init(name: "noFlag", value: .absent), .init(name: "noShare", value: .absent),
                    .init(name: "texts", value: .list([.text("a"), .absent])),
                    .init(name: "choice", value: .text("first")),
                ]))
    }
}

extension PageTemplate {
    /// Finds the page's names, and renders it.
    fileprivate func render(_ page: some Codable, library: [String: PageTemplate] = [:]) throws -> String {
        try BoundTemplate(self, to: PageShape(of: type(of: page)), library: library).render(page)
    }
}
