import Domain
import Testing

@Suite struct HexadecimalTests {
    @Test func everyByteIsWrittenAndReadBack() {
        let bytes = Array(UInt8.min...UInt8.max)
        #expect(bytes.hexadecimal.hasPrefix("000102") && bytes.hexadecimal.hasSuffix("fdfeff"))
        #expect(Hexadecimal.decoded(bytes.hexadecimal) == bytes)
        #expect(Hexadecimal.decoded(bytes.hexadecimal.uppercased()) == bytes)
        #expect(Hexadecimal.decoded("") == [])
    }

    @Test(arguments: ["a", "abc", "0g", "g0", " a", "+1", "-0", "0x", "é", "ａ1", "ab\n"])
    func whatIsNotHexadecimalIsRefused(text: String) { #expect(Hexadecimal.decoded(text) == nil) }

    @Test func aDigestIsReadInEitherCaseAndAtItsLengthAlone() {
        let text = String(repeating: "aB", count: 32)
        #expect(AuditHash(text)?.description == text.lowercased())
        #expect(AuditHash(String(text.dropLast(2))) == nil)
        #expect(AuditHash(text + "ab") == nil)
        #expect(AuditHash(String(text.dropLast()) + "g") == nil)
    }
}
