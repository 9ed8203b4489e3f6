import Domain
import Testing

@Suite struct Base64URLTests {
    @Test(
        arguments: [
            ([], ""), ([0xFB], "-w"), ([0xFF, 0xFF], "__8"), ([0xFB, 0xEF, 0xBE], "--" + "--"),
            (Array("hello".utf8), "aGVsbG8"),
        ] as [([UInt8], String)])
    func bytesAreWrittenWithoutPaddingAndReadBack(bytes: [UInt8], text: String) {
        #expect(Base64URL.encoded(bytes) == text)
        #expect(Base64URL.decoded(text) == bytes)
    }

    @Test(arguments: ["a", "+w", "/w", "-w==", "-w=", "a b", "aGVs\nbG8", "é"])
    func anythingElseIsRefused(text: String) { #expect(Base64URL.decoded(text) == nil) }
}
