import Domain
import Synchronization

/// How many exports this process streams. Each holds a connection for as long as its client takes.
final class ExportStreams: Sendable {
    /// Of the pool's connections, so many at most.
    static let limit = 2

    private let count = Mutex(0)

    /// - Throws: `ExportError.tooManyStreams`.
    func admit() throws(ExportError) -> StreamPermit {
        let isFull = count.withLock { count in
            if count >= Self.limit { return true }
            count += 1
            return false
        }
        if isFull { throw .tooManyStreams(limit: Self.limit) }
        return StreamPermit { [weak self] in self?.count.withLock { $0 -= 1 } }
    }
}
