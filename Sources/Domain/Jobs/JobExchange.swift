/// Where a desk's line of waiting jobs was left.
package struct JobPlace: Sendable, Hashable {
    package let desk: DeskProfile.ID
    /// Of the last job that was taken: what orders a line.
    package let turn: Int
    package let job: Job.ID

    package init(desk: DeskProfile.ID, turn: Int, job: Job.ID) {
        self.desk = desk
        self.turn = turn
        self.job = job
    }
}

/// Where a worker looks for jobs.
package enum JobLook: Sendable, Hashable {
    /// All desks' lines from their beginnings, that of the next desk after this one first.
    case everywhere(after: DeskProfile.ID?)
    /// These lines in this order, each behind its place: what lies before it is not walked.
    case behind([JobPlace])
}

/// What a worker asks the queue for.
package struct JobRequest: Sendable, Hashable {
    /// Jobs at most.
    package let limit: Int
    /// How many of them may have been begun before. Those that are not begun at once may die with their worker: a job whose
    /// runs kill it takes an attempt from whatever waits there once, and from then on from little more than runs beside it.
    package let retries: Int
    package let look: JobLook

    package init(limit: Int, retries: Int, look: JobLook) {
        self.limit = limit
        self.retries = retries
        self.look = look
    }
}

/// Jobs that a worker got.
package struct JobBatch: Sendable, Hashable {
    /// In the order in which to begin them: the first of each desk, then the second of each.
    package let jobs: [Job]
    /// The last one of each desk that gave any, in the order of the lines.
    package let places: [JobPlace]
    /// Some desk gave its whole share, and may have more.
    package let mayHaveMore: Bool

    package init(jobs: [Job], places: [JobPlace], mayHaveMore: Bool) {
        self.jobs = jobs
        self.places = places
        self.mayHaveMore = mayHaveMore
    }

    /// - Parameters:
    ///   - rows: in the order in which to begin them.
    ///   - share: the most that one desk could give.
    package init(_ rows: [(job: Job, turn: Int)], share: Int) {
        var (order, given): ([DeskProfile.ID], [DeskProfile.ID: (count: Int, place: JobPlace)]) = ([], [:])
        for (job, turn) in rows {
            let place = JobPlace(desk: job.deskID, turn: turn, job: job.id)
            if given[job.deskID] == nil { order.append(job.deskID) }
            given[job.deskID] = ((given[job.deskID]?.count ?? 0) + 1, place)
        }
        self.init(
            jobs: rows.map(\.job), places: order.compactMap { given[$0]?.place },
            mayHaveMore: given.values.contains { $0.count >= share })
    }
}

/// What has become of a job's run that went well.
package enum JobResult: Sendable, Hashable {
    /// What the run was for is stored, and the job's end with it, in one transaction.
    case stored
    /// There was nothing to store, and running the job again would do no harm: its end may be stored later, together with
    /// those of others.
    case nothing
}
