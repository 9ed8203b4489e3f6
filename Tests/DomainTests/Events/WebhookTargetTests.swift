import Domain
import Testing

struct WebhookTargetTests {
    @Test(arguments: [
        "https://example.org/in", "https://example.org", "https://EXAMPLE.org:8443/a?b=c",
        "https://hooks.example.org:443/",
        "https://93.184.215.14/in", "https://[2606:2800:21f:cb07:6820:80da:af6b:8b2c]/in",
        "https://xn--bcher-kva.example/x",
    ])
    func takesWhatIsPublic(url: String) throws {
        _ = try WebhookTarget(url, rule: .publicOnly)
    }

    @Test(arguments: [
        "http://example.org/in", "ftp://example.org/", "https://", "https:///in", "example.org",
        "https://user@example.org/", "https://user:secret@example.org/", "https://example.org/#part",
        "https://localhost/", "https://LOCALHOST/", "https://desk.localhost/", "https://printer.local/",
        "https://metadata.google.internal/", "https://intranet/", "https://example.org./", "https://.example.org/",
        "https://127.0.0.1/", "https://127.1/", "https://2130706433/", "https://0x7f000001/", "https://0x7f.1/",
        "https://0177.0.0.1/", "https://127.0.0.1.:443/", "https://10.1.2.3/", "https://172.16.0.1/",
        "https://192.168.1.1/", "https://169.254.169.254/latest", "https://100.100.100.200/", "https://0.0.0.0/",
        "https://224.0.0.1/", "https://255.255.255.255/", "https://168.63.129.16/", "https://198.18.0.1/",
        "https://[::1]/", "https://[::]/", "https://[::ffff:127.0.0.1]/", "https://[::ffff:7f00:1]/",
        "https://[fd00:ec2::254]/", "https://[fe80::1]/", "https://[fe80::1%25eth0]/", "https://[ff02::1]/",
        "https://[64:ff9b::10.0.0.1]/", "https://[2002:7f00:1::]/", "https://[2001:db8::1]/", "https://[::127.0.0.1]/",
        "https://[::1/", "https://[::1]x/", "https://example.org:/", "https://example.org:22/",
        "https://example.org:5/", "https://example.org:70000/", "https://example.org:8a/", "https://exa mple.org/",
        "https://bücher.example/", "https://example.org\\@127.0.0.1/", "https://-a.example.org/",
        "https://127.0.0.1%2eexample.org/",
    ])
    func refusesWhatIsNot(url: String) {
        #expect(throws: InputError.self, "\(url)") { try WebhookTarget(url, rule: .publicOnly) }
    }

    @Test(arguments: ["http://127.0.0.1:9000/in", "http://localhost:9000", "https://intranet/x", "http://[::1]:9000/"])
    func theOperatorMayAllowPrivateOnes(url: String) throws {
        let target = try WebhookTarget(url, rule: .allowPrivate)
        #expect(target.port == (url.hasPrefix("https") ? 443 : 9000))
    }

    @Test(arguments: ["https://user@intranet/", "https://0x7f.1/", "gopher://intranet/", "http://intranet:25/"])
    func evenThenSomeAreRefused(url: String) {
        #expect(throws: InputError.self) { try WebhookTarget(url, rule: .allowPrivate) }
    }

    @Test func takesAnAddressApart() throws {
        let target = try WebhookTarget("https://Hooks.Example.org:8443/a?b", rule: .publicOnly)
        #expect(target.host == "hooks.example.org" && target.port == 8443 && target.isTLS)
        #expect(try WebhookTarget("http://[::1]:9000/", rule: .allowPrivate).address == IPAddress("::1"))
    }
}

struct IPAddressTests {
    @Test(arguments: [
        ("8.8.8.8", true), ("1.1.1.1", true), ("9.255.255.255", true), ("11.0.0.0", true), ("100.63.255.255", true),
        ("100.128.0.0", true), ("172.15.255.255", true), ("172.32.0.0", true), ("192.167.255.255", true),
        ("223.255.255.255", true), ("2606:4700::1111", true), ("2a00:1450:4001::1", true),
        ("::ffff:8.8.8.8", true), ("64:ff9b::8.8.8.8", true), ("2002:808:808::1", true),
        ("0.1.2.3", false), ("10.0.0.0", false), ("10.255.255.255", false), ("100.64.0.0", false),
        ("100.127.255.255", false), ("127.255.255.254", false), ("169.254.0.1", false), ("172.31.255.255", false),
        ("192.0.0.8", false), ("192.0.2.1", false), ("192.168.255.255", false), ("198.19.255.255", false),
        ("198.51.100.7", false), ("203.0.113.7", false), ("239.1.2.3", false), ("240.0.0.1", false),
        ("::", false), ("::1", false), ("fc00::1", false), ("fdff::1", false), ("fe80::1", false), ("febf::1", false),
        ("fec0::1", false), ("ff0e::1", false), ("100::1", false), ("2001::1", false), ("2001:1ff::1", false),
        ("2001:db8::1", false), ("3fff::1", false), ("::ffff:10.0.0.1", false), ("::ffff:169.254.169.254", false),
        ("64:ff9b::127.0.0.1", false), ("64:ff9b:1::1", false), ("2002:a00:1::1", false), ("::8.8.8.8", false),
    ])
    func knowsWhichAddressesArePublic(text: String, isPublic: Bool) throws {
        #expect(try #require(IPAddress(text)).isPublic == isPublic)
    }

    @Test(arguments: [
        "", "1.2.3", "1.2.3.4.5", "01.2.3.4", "0x1.2.3.4", "1.2.3.256", " 1.2.3.4", "fe80::1%eth0", "::g", "1",
    ])
    func readsNothingElse(text: String) { #expect(IPAddress(text) == nil) }

    @Test func hasFourOrSixteenBytes() {
        #expect(IPAddress(bytes: [127, 0, 0, 1])?.description == "127.0.0.1")
        #expect(IPAddress(bytes: [127, 0, 0]) == nil)
    }
}
