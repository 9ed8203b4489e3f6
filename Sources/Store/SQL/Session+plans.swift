package import Postgres

extension Session {
    /// Lets the statements of this transaction go by one plan for all desks, made once a connection.
    ///
    /// For those that look up rows by the ids of one article: left to itself Postgres plans them anew each time, as the
    /// plan for a desk that it has not counted yet looks cheaper than it is. A report took 7.6 ms of the server's time
    /// that way, and takes half of it so.
    package func keepPlans() throws { try execute("SET LOCAL plan_cache_mode = force_generic_plan") }

    /// Has the statements of this transaction, and the checks of references that they set off, find rows by an index.
    ///
    /// A plan is made when a statement comes first, and kept for as long as the connection. Made while a table had a handful of
    /// rows it reads it from end to end, of a table of thousands too: 150 slots took 103 ms, and take 5.
    package func findByIndex() throws { try execute("SET LOCAL enable_seqscan = off") }
}

extension Database {
    /// The same for transactions that look up by keys all that they touch, in groups of any size: their statements go by plans
    /// that are made once a connection, and by nested loops into indexes, whatever the tables held when a plan was made.
    package var lookingUp: Database {
        with(settings: [
            "plan_cache_mode": "force_generic_plan", "enable_seqscan": "off", "enable_hashjoin": "off",
            "enable_mergejoin": "off",
        ])
    }
}
