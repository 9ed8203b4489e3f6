import Testing

@testable import Rendering

@Suite struct HTMLTests {
    @Test(arguments: [
        ("a < b & c > \"d\" 'e'", "a &lt; b &amp; c &gt; &quot;d&quot; &#39;e&#39;"),
        ("“plain” – text", "“plain” – text"),
        ("a\u{1}\u{7F}\u{9B}b", "ab"), ("a\u{B}b", "a b"), ("a\u{85}b\u{2028}c", "a\nb\nc"),
        ("a\u{202E}b\u{2066}", "ab"),
        ("\u{FEFF}a\u{FFFE}\u{1FFFF}", "a"), ("<\u{0}script>", "&lt;script&gt;"),
    ])
    func textIsEscapedAndPlain(text: String, html: String) { #expect(HTML.escaped(text) == html) }
}
