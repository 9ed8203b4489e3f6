internal import CLibCrypto

/// SHA-256 (FIPS 180-4) by libcrypto.
///
/// That library is in the process anyway, since libpq and libcurl are built on it. The Swift package that stood here
/// before compiles a C library of its own, which was a sixth of a first build.
package struct SHA256: ~Copyable {
    /// Bytes of a digest.
    package static let size = 32

    private let context: OpaquePointer

    package init() {
        guard let context = EVP_MD_CTX_new() else { Self.fails("EVP_MD_CTX_new") }
        self.context = context
        if EVP_DigestInit_ex(context, EVP_sha256(), nil) != 1 { Self.fails("EVP_DigestInit_ex") }
    }

    deinit { EVP_MD_CTX_free(context) }

    /// Takes in the next bytes.
    package mutating func update(_ bytes: some Sequence<UInt8>) {
        let context = context
        let isTaken =
            bytes.withContiguousStorageIfAvailable { EVP_DigestUpdate(context, $0.baseAddress, $0.count) }
            ?? Array(bytes).withUnsafeBytes { EVP_DigestUpdate(context, $0.baseAddress, $0.count) }
        if isTaken != 1 { Self.fails("EVP_DigestUpdate") }
    }

    /// The digest of all that was taken in: 32 bytes.
    package consuming func finalize() -> [UInt8] {
        let context = context
        return [UInt8](unsafeUninitializedCapacity: Self.size) { digest, count in
            if EVP_DigestFinal_ex(context, digest.baseAddress, nil) != 1 { Self.fails("EVP_DigestFinal_ex") }
            count = Self.size
        }
    }

    /// The digest of bytes that are all there.
    package static func hash(_ bytes: some Sequence<UInt8>) -> [UInt8] {
        var hash = SHA256()
        hash.update(bytes)
        return hash.finalize()
    }

    /// Memory is out, or the library's policy forbids SHA-256: neither leaves anything to go on with.
    private static func fails(_ function: StaticString) -> Never { fatalError("libcrypto: \(function) failed") }
}
