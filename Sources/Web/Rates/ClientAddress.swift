import Foundation

/// An IP address as sixteen bytes, so that one address has one form; IPv4 is where IPv6 keeps it (RFC 4291 §2.5.5.2).
package struct ClientAddress: Sendable, Hashable {
    let high: UInt64
    let low: UInt64

    /// Stands for whoever has none: a test without a connection.
    static let none = ClientAddress(high: 0, low: 0)

    init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// - Parameter text: an address as it stands in `X-Forwarded-For`: alone, in brackets, with a port or a zone.
    /// - Returns: nil for whatever is no address.
    package init?(_ text: some StringProtocol) {
        var text = text.trimmingCharacters(in: .whitespaces)
        if text.hasPrefix("["), let end = text.firstIndex(of: "]") {
            text = String(text[text.index(after: text.startIndex)..<end])
        } else if text.contains("."), let colon = text.lastIndex(of: ":"), !text[..<colon].contains(":") {
            text = String(text[..<colon])
        }
        text = String(text.prefix { $0 != "%" })
        var six = in6_addr()
        var four = in_addr()
        if inet_pton(AF_INET, text, &four) == 1 {
            self.init(high: 0, low: 0xFFFF_0000_0000 | UInt64(UInt32(bigEndian: four.s_addr)))
        } else if inet_pton(AF_INET6, text, &six) == 1 {
            let bytes = withUnsafeBytes(of: six) { Array($0) }
            self.init(high: Self.number(bytes[..<8]), low: Self.number(bytes[8...]))
        } else {
            return nil
        }
    }

    var isIPv4: Bool { high == 0 && low >> 32 == 0xFFFF }

    /// Whoever has this address has all of these: a household of IPv6 gets 2^64 of them.
    var household: ClientAddress { isIPv4 ? self : ClientAddress(high: high, low: 0) }

    private static func number(_ bytes: ArraySlice<UInt8>) -> UInt64 {
        bytes.reduce(0) { $0 << 8 | UInt64($1) }
    }
}

/// Addresses that begin alike: `10.0.0.0/8`, `fd00::/8`, or one alone.
struct AddressRange: Sendable, Hashable {
    private let first: ClientAddress
    /// Of the 128 bits of IPv6.
    private let length: Int

    /// - Returns: nil for whatever is no range.
    init?(_ text: some StringProtocol) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count <= 2, let address = ClientAddress(parts[0]) else { return nil }
        let most = address.isIPv4 ? 32 : 128
        guard let length = parts.count == 2 ? Int(parts[1]) : most, (0...most).contains(length) else { return nil }
        first = address
        self.length = length + 128 - most
    }

    func contains(_ address: ClientAddress) -> Bool {
        let high = Self.mask(min(length, 64))
        let low = Self.mask(max(length - 64, 0))
        return (first.high ^ address.high) & high == 0 && (first.low ^ address.low) & low == 0
    }

    /// That many bits at the beginning.
    private static func mask(_ bits: Int) -> UInt64 { bits == 0 ? 0 : ~0 << UInt64(64 - bits) }
}
