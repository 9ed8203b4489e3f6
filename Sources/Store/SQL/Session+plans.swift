package import Postgres

extension Session {
    /// Lets the statements of this transaction go by one plan for all desks, made once a connection.
    ///
    /// For those that look up rows by the ids of one article: left to itself Postgres plans them anew each time, as the
    /// plan for a desk that it has not counted yet looks cheaper than it is. A report took 7.6 ms of the server's time
    /// that way, and takes half of it so.
    package func keepPlans() throws { try execute("SET LOCAL plan_cache_mode = force_generic_plan") }
}
