import Testing

@testable import Web

struct ClientAddressTests {
    @Test(arguments: [
        ("192.0.2.7", "::ffff:192.0.2.7"), ("192.0.2.7:4711", "192.0.2.7"), ("2001:db8::1", "2001:0db8:0:0:0:0:0:1"),
        ("[2001:db8::1]:443", "2001:db8::1"), (" 192.0.2.7 ", "192.0.2.7"), ("fe80::1%eth0", "fe80::1"),
    ])
    func oneAddressHasOneForm(text: String, same: String) throws {
        let address = try #require(ClientAddress(text))
        #expect(address == ClientAddress(same))
    }

    @Test(arguments: ["", "desk.example.org", "192.0.2", "1.2.3.4.5", "unknown", "_hidden", "::g", "192.0.2.256"])
    func whatIsNoAddressIsNone(text: String) { #expect(ClientAddress(text) == nil) }

    @Test func aHouseholdOfIPv6IsOne() throws {
        let (a, b) = (try #require(ClientAddress("2001:db8:0:1::5")), try #require(ClientAddress("2001:db8:0:1:9::")))
        #expect(a.household == b.household && a != b)
        #expect(ClientAddress("2001:db8:0:2::5")?.household != a.household)
        #expect(ClientAddress("192.0.2.7")?.household != ClientAddress("192.0.2.8")?.household)
    }

    @Test(arguments: [
        ("10.0.0.0/8", "10.255.1.2", true), ("10.0.0.0/8", "11.0.0.1", false), ("127.0.0.1", "127.0.0.1", true),
        ("127.0.0.1", "127.0.0.2", false), ("fd00::/8", "fd12::1", true), ("fd00::/8", "fe00::1", false),
        ("192.0.2.128/25", "192.0.2.127", false), ("192.0.2.128/25", "192.0.2.200", true), ("::1", "::1", true),
        ("0.0.0.0/0", "203.0.113.9", true), ("0.0.0.0/0", "2001:db8::1", false), ("::/0", "2001:db8::1", true),
        ("2001:db8:0:1::/64", "2001:db8:0:1:ffff::", true), ("2001:db8:0:1::/64", "2001:db8:0:2::", false),
    ])
    func aRangeHasTheAddressesThatBeginLikeIt(range: String, address: String, isIn: Bool) throws {
        #expect(try #require(AddressRange(range)).contains(try #require(ClientAddress(address))) == isIn)
    }

    @Test(arguments: ["", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/8/8", "proxy", "127.0.0.1,", "127.0.0.1;::1"])
    func whatIsNoListOfAddressesIsRefused(text: String) { #expect(TrustedProxies(text) == nil) }

    @Test(arguments: [
        // Nobody's word is taken but a proxy's.
        ("", "198.51.100.1", ["203.0.113.9"], "198.51.100.1"),
        ("127.0.0.1", "198.51.100.1", ["203.0.113.9"], "198.51.100.1"),
        ("127.0.0.1", "127.0.0.1", ["203.0.113.9"], "203.0.113.9"), ("127.0.0.1", "127.0.0.1", [], "127.0.0.1"),
        // What a client wrote into the header itself stands before what the proxy added.
        ("127.0.0.1", "127.0.0.1", ["1.1.1.1, 203.0.113.9"], "203.0.113.9"),
        ("127.0.0.1", "127.0.0.1", ["1.1.1.1", "203.0.113.9"], "203.0.113.9"),
        ("127.0.0.1, 10.0.0.0/8", "127.0.0.1", ["203.0.113.9, 10.1.2.3"], "203.0.113.9"),
        ("127.0.0.1, 10.0.0.0/8", "127.0.0.1", ["nonsense, 10.1.2.3"], "10.1.2.3"),
    ])
    func theClientIsTheLastThatIsNoProxy(proxies: String, peer: String, forwarded: [String], client: String) throws {
        let proxies = try #require(proxies.isEmpty ? TrustedProxies() : TrustedProxies(proxies))
        let found = proxies.client(peer: try #require(ClientAddress(peer)), forwarded: forwarded)
        #expect(found == ClientAddress(client))
    }
}
