import Domain
import Foundation
import Testing
import Worker

@Suite struct LinesTests {
    private let now = ContinuousClock.now

    /// Desks in their order.
    private let desks = (0..<3).map { _ in DeskProfile.ID(rawValue: UUID()) }.sorted { $0.description < $1.description }

    private func batch(_ desks: DeskProfile.ID...) -> JobBatch {
        JobBatch(desks.map { (job: .sample(on: $0), turn: 1) }, share: 1)
    }

    @Test func itLooksEverywhereAsLongAsThatIsCheap() throws {
        var lines = Lines()
        for _ in 0..<3 {
            let look = try #require(lines.look(at: now))
            guard case .everywhere = look else { throw LookedElsewhere() }
            lines.found(batch(desks[0]), by: look, from: now, to: now + Lines.cheap)
        }
        #expect(lines.look(at: now) == .everywhere(after: desks[0]) && lines.wait(at: now) == .zero)
    }

    @Test func afterADearLookItGoesOnBehindItsPlacesForTenTimesAsLong() throws {
        var lines = Lines()
        let found = batch(desks[0], desks[2])
        lines.found(found, by: .everywhere(after: nil), from: now, to: now + .milliseconds(50))
        let later = now + .milliseconds(60)
        // The line behind the last that was served comes first.
        #expect(lines.look(at: later) == .behind(found.places))
        #expect(lines.wait(at: later) == .milliseconds(440))
        let next = batch(desks[0])
        lines.found(next, by: .behind(found.places), from: later, to: later + .milliseconds(300))
        #expect(lines.look(at: later) == .behind([found.places[1], next.places[0]]))
        #expect(lines.look(at: now + .milliseconds(500)) == .everywhere(after: desks[0]))
    }

    @Test func withoutAPlaceItWaitsForTheNextLookEverywhere() {
        var lines = Lines()
        lines.found(batch(), by: .everywhere(after: nil), from: now, to: now + .milliseconds(50))
        #expect(lines.look(at: now + .milliseconds(499)) == nil)
        #expect(lines.look(at: now + .milliseconds(500)) == .everywhere(after: nil))
    }

    private struct LookedElsewhere: Error {}
}

@Suite struct JobBatchTests {
    @Test func aPlaceIsThatOfTheLastJobOfItsDesk() {
        let desks = (0..<2).map { _ in DeskProfile.ID(rawValue: UUID()) }
        let jobs = [desks[0], desks[1], desks[0]].map { Job.sample(on: $0) }
        let batch = JobBatch(zip(jobs, 1...).map { (job: $0, turn: $1) }, share: 3)
        #expect(batch.jobs == jobs && !batch.mayHaveMore)
        #expect(
            batch.places == [
                JobPlace(desk: desks[0], turn: 3, job: jobs[2].id), JobPlace(desk: desks[1], turn: 2, job: jobs[1].id),
            ])
        #expect(JobBatch(zip(jobs, 1...).map { (job: $0, turn: $1) }, share: 2).mayHaveMore)
        #expect(!JobBatch([], share: 1).mayHaveMore)
    }
}
