import Domain
import Rendering
import TestSupport
import Testing
import Workflow

@testable import Web

/// Published verdicts as ClaimReview over HTTP, from publication to correction and pause.
@Suite(.database(migrations: Schema.migrations))
struct APIClaimReviewTests {
    /// Takes a claim to its publication; its id.
    private func published(_ live: LiveServer, _ rating: String) async throws -> String {
        let taken = try await live.take(as: "ana")
        let review = try await live.client.send(
            "POST", "/v1/leases/\(taken.lease)/review", as: "ana", json: APIJobTests.review(taken.token, rating))
        #expect(review.status == 201)
        let answer = try await live.client.send(
            "POST", "/v1/claims/\(taken.claim)/publication", as: "ed", body: [])
        #expect(answer.status == 201)
        return taken.claim
    }

    /// - Returns: the claim reviews, none of which breaks a rule.
    private func reviews(_ live: LiveServer, _ article: String) async throws -> [JSON] {
        let reply = try await live.client.get(
            "/v1/articles/\(article)/report", as: "audrey", headers: ["Accept": "application/ld+json"])
        #expect(reply.status == 200)
        #expect(reply.headers["content-type"] == "application/ld+json")
        #expect(reply.headers["vary"] == "Accept")
        let json = try reply.json
        #expect(ClaimReviewLinter.lint(json).filter { $0.severity == .error && $0.rule != .noClaimReview } == [])
        // Nobody of the desk is named.
        for (name, _) in LiveServer.members where name.count > 3 { #expect(!reply.text.contains("\"\(name)")) }
        return json.items
    }

    @Test func publishedVerdictsAreClaimReviews() async throws {
        try await LiveServer.run(publicURL: "https://facts.example.org") { live in
            let article = try await live.article()
            let first = try await published(live, "mostly")
            let second = try await published(live, "unverifiable")
            let reviews = try await reviews(live, article)
            let base = "https://facts.example.org/desk/demo"
            #expect(
                Set(reviews.compactMap { $0["url"]?.string })
                    == ["\(base)/claims/\(first)", "\(base)/claims/\(second)"])
            for review in reviews {
                #expect(review["@type"] == "ClaimReview" && review["@context"] == "https://schema.org")
                #expect(
                    review["author"]
                        == ["@type": "Organization", "name": "The demo desk", "url": .string(base)])
                #expect(review["citation"]?.items.first?["url"] == "https://example.org/register")
                let rating = try #require(review["reviewRating"])
                if rating["alternateName"] == "Mostly accurate" {
                    #expect(rating["ratingValue"] == 3 && rating["bestRating"] == 4 && rating["worstRating"] == 1)
                } else {
                    #expect(rating["alternateName"] == "Unverifiable" && rating["bestRating"] == nil)
                }
            }
        }
    }

    @Test func aPausedVerdictIsLeftOutAndACorrectedOneSaysWhat() async throws {
        try await LiveServer.run { live in
            let article = try await live.article()
            let claim = try await published(live, "mostly")
            // Without a public address it is the one that the client used.
            let url = JSON.string("http://desk.test/desk/demo/claims/\(claim)")
            #expect(try await reviews(live, article).map { $0["url"] } == [url])

            let paused = try await live.client.send(
                "POST", "/v1/claims/\(claim)/pause", as: "ed", json: #"{"publicText":"We look into it."}"#)
            #expect(paused.status < 300)
            #expect(try await reviews(live, article) == [])

            let corrected = try await live.client.send(
                "POST", "/v1/claims/\(claim)/corrections", as: "ed",
                json: #"{"decision":"correction","publicText":"The sum was wrong.","rating":"false","rationale":"No.","#
                    + #""overrideReason":"nobody else is here"}"#)
            #expect(corrected.status < 300, "\(corrected.text)")
            let review = try #require(try await reviews(live, article).first)
            #expect(review["url"] == url)
            #expect(review["version"] == 2)
            #expect(review["reviewRating"]?["alternateName"] == "False")
            #expect(
                review["correction"]?.items.first?["text"]
                    == "The sum was wrong. The rating was “Mostly accurate” and is “False” now. The reasons are new.")
            #expect(review["dateModified"] != nil)
        }
    }
}
