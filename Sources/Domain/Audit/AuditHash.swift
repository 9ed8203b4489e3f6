/// A SHA-256 digest: 32 bytes, written as 64 lower-case hex digits.
package struct AuditHash: Hashable, Sendable, CustomStringConvertible {
    package static let length = 32
    /// What stands where the first seal of a desk names its predecessor.
    package static let zero = AuditHash(bytes: [UInt8](repeating: 0, count: length))

    package let bytes: [UInt8]

    private init(bytes: [UInt8]) { self.bytes = bytes }

    /// Nil unless there are 32 bytes.
    package init?(_ bytes: some Sequence<UInt8>) {
        let bytes = Array(bytes)
        guard bytes.count == Self.length else { return nil }
        self.bytes = bytes
    }

    /// Reads 64 hex digits, in either case; nil for anything else.
    package init?(_ text: String) {
        guard let bytes = Hexadecimal.decoded(text) else { return nil }
        self.init(bytes)
    }

    package var description: String { bytes.hexadecimal }
}

extension AuditHash: Codable {
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let hash = AuditHash(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "a digest has 64 hex digits")
        }
        self = hash
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}

/// SHA-256 (FIPS 180-4). The rules of the audit take it as an argument, as they take the time: this target imports
/// nothing, and a hash function of our own would be one more to trust.
package typealias SHA256Function = @Sendable ([UInt8]) -> AuditHash
