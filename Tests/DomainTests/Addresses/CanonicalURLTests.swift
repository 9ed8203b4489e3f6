import Domain
import Testing

@Suite struct CanonicalURLTests {
    @Test(arguments: [
        // Scheme, host, port.
        ("HTTP://Example.ORG/Path", "https://example.org/Path"),
        ("http://example.org:80/a", "https://example.org/a"), ("https://example.org:443/a", "https://example.org/a"),
        ("https://example.org:8443/a", "https://example.org:8443/a"),
        ("https://example.org:80/a", "https://example.org:80/a"), ("https://example.org:/a", "https://example.org/a"),
        ("https://example.org./a", "https://example.org/a"), ("  https://example.org/a\n", "https://example.org/a"),
        ("http://[2001:DB8::1]:80/a", "https://[2001:db8::1]/a"), ("https://192.0.2.1/a", "https://192.0.2.1/a"),
        ("https://XN--Kln-sna.example/", "https://xn--kln-sna.example/"),
        // Forms of a site.
        ("https://www.example.org/a", "https://example.org/a"), ("https://m.example.org/a", "https://example.org/a"),
        ("https://www.m.example.org/a", "https://example.org/a"),
        ("https://amp.theguardian.com/a", "https://theguardian.com/a"),
        ("https://en.m.wikipedia.org/wiki/A", "https://en.wikipedia.org/wiki/A"),
        ("https://m.org/a", "https://m.org/a"), ("https://m.co.uk/a", "https://m.co.uk/a"),
        ("https://www.gov.uk/a", "https://www.gov.uk/a"), ("https://www2.example.org/a", "https://www2.example.org/a"),
        // Path.
        ("https://example.org", "https://example.org/"), ("https://example.org?a=1", "https://example.org/?a=1"),
        ("https://example.org#top", "https://example.org/"),
        ("https://example.org/a/", "https://example.org/a/"),
        ("https://example.org/a/./b/../c", "https://example.org/a/c"),
        ("https://example.org/../../a/..", "https://example.org/"),
        ("https://example.org/%2e%2E/a", "https://example.org/a"),
        ("https://example.org/%7euser/%c3%a4", "https://example.org/~user/%C3%A4"),
        ("https://example.org/Köln", "https://example.org/K%C3%B6ln"),
        ("https://example.org/100%/a%2Fb", "https://example.org/100%/a%2Fb"),
        // Fragment and query.
        ("https://example.org/a#part-2", "https://example.org/a"),
        ("https://example.org/a#:~:text=words", "https://example.org/a"),
        ("https://example.org/#!/page/2", "https://example.org/#!/page/2"),
        ("https://example.org/a?", "https://example.org/a"),
        ("https://example.org/a?b=2&a=1", "https://example.org/a?a=1&b=2"),
        ("https://example.org/a?b=2&a=z&b=1&&c", "https://example.org/a?a=z&b=2&b=1&c"),
        ("https://example.org/a?utm_source=x&UTM_Medium=y&id=7&fbclid=z", "https://example.org/a?id=7"),
        ("https://example.org/a?gclid=1&mc_cid=2&mc_eid=3&igshid=4&ref_src=5", "https://example.org/a"),
        ("https://example.org/a?ref=2&source=3", "https://example.org/a?ref=2&source=3"),
        ("https://example.org/a?q=a=b&q=?", "https://example.org/a?q=a=b&q=?"),
        // AMP.
        ("https://example.org/2020/the-story/amp", "https://example.org/2020/the-story"),
        ("https://example.org/2020/the-story/amp/?amp=1", "https://example.org/2020/the-story/"),
        ("https://example.org/a-story.amp.html", "https://example.org/a-story.html"),
        ("https://example.org/a-story.amp", "https://example.org/a-story"),
        ("https://example.org/a?outputType=amp&amp", "https://example.org/a"),
        ("https://example.org/guitars/amp", "https://example.org/guitars/amp"),
        ("https://example.org/amp", "https://example.org/amp"),
        ("https://example.org/.amp", "https://example.org/.amp"),
        ("https://www.google.com/amp/s/www.example.org/a?b=1", "https://example.org/a?b=1"),
        ("https://www-example-org.cdn.ampproject.org/c/s/www.example.org/a", "https://example.org/a"),
    ])
    func anAddressHasOneForm(url: String, canonical: String) {
        #expect(CanonicalURL.of(url) == canonical)
        #expect(CanonicalURL.of(canonical) == canonical, "the one form is its own")
    }

