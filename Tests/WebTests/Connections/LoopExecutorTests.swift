import NIOCore
import NIOPosix
import Testing

@testable import Web

struct LoopExecutorTests {
    private actor Elsewhere {
        func wait() async { await Task.yield() }
    }

    @Test func aTaskComesBackToItsLoopFromWhereverItWaits() async throws {
        let loop = MultiThreadedEventLoopGroup.singleton.next()
        try await withTaskExecutorPreference(LoopExecutor(loop)) {
            #expect(loop.inEventLoop)
            await Elsewhere().wait()
            #expect(loop.inEventLoop)
            try await Task.sleep(for: .milliseconds(1))
            #expect(loop.inEventLoop)
        }
    }
}
