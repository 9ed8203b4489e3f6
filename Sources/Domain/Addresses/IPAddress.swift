import Foundation

/// An address of the Internet Protocol, version 4 (4 bytes) or 6 (16 bytes).
package struct IPAddress: Sendable, Hashable, CustomStringConvertible {
    package let bytes: [UInt8]

    /// - Parameter bytes: 4 or 16; nil for any other number.
    package init?(bytes: [UInt8]) {
        guard bytes.count == 4 || bytes.count == 16 else { return nil }
        self.bytes = bytes
    }

    /// Reads four decimal numbers without leading zeros, or the text form of RFC 4291 §2.2; nil for the octal,
    /// hexadecimal and shortened forms that some resolvers take, for zones and for anything else.
    package init?(_ text: String) {
        if text.utf8.contains(UInt8(ascii: ":")) {
            var address = in6_addr()
            guard inet_pton(AF_INET6, text, &address) == 1 else { return nil }
            bytes = withUnsafeBytes(of: &address) { Array($0) }
        } else {
            let parts = text.split(separator: ".", omittingEmptySubsequences: false)
            guard parts.count == 4, parts.allSatisfy({ $0 == "0" || !$0.hasPrefix("0") }) else { return nil }
            var address = in_addr()
            guard inet_pton(AF_INET, text, &address) == 1 else { return nil }
            bytes = withUnsafeBytes(of: &address) { Array($0) }
        }
    }

    /// The address in its usual text form.
    package var description: String {
        var text = [CChar](repeating: 0, count: 64)
        let family = bytes.count == 4 ? AF_INET : AF_INET6
        guard inet_ntop(family, bytes, &text, socklen_t(text.count)) != nil else { return "?" }
        return String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// True for addresses that lead to a machine of the public Internet: not this machine, not its network, not the
    /// provider's metadata, not what is reserved (IANA special-purpose address registries, RFC 6890).
    package var isPublic: Bool {
        bytes.count == 4 ? Self.isPublic(v4: bytes) : isPublicV6
    }

    private static let reservedV4: [(UInt32, Int)] = [
        (0x0000_0000, 8), (0x0A00_0000, 8),  // this network, private
        (0x6440_0000, 10),  // carrier-grade NAT
        (0x7F00_0000, 8), (0xA9FE_0000, 16),  // loopback; link-local, metadata of most clouds
        (0xA83F_8110, 32),  // 168.63.129.16: a cloud's metadata on a public number
        (0xAC10_0000, 12), (0xC0A8_0000, 16),  // private
        (0xC000_0000, 24), (0xC058_6300, 24),  // protocol assignments, 6to4 relays
        (0xC000_0200, 24), (0xC633_6400, 24), (0xCB00_7100, 24),  // documentation
        (0xC612_0000, 15),  // benchmarks
        (0xE000_0000, 3),  // multicast, reserved, broadcast
    ]

    private static func isPublic(v4 bytes: some Collection<UInt8>) -> Bool {
        let number = bytes.reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
        return !reservedV4.contains { prefix, length in (number ^ prefix) >> UInt32(32 - length) == 0 }
    }

    private var isPublicV6: Bool {
        // An IPv4 address in a coat: mapped, NAT64 (RFC 6052) and 6to4 (RFC 3056) lead where the inner one leads.
        if begins(Array(repeating: 0, count: 10) + [0xFF, 0xFF]) { return Self.isPublic(v4: bytes[12...]) }
        if begins([0x00, 0x64, 0xFF, 0x9B] + Array(repeating: 0, count: 8)) { return Self.isPublic(v4: bytes[12...]) }
        if begins([0x20, 0x02]) { return Self.isPublic(v4: bytes[2..<6]) }
        // Global unicast is 2000::/3; within it protocol assignments (2001::/23, Teredo among them) and documentation.
        guard bytes[0] & 0xE0 == 0x20 else { return false }
        if begins([0x20, 0x01]), bytes[2] < 2 { return false }
        return !begins([0x20, 0x01, 0x0D, 0xB8]) && !(begins([0x3F, 0xFF]) && bytes[2] < 0x10)
    }

    private func begins(_ prefix: [UInt8]) -> Bool { bytes.starts(with: prefix) }
}
