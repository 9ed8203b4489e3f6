import Domain
import Foundation
import Rendering
import Testing

@testable import Workflow

extension Bench {
    /// A claim of the queue, rated by ana and ben, decided by ed where they differ, and published.
    func publishedClaim(_ first: String = "false", _ second: String? = nil) async throws -> Claim {
        let claim = try await reviewed(by: ["ana": first, "ben": second ?? first]).claim
        if claim.status == .disputed {
            _ = try await desk.decide(
                claim.id, VerdictInput(rating: first, rationale: "Ben read the wrong year."), by: caller("ed"))
        }
        _ = try await desk.publish(claim.id, overrideReason: nil, by: caller("ed"))
        return try await desk.claim(claim.id, for: principal("ed")).claim
    }

    func request(_ slug: String = "demo") -> PublicRequest { PublicRequest(slug: slug) }

    /// A verdict's page.
    func page(of claim: Claim, slug: String = "demo") async throws -> String {
        let answer = try await desk.publicVerdict(claim.id, request(slug))
        return try site(answer).page(#require(answer.content), namesWhoDecided: answer.desk.policy.publicNames)
    }

    func deskPage(
        words: String? = nil, rating: String? = nil, after cursor: Cursor? = nil, slug: String = "demo"
    ) async throws -> String {
        let search = PublicSearch(words: words, rating: rating)
        let answer = try await desk.publicDesk(search, after: cursor, request(slug))
        return try site(answer).page(#require(answer.content))
    }

    func reportPage(_ article: Article.ID) async throws -> String {
        let answer = try await desk.publicReport(article, request())
        return try site(answer).page(#require(answer.content))
    }

    func verdictFeed() async throws -> String {
        let answer = try await desk.verdictFeed(after: nil, request())
        return try site(answer).feed(#require(answer.content), after: nil, answer.stamp)
    }

    func correctionFeed() async throws -> String {
        let answer = try await desk.correctionFeed(after: nil, request())
        return try site(answer).feed(#require(answer.content), after: nil, answer.stamp)
    }

    private func site<Content>(_ answer: PublicAnswer<Content>) -> PublicSite {
        PublicSite(answer.desk, server: "https://facts.example.org", links: "")
    }

    func setPolicy(_ name: String, _ value: JSON) async throws {
        _ = try await desk.changeDesk(DeskChange(policy: [name: value]), ifRevision: nil, by: caller("admin"))
    }

    func correct(
        _ claim: Claim, _ kind: LedgerEntry.Kind, _ text: String, rating: String? = nil
    ) async throws {
        let verdict = rating.map { VerdictRevision(rating: $0, rationale: "The amended register has it.") }
        _ = try await desk.correct(
            claim.id, CorrectionDecision(kind: kind, publicText: text, verdict: verdict), by: caller("ed"))
    }
}
