import Testing

@testable import Web

@Suite struct FormFieldsTests {
    @Test(arguments: [
        ("text=a+b%20c&url=", "text", "a b c"), ("text=1%2B1%3D2%26", "text", "1+1=2&"), ("text=a&text=b", "text", "a"),
        ("text=%E2%82%AC", "text", "€"), ("text=%FF", "text", "\u{FFFD}"), ("text=%4", "text", "%4"),
        ("text=%zz", "text", "%zz"),
        ("text=a%0D%0Ab%0Dc", "text", "a\nb\nc"), ("a=b=c", "a", "b=c"), ("a", "a", ""), ("&&=x&", "", "x"),
        ("", "text", ""),
        ("t%65xt=x", "text", "x"),
    ])
    func fieldsAreWhatWasTyped(body: String, name: String, value: String) {
        #expect(FormFields(Array(body.utf8))[name] == value)
    }
}
