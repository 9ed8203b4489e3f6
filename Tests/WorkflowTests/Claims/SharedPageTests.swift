import Domain
import Foundation
import Postgres
import Store
import Synchronization
import TestSupport
import Testing

@testable import Workflow

/// Pages that are read once for many: what is made of them is made once for those who may see all of it, and for nobody else.
@Suite(.desk)
struct SharedPageTests {
    @Test func whatIsMadeOfAPageIsMadeByTheFirstWhoAsks() {
        let page = Shared("a page")
        let count = Mutex(0)
        let made = (0..<3).map { _ in
            page.made { text in
                count.withLock { $0 += 1 }
                return text.count
            }
        }
        #expect(made == [6, 6, 6] && count.withLock { $0 } == 1)
    }

    @Test func aReaderWhoSeesLessGetsAPageOfTheirOwn() async throws {
        let bench = try await Bench.make()
        try await bench.article(requiredReviews: 2)
        let lease = try #require(try await bench.take("ana").leases.first?.lease)
        try await bench.review("ana", lease, rating: "false")
        let desk = try bench.principal("ed").deskID
        let claims = try await bench.database.read { session in
            SharedClaims(
                try ClaimPageMaterial(
                    of: ClaimPageKey(desk: desk, claims: .matching(ClaimFilter()), page: PageRequest()), in: session))
        }
        let whole = claims.page(for: try bench.principal("ed"))
        for name in ["audrey", "admin", "ana"] {
            #expect(claims.page(for: try bench.principal(name)) === whole, "\(name)")
        }
        for name in ["ben", "eva", "submitter"] {
            let own = claims.page(for: try bench.principal(name))
            #expect(own !== whole && own.items.allSatisfy { $0.reviews.isEmpty }, "\(name)")
        }
    }

    /// Members who ask at the same time are each told of themselves.
    @Test func everybodyIsToldWhatTheyHoldThemselves() async throws {
        let bench = try await Bench.make()
        try await bench.article()
        let held = try #require(try await bench.take("ana").leases.first?.lease)
        let names = ["ana", "ben", "ed", "submitter", "admin"]
        try await withThrowingTaskGroup(of: Void.self) { group in
            for name in names + names + names {
                let principal = try bench.principal(name)
                group.addTask {
                    let me = try await bench.desk.me(principal)
                    #expect(me.member.id == principal.memberID && me.roles == principal.roles)
                    #expect(me.key?.id == principal.keyID && me.key?.memberID == principal.memberID)
                    #expect(me.leases.map(\.id) == (name == "ana" ? [held.id] : []), "\(name)")
                }
            }
            try await group.waitForAll()
        }
    }
}
