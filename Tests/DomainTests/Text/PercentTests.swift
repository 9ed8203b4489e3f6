import Domain
import Testing

/// How each of those who call it wants percent-encoding: addresses that are written, queries that are read strictly,
/// addresses that are compared, addresses that are opened as well as may be.
@Suite struct PercentTests {
    @Test(arguments: [
        ("azAZ09-._~", "azAZ09-._~"), ("a b+c", "a%20b%2Bc"), ("é", "%C3%A9"), ("/?#&=%", "%2F%3F%23%26%3D%25"),
        ("\u{1}\u{7F}", "%01%7F"), ("", ""),
    ])
    func whatIsWrittenIsReadBack(text: String, encoded: String) {
        #expect(Percent.encoded(text) == encoded)
        #expect(Percent.decoded(encoded) == text)
        #expect(Percent.decoded(encoded, plusIsBlank: true) == text)
        #expect(Percent.opened(encoded) == text)
    }

    @Test(arguments: [
        ("%2f%2F", "//"), ("a+b", "a+b"), ("caf%C3%A9", "café"), ("%25%32%46", "%2F"), ("é", "é"),
    ])
    func strictReadingTakesEitherCaseAndReadsOnce(text: String, decoded: String) {
        #expect(Percent.decoded(text) == decoded)
    }

    @Test func aPlusIsABlankOnlyWhereFormsWriteIt() {
        #expect(Percent.decoded("a+b%2Bc", plusIsBlank: true) == "a b+c")
        #expect(Percent.decoded("a+b%2Bc") == "a+b+c")
    }

    @Test(arguments: ["%", "%2", "%e", "a%", "%zz", "%2g", "% 5", "%+5", "%-0", "%FF", "%C3", "%C3%", "%ED%A0%80"])
    func strictReadingRefusesTheRest(text: String) {
        #expect(Percent.decoded(text) == nil)
        #expect(Percent.decoded(text, plusIsBlank: true) == nil)
    }

    @Test(arguments: [
        ("%7euser/%c3%a4", "~user/%C3%A4"), ("/Köln x", "/K%C3%B6ln%20x"), ("/100%/a%2fb", "/100%/a%2Fb"),
        ("a+b%2B", "a+b%2B"), ("%e", "%e"), ("%2E%2e", ".."), ("%00%FF", "%00%FF"), ("\u{7F}\u{1}", "\u{7F}%01"),
    ])
    func anAddressHasOneForm(part: String, canonical: String) {
        #expect(Percent.canonical(part) == canonical)
        #expect(Percent.canonical(canonical) == canonical)
    }

    @Test(arguments: [
        ("example.org%2Fa%3Fb%3D1", "example.org/a?b=1"), ("a+b", "a+b"), ("%e", "%e"), ("100%25%", "100%%"),
        ("%FFa", "\u{FFFD}a"), ("%zz%41", "%zzA"),
    ])
    func openingLeavesWhatIsNoEncoding(text: String, opened: String) { #expect(Percent.opened(text) == opened) }
}
