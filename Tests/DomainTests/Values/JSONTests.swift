import Domain
import Foundation
import Testing

@Suite struct JSONTests {
    @Test(
        arguments: [
            (JSON.null, "null"), (true, "true"), (false, "false"), (0, "0"), (.int(.min), "-9223372036854775808"),
            (.double(0.25), "0.25"), (.double(1e-7), "1e-07"), (.double(1e300), "1e+300"), (.double(-0.0), "-0.0"),
            (.double(.nan), "null"), (.double(.infinity), "null"), (.double(-.infinity), "null"),
            ("", "\"\""), ([], "[]"), ([:], "{}"), ([1, [2, nil]], "[1,[2,null]]"),
            (["b": 1, "a": ["c": "d"]], "{\"b\":1,\"a\":{\"c\":\"d\"}}"),
        ] as [(JSON, String)]
    )
    func valuesAreWrittenInTheOrderOfTheirMembers(value: JSON, text: String) { #expect(value.text() == text) }

    @Test(arguments: [
        ("a\"b", "a\\\"b"), ("a\\b", "a\\\\b"), ("\n\r\t", "\\n\\r\\t"), ("\r\n", "\\r\\n"),
        ("\u{0}\u{1B}\u{7F}", "\\u0000\\u001b\\u007f"),
        ("\u{2028}\u{2029}", "\\u2028\\u2029"), ("é 🇩🇪 </script>", "é 🇩🇪 </script>"),
        // A combining mark does not hide the quote from the parser.
        ("\"\u{301}", "\\\"\u{301}"),
    ])
    func textIsEscaped(text: String, escaped: String) { #expect(JSON.string(text).text() == "\"\(escaped)\"") }

    @Test func everyCharacterComesBackFromAParserAsItWas() throws {
        var text = ""
        for value in (0...0x2100).compactMap(UnicodeScalar.init) { text.unicodeScalars.append(value) }
        text += "😀\u{10FFFF}"
        let parsed = try JSONDecoder().decode([String].self, from: Data(JSON([text]).text().utf8))
        #expect(Array(parsed[0].unicodeScalars) == Array(text.unicodeScalars))
    }

    @Test func prettyTextIsIndentedByTwoSpacesAndEmptyValuesStayOnTheirLine() {
        let value: JSON = ["a": [1, ["b": nil]], "c": [], "d": [:]]
        #expect(
            value.text(pretty: true) == """
                {
                  "a": [
                    1,
                    {
                      "b": null
                    }
                  ],
                  "c": [],
                  "d": {}
                }
                """
        )
    }

    @Test func deepNestingIsWritten() {
        var value: JSON = 1
        for _ in 0..<500 { value = [value] }
        #expect(value.text() == String(repeating: "[", count: 500) + "1" + String(repeating: "]", count: 500))
    }

    @Test func jsonTextIsReadTheMembersOfObjectsInTheirOrder() {
        #expect(
            JSON(parsing: "{\"b\":[1,2.5,true,null],\"a\":\"x\"}") == ["b": [1, .double(2.5), true, nil], "a": "x"]
        )
        #expect(JSON(parsing: "7") == 7)
        #expect(JSON(parsing: "not json") == nil)
        #expect(JSON(parsing: "") == nil)
    }

    @Test func membersAreAddedAndLeftOutOfObjectsOnly() {
        let value: JSON = ["a": 1, "b": 2]
        #expect(value.adding(["c": 3]) == ["a": 1, "b": 2, "c": 3])
        #expect(value.leavingOut(["a"]) == ["b": 2])
        #expect(JSON.int(1).adding(["c": 3]) == 1)
        #expect(JSON.int(1).leavingOut(["a"]) == 1)
    }

    @Test func countsListEveryWordAndTheirSum() {
        #expect(
            JSON.counts([ReviewSlot.State.open: 2, .done: 3]).text()
                == "{\"total\":5,\"open\":2,\"leased\":0,\"done\":3}"
        )
    }
}
