import Testing

@testable import Web

struct HostHeaderTests {
    @Test(arguments: [
        "desk.example.org", "desk.example.org:8080", "127.0.0.1:80", "[::1]", "[2001:db8::1]:443", "localhost",
        "a_b-c.~",
        "xn--bcher-kva.example", "desk.test:",
    ])
    func namesAndAddressesAreValid(host: String) { #expect(HostHeader.isValid(host)) }

    @Test(arguments: [
        "", " ", "a b", "a,b", "a/b", "a@b", "a?b", "a#b", "a\"b", "<b>", "a:b", "a:123456", "a:1:2", "[::1", "[]",
        "[::g]",
        "[::1]x", "::1", "bücher.example", "a%00", "[127.0.0.1]", "a;b", "@", "`", "{",
    ])
    func whatMeansSomethingElsewhereIsNot(host: String) { #expect(!HostHeader.isValid(host)) }
}
