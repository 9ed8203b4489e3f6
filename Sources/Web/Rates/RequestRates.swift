import Domain
import HTTPTypes
import Synchronization

/// Counts what addresses and keys do, and turns away who does too much of it. Each process counts by itself.
package final class RequestRates: Sendable {
    private let failures: Mutex<TokenBuckets<ClientAddress>?>
    private let searches: Mutex<TokenBuckets<ClientAddress>?>
    private let forms: Mutex<TokenBuckets<ClientAddress>?>
    private let writes: Mutex<TokenBuckets<Writer>?>

    private struct Writer: Hashable {
        let member: Member.ID
        let key: AccessKey.ID?
    }

    package init(_ limits: RateLimits) {
        failures = Mutex(limits.failures.map { TokenBuckets($0) })
        searches = Mutex(limits.searches.map { TokenBuckets($0) })
        forms = Mutex(limits.forms.map { TokenBuckets($0) })
        writes = Mutex(limits.writes.map { TokenBuckets($0) })
    }

    /// Counts a key that opened nothing. A right key is never asked about here: whatever others send from the same
    /// address, it goes on to open.
    ///
    /// - Throws: `Problem` (429) when there were too many from there.
    func failed(from address: ClientAddress) throws(Problem) {
        try Self.refuse(
            failures.withLock { $0?.take(address.household) },
            "Too many keys that are not known came from this address.")
    }

    /// Counts a search without a key.
    ///
    /// - Throws: `Problem` (429) when there were too many from there.
    func searched(from address: ClientAddress) throws(Problem) {
        try Self.refuse(
            searches.withLock { $0?.take(address.household) }, "Too many searches came from this address.")
    }

    /// Counts a form that a reader sends.
    ///
    /// - Throws: `Problem` (429) when there were too many from there.
    func asked(from address: ClientAddress) throws(Problem) {
        try Self.refuse(forms.withLock { $0?.take(address.household) }, "Too many forms came from this address.")
    }

    /// Counts a change.
    ///
    /// - Throws: `Problem` (429) when there were too many by this key.
    func wrote(_ principal: Principal) throws(Problem) {
        let writer = Writer(member: principal.memberID, key: principal.keyID)
        try Self.refuse(writes.withLock { $0?.take(writer) }, "Too many changes came with this key.")
    }

    private static func refuse(_ wait: Duration?, _ why: String) throws(Problem) {
        guard let wait else { return }
        let seconds = max(1, Int((wait / .seconds(1)).rounded(.up)))
        throw Problem(
            .tooManyRequests, "\(why) Try again in \(seconds) s.", headers: [.retryAfter: String(seconds)])
    }
}
