import Domain
import Testing

@Suite struct InputTests {
    private func problem(_ check: () throws(InputError) -> Void) -> String? {
        do throws(InputError) {
            try check()
            return nil
        } catch { return "\(error.field): \(error.problem)" }
    }

    @Test(arguments: ["", " ", "\n\t ", "\u{A0}", "\u{2003}", "\r\n"])
    func blankTextIsEmpty(text: String) {
        #expect(
            problem { () throws(InputError) in try Input.text(text, "title", limit: 9) } == "title: must not be empty"
        )
        #expect(problem { () throws(InputError) in try Input.optionalText(text, "title", limit: 9) } == nil)
    }

    @Test(arguments: ["a\u{0}b", "\u{0}", "\u{0}\u{301}"])
    func textWithANULIsRefusedBecauseNoDatabaseTextCanHoldOne(text: String) {
        #expect(
            problem { () throws(InputError) in try Input.optionalText(text, "body", limit: 9) }
                == "body: must not contain NUL characters"
        )
    }

    @Test func lengthsAreCountedInCodePoints() {
        // One family is one character, seven code points and 25 bytes.
        let family = "👨‍👩‍👧‍👦"
        #expect(problem { () throws(InputError) in try Input.text(family, "t", limit: 7) } == nil)
        #expect(
            problem { () throws(InputError) in try Input.text(family, "t", limit: 6) }
                == "t: must be at most 6 characters"
        )
        #expect(
            problem { () throws(InputError) in try Input.text("e\u{301}", "t", limit: 1) }
                == "t: must be at most 1 characters"
        )
        #expect(problem { () throws(InputError) in try Input.text("ééé", "t", limit: 3) } == nil)
    }

    @Test(arguments: [
        "http://example.org", "https://example.org/", "HTTPS://Example.ORG/Path", "hTTp://x",
        "https://example.org:8443/a",
        "https://[2001:db8::1]/", "https://example.org?q=1", "https://example.org#part",
        "https://münchen.example/straße",
        "https://example.org/a(b)[c]'*!$&,;=:@%20", "https://日本.example/記事",
        "http://localhost:8080/x", "http://intranet/", "https://example.org./", "https://192.0.2.1:65535/",
        "http://[::1]",
        "http://[::ffff:192.0.2.1]:80/", "https://a_b.example.org/", "https://-a-.example.org/", "https://i❤.example/",
        "https://xn--bcher-kva.example/", "https://पुस्तक.example/", "https://1.example/", "https://example.org:1",
    ])
    func wholeWebAddressesAreTaken(url: String) {
        #expect(problem { () throws(InputError) in try Input.webURL(url, "url") } == nil)
    }

    @Test(arguments: [
        "", "example.org", "www.example.org/page", "//example.org", "/page", "javascript:alert(1)",
        "JavaScript:alert(1)",
        " https://example.org", "https://", "https:///path", "https://?q", "https://#a", "https://:443/",
        "https:/example.org",
        "https:example.org", "https//example.org", "ftp://example.org", "file:///etc/passwd", "data:text/html,x",
        "mailto:a@b.org",
        "https://example.org/a b", "https://example.org/\n", "https://example.org/\tb", "https://exa\u{0}mple.org",
        "https://example.org/\u{7F}", "https://example.org/\u{85}", "https://example.org/\u{A0}",
        "https://example.org/\u{2028}",
        "https://example.org/\u{202E}gpj.exe", "https://example.org/\u{200B}", "https://example.org/<script>",
        "https://example.org/\"x", "https://example.org\\@evil.example", "https://who.int@evil.example/",
        "https://user:word@example.org/", "https://@example.org/", "https:/\u{301}/example.org",
        "https://example.org/`{|}^",
        // Hosts and ports.
        "http://[::1", "http://::1]/", "http://[]/", "http://[::1]x/", "http://[::1]:/", "http://[::g]/",
        "http://[fe80::1%25eth0]/",
        "http://[127.0.0.1]/", "http://[v1.a]/", "http://example.org:/", "http://example.org:0/",
        "http://example.org:65536/",
        "http://example.org:99999999999999999999/", "http://example.org:-1/", "http://example.org:8a/",
        "http://example.org:８/",
        "http://a:b:c/", "http://./", "http://../", "http://a..b/", "http://.example.org/", "http://example.org../",
        "http://ex%61mple.org/", "http://exa[mple.org/", "http://1.2.3/", "http://1.2.3.4.5/", "http://256.1.1.1/",
        "http://0x7f.1/", "http://2130706433/", "http://example.123/", "http://example,org/", "http://example。org/",
        "http://\u{FF1A}/", "http:///example.org", "http:\\\\example.org", "https://exa\u{AD}mple.org/",
        "https://example.org/\u{FFFE}",
    ])
    func anythingElseIsRefused(url: String) {
        #expect(problem { () throws(InputError) in try Input.webURL(url, "url") }?.hasPrefix("url: must") == true)
    }

    @Test func aLabelAndANameHaveTheLengthsOfDNS() {
        let label = String(repeating: "a", count: 63)
        let name = "\(label).\(label).\(label).\(String(repeating: "b", count: 61))"
        for (url, isTaken) in [
            ("https://\(label).org/", true), ("https://a\(label).org/", false), ("https://\(name)/", true),
            ("https://\(name)b/", false),
        ] {
            let found = problem { () throws(InputError) in try Input.webURL(url, "url") }
            #expect((found == nil) == isTaken, "\(url)")
        }
    }

    @Test(arguments: [
        "a\u{202E}b", "a\u{2066}b", "a\u{FEFF}", "\u{FFFE}a", "a\u{85}b", "a\u{2029}b", "a\u{1B}[2Jb", "a\u{B}b",
    ])
    func aNameIsOneLineThatSteersNobody(text: String) {
        #expect(
            problem { () throws(InputError) in try Input.line(text, "name", limit: 99) }
                == "name: must be one line without control characters")
    }

    @Test(arguments: ["نيم\u{200C}فاصله", "א\u{200F}!", "👨‍👩‍👧‍👦", "é"])
    func marksThatJoinWithinAWordStay(text: String) {
        #expect(problem { () throws(InputError) in try Input.line(text, "name", limit: 99) } == nil)
    }

    @Test func noAddressIsAnAddressThatWasLeftOut() {
        #expect(problem { () throws(InputError) in try Input.webURL(nil, "url") } == nil)
    }

    @Test func anAddressTakesAtMost2000Bytes() {
        let start = "https://example.org/"
        let longest = start + String(repeating: "a", count: 1980)
        #expect(problem { () throws(InputError) in try Input.webURL(longest, "url") } == nil)
        #expect(
            problem { () throws(InputError) in try Input.webURL(longest + "a", "url") }
                == "url: must be at most 2000 characters"
        )
        let wide = start + String(repeating: "記", count: 700)
        #expect(
            problem { () throws(InputError) in try Input.webURL(wide, "url") }
                == "url: must take at most 2000 bytes in UTF-8"
        )
    }

    @Test func numbersLieInTheirRangeEndsIncluded() {
        #expect(problem { () throws(InputError) in try Input.number(nil, "urgency", in: 1...9) } == nil)
        #expect(problem { () throws(InputError) in try Input.number(1, "urgency", in: 1...9) } == nil)
        #expect(problem { () throws(InputError) in try Input.number(9, "urgency", in: 1...9) } == nil)
        for number in [0, 10, -1, .max, .min] {
            #expect(
                problem { () throws(InputError) in try Input.number(number, "urgency", in: 1...9) }
                    == "urgency: must be from 1 to 9"
            )
        }
    }

    @Test func anErrorInsideOfAnItemNamesTheWayToIt() {
        #expect(InputError("url", "no").inside("evidence[2]") == InputError("evidence[2].url", "no"))
        let items = [EvidenceInput(url: "https://a.org", stance: .supports), EvidenceInput(url: "", stance: .supports)]
        #expect(
            problem { () throws(InputError) in try EvidenceInput.validate(items) }
                == "evidence[1].url: must not be empty"
        )
        let many = Array(repeating: items[0], count: 101)
        #expect(
            problem { () throws(InputError) in try EvidenceInput.validate(many) }
                == "evidence: must have at most 100 items"
        )
    }
}
