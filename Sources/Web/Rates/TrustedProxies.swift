import HTTPTypes
import Hummingbird

/// The reverse proxies whose word is taken for where a request comes from. Anybody can send `X-Forwarded-For`; only what
/// these have written into it counts.
package struct TrustedProxies: Sendable, Hashable {
    private let ranges: [AddressRange]

    /// None: the address of a connection is its client's.
    package init() { ranges = [] }

    /// - Parameter text: addresses and ranges with commas between: `127.0.0.1, 10.0.0.0/8`.
    /// - Returns: nil when one of them is neither.
    package init?(_ text: String) {
        var ranges: [AddressRange] = []
        for part in text.split(separator: ",", omittingEmptySubsequences: false) {
            guard let range = AddressRange(part.filter { $0 != " " && $0 != "\t" }) else { return nil }
            ranges.append(range)
        }
        self.ranges = ranges
    }

    func contains(_ address: ClientAddress) -> Bool { ranges.contains { $0.contains(address) } }

    /// Where a request comes from: the last address in the header that no proxy of ours has.
    func client(of request: Request, _ context: DeskContext) -> ClientAddress {
        let peer = context.channel?.remoteAddress?.ipAddress.flatMap { ClientAddress($0) } ?? .none
        return client(peer: peer, forwarded: request.headers[values: .xForwardedFor])
    }

    /// - Parameters:
    ///   - peer: of the connection.
    ///   - forwarded: the lines of `X-Forwarded-For`, in their order.
    func client(peer: ClientAddress, forwarded: [String]) -> ClientAddress {
        var client = peer
        for part in forwarded.joined(separator: ",").split(separator: ",").reversed() {
            guard contains(client), let next = ClientAddress(part) else { break }
            client = next
        }
        return client
    }
}
