import Synchronization

/// How many connections each address has, so that none has all of them.
final class AddressCounts: Sendable {
    private let limit: Int
    private let counts = Mutex<[ClientAddress: Int]>([:])

    init(limit: Int) { self.limit = limit }

    /// Counts one more.
    ///
    /// - Returns: false when the address has as many as it may, and then counts nothing.
    func enter(_ address: ClientAddress) -> Bool {
        counts.withLock { counts in
            let count = counts[address, default: 0]
            guard count < limit else { return false }
            counts[address] = count + 1
            return true
        }
    }

    func leave(_ address: ClientAddress) {
        counts.withLock { counts in
            let count = counts[address, default: 0] - 1
            counts[address] = count > 0 ? count : nil
        }
    }
}
