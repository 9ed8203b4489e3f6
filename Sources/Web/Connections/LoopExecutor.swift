import NIOCore

/// Runs the tasks of a connection on its own event loop, where its bytes come and go: a request and its answer do not hop from
/// thread to thread.
///
/// What takes the processor for long delays the other connections of the loop, as it would delay the other tasks of a thread that
/// tasks share; there are as many loops as processors. What blocks runs elsewhere in any case.
final class LoopExecutor: TaskExecutor {
    private let loop: any EventLoop

    init(_ loop: any EventLoop) { self.loop = loop }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        loop.execute { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }
}
