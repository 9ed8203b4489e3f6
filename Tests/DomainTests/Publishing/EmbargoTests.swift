import Domain
import Foundation
import Samples
import Testing

@Suite struct EmbargoTests {
    @Test func nothingGoesOutBeforeTheEmbargosTimeEverythingAtIt() throws {
        let until = Date.sample
        #expect(throws: EmbargoError.embargoed(until: until)) {
            try Embargo.requireLifted(until: until, now: until.addingTimeInterval(-0.001))
        }
        try Embargo.requireLifted(until: until, now: until)
        try Embargo.requireLifted(until: nil, now: until)
    }

    @Test func whatIsOutMayBeTakenDownAndNothingElseIsSaidBeforeItsTime() {
        let goes = LedgerEntry.Kind.allCases.filter { !Embargo.holdsBack($0, publicText: "So.") }
        #expect(goes == [.pause, .retraction])
        #expect(!Embargo.holdsBack(.noChange, publicText: nil))
    }
}
