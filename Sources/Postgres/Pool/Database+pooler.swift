@preconcurrency internal import Dispatch

extension Database {
    /// Whether a pooler between this program and the server gives each transaction another session; then
    /// ``Configuration/preparedStatements`` must be false. Opens two connections beside the pool.
    ///
    /// - Throws: ``ConnectionError``, ``PostgresError``.
    public func isBehindTransactionPooler() async throws -> Bool {
        let configuration = configuration
        return try await withCheckedThrowingContinuation { continuation in
            DispatchQueue(label: "postgres.pooler").async {
                continuation.resume(with: Result { try PoolerCheck.finds(configuration) })
            }
        }
    }
}
