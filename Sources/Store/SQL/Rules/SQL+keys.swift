import Postgres

extension SQL {
    /// The key's time is over: `KeyRules.hasExpired`. By the clock and not by the transaction, as with leases.
    ///
    /// - Parameter key: the name of the row of `keys`.
    static func hasExpired(key: SQL) -> SQL { "coalesce(\(key).expires_at <= clock_timestamp(), false)" }
}
