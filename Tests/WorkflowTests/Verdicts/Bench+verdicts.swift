import Domain
import Testing

@testable import Workflow

extension Bench {
    /// Lets people review the claim at the top of the queue.
    func reviewed(by ratings: KeyValuePairs<String, String>) async throws -> ClaimDetail {
        var id: Claim.ID?
        for (name, rating) in ratings {
            let lease = try #require(try await take(name).leases.first?.lease)
            if let id { #expect(lease.claimID == id) }
            id = lease.claimID
            try await review(name, lease, rating: rating)
        }
        return try await desk.claim(try #require(id), for: principal("ed"))
    }

    /// Reads an article and publishes a verdict that an editor has decided, since the reviewers did not agree.
    ///
    /// - Returns: the claim's id.
    func publishedDispute() async throws -> Claim.ID {
        try await article(requiredReviews: 2)
        let claim = try await reviewed(by: ["ana": "false", "ben": "accurate"])
        #expect(claim.claim.status == .disputed)
        _ = try await desk.decide(
            claim.claim.id, VerdictInput(rating: "false", rationale: "Ben read the wrong year."), by: caller("ed"))
        _ = try await desk.publish(claim.claim.id, overrideReason: nil, by: caller("ed"))
        return claim.claim.id
    }
}
