import Domain
import Foundation
import FoundationXML
import Rendering
import Testing

@Suite struct AtomFeedTests {
    private static func feed(_ text: String) -> AtomFeed {
        AtomFeed(
            id: "urn:uuid:1", title: text, subtitle: text, author: (text, "https://d.example/?a=1&b=\"2"),
            addresses: ("https://d.example/f", "https://d.example/f?cursor=1", "https://d.example/f?cursor=2"),
            alternate: "https://d.example/", updated: Date(timeIntervalSince1970: 1_795_361_462.417),
            entries: [
                AtomFeed.Entry(
                    id: "urn:uuid:2", title: text, address: "https://d.example/2",
                    published: Date(timeIntervalSince1970: 0), updated: Date(timeIntervalSince1970: 1),
                    category: ("false", text), language: text, html: "<p>\(text)</p>")
            ])
    }

    @Test(arguments: [
        "]]></content><evil/>", "\"><x y=\"", "&amp; &#60;", "a\u{0}b\u{1}\u{FFFE}\u{FFFF}c\u{1B}", "שלום \u{202E}abc",
        "\"\u{301}<\u{338}", "line\u{2028}end\u{B}", "\u{1F600}", "",
    ])
    func whateverATextHoldsTheFeedIsWellFormedAndSaysIt(text: String) throws {
        let reader = Reader()
        let parser = XMLParser(data: Data(Self.feed(text).xml.utf8))
        parser.delegate = reader
        #expect(parser.parse(), "\(String(describing: parser.parserError))")
        #expect(
            Set(reader.elements)
                == [
                    "feed", "id", "title", "subtitle", "updated", "author", "name", "uri", "link", "entry", "published",
                    "category", "content",
                ])
        if text == "]]></content><evil/>" { #expect(reader.text.contains("<p>]]></content><evil/></p>")) }
        if text.hasPrefix("a") { #expect(reader.text.contains("<p>abc</p>")) }
    }

    @Test func itHasWhatRFC4287AndRFC5005AskFor() {
        let xml = Self.feed("Harbour").xml
        for needed in [
            "<feed xmlns=\"http://www.w3.org/2005/Atom\"", "<updated>2026-11-22T15:31:02.417Z</updated>",
            "<link rel=\"self\" type=\"application/atom+xml\" href=\"https://d.example/f?cursor=1\"/>",
            "<link rel=\"first\" type=\"application/atom+xml\" href=\"https://d.example/f\"/>",
            "<link rel=\"next\" type=\"application/atom+xml\" href=\"https://d.example/f?cursor=2\"/>",
            "<published>1970-01-01T00:00:00.000Z</published>", "<category term=\"false\" label=\"Harbour\"/>",
            "<content type=\"html\">&lt;p&gt;Harbour&lt;/p&gt;</content>",
        ] { #expect(xml.contains(needed), "\(needed)") }
    }

    private final class Reader: NSObject, XMLParserDelegate {
        var elements: [String] = []
        var text = ""

        func parser(
            _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
            attributes: [String: String] = [:]
        ) { elements.append(name) }

        func parser(_ parser: XMLParser, foundCharacters characters: String) { text += characters }
    }

    @Test func noTextInLinkedDataCanEndItsScript() throws {
        let json: JSON = ["a": "</script><!-- &lt; \u{2028}\u{2029} ]]>"]
        let text = json.scriptText
        for forbidden in ["<", ">", "&", "\u{2028}", "\u{2029}"] { #expect(!text.contains(forbidden)) }
        #expect(try JSON(reading: Array(text.utf8)) == json)
    }
}
