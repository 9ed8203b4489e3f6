internal import CLibCrypto

/// Random bytes for keys and secrets.
package enum SecretBytes {
    /// Bytes that nobody can foresee (RAND_bytes of libcrypto, seeded by the system).
    ///
    /// - Parameter count: 32 for a key of 256 bits.
    package static func make(_ count: Int) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: count) { bytes, initialized in
            guard RAND_bytes(bytes.baseAddress, Int32(count)) == 1 else {
                fatalError("libcrypto has no randomness: a secret that can be guessed is worse than none")
            }
            initialized = count
        }
    }
}
