extension WorkerService {
    /// How a worker paces itself. The defaults suit every desk; tests shorten them.
    package struct Configuration: Sendable, Hashable {
        /// Jobs that run at the same time, 1 or more.
        package var concurrency: Int
        /// How long a job stays with a worker that is not heard of any more.
        package var lease: Duration
        /// How often the leases of running jobs are renewed: three times a lease, so that two may fail.
        package var heartbeat: Duration
        /// How often an idle worker looks for jobs by itself; a notification usually wakes it sooner.
        package var poll: Duration
        /// How often jobs of dead workers are freed.
        package var rescue: Duration
        /// How often audit events that wait to be sealed are looked for.
        package var seal: Duration
        /// How often old rows are deleted.
        package var prune: Duration
        /// How long running jobs may go on after the worker was asked to stop; what is left then is given back.
        package var grace: Duration
        /// The longest that reading one article may take; then it has failed.
        package var reading: Duration

        package init(
            concurrency: Int = 2,
            lease: Duration = .seconds(30),
            heartbeat: Duration = .seconds(10),
            poll: Duration = .seconds(1),
            rescue: Duration = .seconds(10),
            seal: Duration = .seconds(1),
            prune: Duration = .seconds(3600),
            grace: Duration = .seconds(20),
            reading: Duration = .seconds(60)
        ) {
            self.concurrency = concurrency
            self.lease = lease
            self.heartbeat = heartbeat
            self.poll = poll
            self.rescue = rescue
            self.seal = seal
            self.prune = prune
            self.grace = grace
            self.reading = reading
        }
    }
}
