internal import CLibCrypto

/// A keyed digest: HMAC (RFC 2104) with SHA-256.
package enum HMACSHA256 {
    /// The code for a message: 32 bytes.
    package static func code(for message: [UInt8], key: [UInt8]) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: SHA256.size) { code, count in
            // A key without bytes still needs an address: without one libcrypto goes on with the key of the call before.
            let isMade = withUnsafePointer(to: UInt8(0)) { none in
                key.withUnsafeBytes { key in
                    HMAC(
                        EVP_sha256(), key.baseAddress ?? UnsafeRawPointer(none), Int32(key.count), message,
                        message.count, code.baseAddress, nil)
                }
            }
            guard isMade != nil else { fatalError("libcrypto: HMAC failed: memory is out") }
            count = SHA256.size
        }
    }
}
