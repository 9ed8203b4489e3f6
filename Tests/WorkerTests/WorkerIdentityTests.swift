import Testing
import Worker

@Suite struct WorkerIdentityTests {
    @Test func namesHostProcessAndStart() {
        #expect(WorkerIdentity(host: "desk-1", process: 42, start: "9f").description == "desk-1:42:9f")
    }

    @Test func twoStartsOfOneProcessDiffer() {
        let (first, second) = (WorkerIdentity(), WorkerIdentity())
        #expect(first.host == second.host && first.process == second.process)
        #expect(first != second)
    }
}
