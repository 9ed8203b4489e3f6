import Domain
import Testing

@Suite struct EncodedAddressTests {
    /// As Firefox and Chromium send what is typed; the pipe as RFC 3986 has it.
    @Test(arguments: [
        ("https://a.org/x|y?q={1}^2#\"z\"", "https://a.org/x%7Cy?q=%7B1%7D%5E2#%22z%22"),
        ("https://a.org/`b`<c>", "https://a.org/%60b%60%3Cc%3E"),
        ("HTTP://a.org\\b\\c?d=\\e", "HTTP://a.org/b/c?d=%5Ce"),
        ("https://a.org/%7Cx%7c|", "https://a.org/%7Cx%7c%7C"), ("https://a.org/é?ü", "https://a.org/é?ü"),
        ("https://a.org", "https://a.org"), ("https://a{b}.org/|", "https://a{b}.org/%7C"),
        ("ftp://a.org/|", "ftp://a.org/|"), ("|https://a.org/|", "|https://a.org/|"), ("{}", "{}"), ("", ""),
    ])
    func whatPeoplePasteIsSentAsABrowserSendsIt(typed: String, sent: String) {
        #expect(WebAddress.encoded(typed) == sent)
        #expect(WebAddress.encoded(sent) == sent)
    }

    @Test func evidenceArticlesAndRequestsTakeThem() throws {
        let (typed, sent) = ("https://a.org/x|y", "https://a.org/x%7Cy")
        let item = EvidenceInput(url: typed, stance: .context, archivedURL: typed)
        #expect(item.url == sent && item.archivedURL == sent)
        try item.validate()
        #expect(Submission(url: typed, title: "t", body: "b").url == sent)
        #expect(CorrectionRequest.Input(text: "t", url: typed).url == sent)
    }

    @Test func aReasonSaysWhatIsWrong() {
        func problem(_ url: String) -> String? {
            do { try Input.webURL(url, "url") } catch { return error.problem }
            return nil
        }
        #expect(problem("https://a.org/x y")?.contains("blanks") == true)
        #expect(problem("https://a.org/x|y")?.contains("https://a.org/x%7Cy") == true)
    }
}