    @Test(arguments: [
        "https://web.archive.org/web/20200102030405/https://www.example.org/a?b=1#c",
        "http://web.archive.org/web/20200102030405id_/http://example.org:80/a?b=1&utm_source=x",
        "https://web.archive.org/web/2020*/https://example.org/a?b=1",
        "https://web.archive.org/web/https://example.org/a?b=1",
        "https://web.archive.org/web/2020/https:/example.org/a?b=1",
        "https://web.archive.org/web/2020/example.org/a?b=1",
        "https://archive.ph/https://example.org/a?b=1",
        "https://archive.today/newest/https://example.org/a?b=1",
        "https://archive.is/20200102030405/https://example.org/a?b=1",
        "https://archive.md/o/AbCdE/https://example.org/a?b=1",
        "https://archive.ph/2020/https%3A%2F%2Fexample.org%2Fa%3Fb%3D1",
        "https://web.archive.org/web/2021/https://web.archive.org/web/2020/https://example.org/a?b=1",
    ])
    func anArchivedCopyIsThePageThatItIsACopyOf(url: String) {
        #expect(CanonicalURL.of(url) == "https://example.org/a?b=1")
        #expect(CanonicalURL.site(url) == "example.org")
    }

    @Test(arguments: [
        ("https://archive.ph/AbCdE", "https://archive.ph/AbCdE"),
        ("https://web.archive.org/", "https://web.archive.org/"),
        ("https://web.archive.org/web/2020/", "https://web.archive.org/web/2020/"),
        ("https://web.archive.org/about/https://example.org", "https://web.archive.org/about/https://example.org"),
        ("https://archive.ph/2020/https://", "https://archive.ph/2020/https://"),
        ("https://www.google.com/search?q=amp", "https://google.com/search?q=amp"),
        ("https://example.org/2020/https://example.com/", "https://example.org/2020/https://example.com/"),
    ])
    func anArchiveThatDoesNotSayOfWhatIsItself(url: String, canonical: String) {
        #expect(CanonicalURL.of(url) == canonical)
    }

    @Test(arguments: [
        "", " ", "example.org/a", "mailto:a@example.org", "ftp://example.org/", "https:", "https://", "https:///a",
        "https://:80/", "https://who.int@example.org/", "https:example.org", "\u{0}", "://", "https://?a",
    ])
    func whatIsNoWebAddressIsItself(text: String) {
        #expect(CanonicalURL.of(text) == text)
        #expect(CanonicalURL.site(text) == text)
    }

    @Test(arguments: [
        ("https://example.org/a", "example.org"), ("https://www.example.org:8080/a", "example.org"),
        ("https://news.example.org/a", "example.org"), ("https://a.b.c.example.co.uk/", "example.co.uk"),
        ("https://example.co.uk/", "example.co.uk"), ("https://www.ons.gov.uk/", "ons.gov.uk"),
        ("https://www.abc.net.au/", "abc.net.au"), ("https://www3.nhk.or.jp/", "nhk.or.jp"),
        ("https://news.orf.at/", "orf.at"), ("https://www.statcan.gc.ca/", "statcan.gc.ca"),
        ("https://a.substack.com/p/1", "a.substack.com"), ("https://x.a.blogspot.co.uk/", "a.blogspot.co.uk"),
        ("https://a.b.blogspot.com/", "b.blogspot.com"), ("https://192.0.2.17/a", "192.0.2.17"),
        ("https://[::1]:80/", "[::1]"), ("https://localhost/", "localhost"), ("https://go.com/", "go.com"),
        ("https://abcnews.go.com/", "go.com"),
    ])
    func theSiteIsWhatSomebodyRegistered(url: String, site: String) {
        #expect(CanonicalURL.site(url) == site)
    }

    @Test func longAddressesTakeNoLongerThanTheyAre() {
        let clock = ContinuousClock()
        let hostile = [
            "https://" + String(repeating: "www.", count: 10_000) + "example.org/",
            "https://web.archive.org/web/" + String(repeating: "1/", count: 20_000),
            "https://example.org/" + String(repeating: "../", count: 20_000),
            "https://example.org/?" + String(repeating: "a&", count: 20_000),
            "https://example.org/" + String(repeating: "%", count: 50_000),
            "https://archive.ph/https%3a%2f%2f" + String(repeating: "%41", count: 20_000),
        ]
        for url in hostile {
            let time = clock.measure { #expect(!CanonicalURL.of(url).isEmpty) }
            // Quadratic work on 40 kB takes minutes.
            #expect(time < .seconds(5), "\(url.prefix(40))")
        }
    }
}
