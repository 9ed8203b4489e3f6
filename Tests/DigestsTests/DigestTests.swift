import Digests
import Foundation
import Testing

@Suite struct DigestTests {
    private func hex(_ bytes: [UInt8]) -> String { bytes.map { String(format: "%02x", $0) }.joined() }

    // FIPS 180-4's examples, and those of NIST's CAVP for byte-oriented messages.
    @Test(arguments: [
        ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        (
            "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
        ),
    ])
    func hashesAsTheStandardSays(text: String, digest: String) {
        #expect(hex(SHA256.hash(text.utf8)) == digest)
        #expect(hex(SHA256.hash(Array(text.utf8))) == digest)
        #expect(hex(SHA256.hash(Data(text.utf8))) == digest)
    }

    @Test func aMillionLettersInPiecesAreOneMessage() {
        var hash = SHA256()
        for size in [0, 1, 63, 64, 65, 999_807] { hash.update(repeatElement(UInt8(ascii: "a"), count: size)) }
        #expect(hex(hash.finalize()) == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
    }

    // RFC 4231 §4.2, 4.3 and 4.7.
    @Test func signsAsTheStandardSays() {
        let short = HMACSHA256.code(for: Array("Hi There".utf8), key: Array(repeating: 0x0B, count: 20))
        #expect(hex(short) == "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7")
        let words = HMACSHA256.code(for: Array("what do ya want for nothing?".utf8), key: Array("Jefe".utf8))
        #expect(hex(words) == "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843")
        let long = HMACSHA256.code(
            for: Array("Test Using Larger Than Block-Size Key - Hash Key First".utf8),
            key: Array(repeating: 0xAA, count: 131))
        #expect(hex(long) == "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54")
        let empty = HMACSHA256.code(for: [], key: [])
        #expect(hex(empty) == "b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad")
    }

    @Test func secretsDiffer() {
        let secrets = (0..<100).map { _ in SecretBytes.make(32) }
        #expect(Set(secrets).count == 100 && secrets.allSatisfy { $0.count == 32 })
    }
}
