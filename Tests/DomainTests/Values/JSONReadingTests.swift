import Domain
import Testing

struct JSONReadingTests {
    @Test(
        arguments: [
            ("null", JSON.null), (" true\n", .bool(true)), ("false", .bool(false)), ("0", .int(0)), ("-12", .int(-12)),
            ("9223372036854775807", .int(.max)), ("9223372036854775808", .double(9_223_372_036_854_775_808)),
            ("1.5", .double(1.5)), ("-0.5e+3", .double(-500)), ("1E2", .double(100)),
            ("\"\"", .string("")), ("\"ü🧂e\u{301}\"", .string("ü🧂e\u{301}")),
            (#""\"\\\/\b\f\n\r\t\u00e9\ud83e\uddc2\u0000""#, .string("\"\\/\u{8}\u{C}\n\r\té🧂\u{0}")),
            ("[]", .array([])), ("[1, [2], {}]", .array([1, [2], .object([])])),
            ("\u{FEFF}{\"b\":1,\"a\":null}", .object([.init("b", 1), .init("a", nil)])),
            ("{\"a\":1,\"a\":2}", .object([.init("a", 1), .init("a", 2)])),
        ] as [(String, JSON)])
    func readsWhatRFC8259Allows(text: String, value: JSON) throws {
        #expect(try JSON(reading: Array(text.utf8)) == value)
    }

    @Test(arguments: [
        ("", 1, 1, "ends where a value"), ("{", 1, 2, "name in double quotes"), ("[1,]", 1, 4, "a value should"),
        ("{\"a\" 1}", 1, 6, "colon"), ("{\"a\":1 \"b\":2}", 1, 8, "comma or }"), ("[1 2]", 1, 4, "comma or ]"),
        ("{\"a\":1,}", 1, 8, "name in double quotes"), ("{'a':1}", 1, 2, "name in double quotes"),
        ("nul", 1, 1, "a value should"), ("NaN", 1, 1, "a value should"), ("01", 1, 2, "nothing more"),
        ("1.", 1, 3, "digit"), ("-", 1, 2, "digit"), (".5", 1, 1, "a value should"), ("1e", 1, 3, "digit"),
        ("1e999", 1, 1, "too large"), ("{} {}", 1, 4, "nothing more"), ("\"abc", 1, 1, "no end"),
        ("\"a\nb\"", 1, 3, "control characters"), (#""\x""#, 1, 3, "no such escape"),
        (#""\u12g4""#, 1, 6, "four hex digits"), (#""\ud800""#, 1, 4, "half of a surrogate"),
        (#""\udc00""#, 1, 4, "half of a surrogate"), (#""\ud800\u0041""#, 1, 4, "half of a surrogate"),
        ("{\n  \"ü\": tru\n}", 2, 8, "a value should"), ("// no\n1", 1, 1, "a value should"),
    ])
    func tellsWhatIsWrongAndWhere(text: String, line: Int, column: Int, problem: String) throws {
        let error = #expect(throws: JSONSyntaxError.self) { try JSON(reading: Array(text.utf8)) }
        #expect(error?.line == line && error?.column == column, "\(String(describing: error))")
        #expect(error?.problem.contains(problem) == true, "\(String(describing: error))")
    }

    @Test func refusesDeepNestingWithoutRunningOutOfStack() throws {
        let deep = String(repeating: "[", count: 100_000)
        let error = #expect(throws: JSONSyntaxError.self) { try JSON(reading: Array(deep.utf8)) }
        #expect(error?.column == 33)
        let allowed = String(repeating: "[", count: 32) + String(repeating: "]", count: 32)
        #expect(throws: Never.self) { try JSON(reading: Array(allowed.utf8)) }
    }

    @Test func readsBackWhatIsWritten() throws {
        let json: JSON = [
            "text": "line\nbreak \u{2028} \"quoted\" \\ \u{1} 🧂", "list": [1, .double(-2.5), true, nil], "empty": [:],
        ]
        #expect(try JSON(reading: Array(json.text().utf8)) == json)
        #expect(try JSON(reading: Array(json.text(pretty: true).utf8)) == json)
    }
}
