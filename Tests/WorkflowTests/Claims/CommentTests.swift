import Domain
import TestSupport
import Testing

@testable import Workflow

@Suite(.desk)
struct CommentTests {
    private func read(_ bench: Bench, _ claim: Claim.ID, as name: String) async throws -> [String] {
        try await bench.desk.comments(of: claim, PageRequest(limit: 50), for: bench.principal(name)).items.map(\.text)
    }

    @Test func nobodyWhoMayBeAskedReadsAnothersJudgement() async throws {
        let bench = try await Bench.make()
        try await bench.article(requiredReviews: 2)
        let lease = try #require(try await bench.take("ana").leases.first?.lease)
        let claim = lease.claimID
        func say(_ text: String, as name: String) async throws -> Bool {
            try await bench.desk.comment(text, on: claim, by: bench.caller(name)).isOpen
        }
        #expect(try await say("early", as: "ed"))
        #expect(try await !say("mine", as: "ben"))
        try await bench.review("ana", lease, rating: "false")
        #expect(try await !say("late", as: "ed"))
        #expect(try await !say("judged", as: "ana"))
        // Who only sends articles reads no review before everybody does.
        #expect(try await say("asked", as: "submitter"))

        #expect(try await read(bench, claim, as: "ed") == ["early", "mine", "late", "judged", "asked"])
        #expect(try await read(bench, claim, as: "ana") == ["early", "mine", "late", "judged", "asked"])
        #expect(try await read(bench, claim, as: "ben") == ["early", "mine", "asked"])
        // Eva edits, and may be asked.
        #expect(try await read(bench, claim, as: "eva") == ["early", "asked"])
        #expect(try await read(bench, claim, as: "submitter") == ["early", "asked"])
        await #expect(throws: InputError.self) { try await say(" ", as: "ed") }
        await #expect(throws: InputError.self) { try await say(String(repeating: "x", count: 5001), as: "ed") }
    }

    @Test func whoCouldReadReviewsBeforeSaysNothingOpen() async throws {
        let bench = try await Bench.make()
        try await bench.article(requiredReviews: 2)
        let lease = try #require(try await bench.take("ana").leases.first?.lease)
        try await bench.review("ana", lease, rating: "false")
        // The auditor has read it, and sends articles now.
        let audrey = try bench.principal("audrey")
        _ = try await bench.desk.changeMember(
            audrey.memberID, MemberChange(roles: [.submitter]), ifRevision: nil, by: bench.caller("admin"))
        let now = Principal(
            deskID: audrey.deskID, memberID: audrey.memberID, memberName: "audrey", keyID: nil, roles: [.submitter],
            memberRoles: [.submitter])
        #expect(try await !bench.desk.comment("It is false.", on: lease.claimID, by: Caller(now)).isOpen)
    }
}
