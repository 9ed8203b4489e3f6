import Domain
import Foundation
import Testing

@testable import Web

/// A desk on which others have worked on three claims, in words that stand nowhere else.
struct BlindDesk: Sendable {
    /// How far the reviews of a claim have come; what others wrote of it has its mark.
    enum Stage: String, CaseIterable, Sendable {
        case inReview = "in_review"
        case agreed, disputed

        var mark: String { "qz\(rawValue.first ?? "x")zq" }
        fileprivate var required: Int { self == .inReview ? 3 : self == .agreed ? 1 : 2 }
    }

    let live: LiveServer
    /// A row of every kind.
    private(set) var subjects: AccessSubjects
    private(set) var claims: [Stage: String] = [:]
    private(set) var articles: [Stage: String] = [:]
    /// What tells of others' work on a claim: marks, ids and times.
    private(set) var traces: [Stage: Set<String>] = [:]

    /// Lets Ana, Ben, Chi and Ed work: reviews, versions of them and one that is taken back, drafts, skips, evidence.
    static func make(on live: LiveServer) async throws -> BlindDesk {
        var desk = BlindDesk(live: live, subjects: try await AccessSubjects.make(on: live))
        for stage in Stage.allCases { try await desk.work(to: stage) }
        desk.subjects.ids = desk.ids(at: .inReview)
        return desk
    }

    /// The rows that a walk asks for, with the claim of a stage.
    func ids(at stage: Stage) -> [String: String] {
        subjects.ids.merging(["claims": claims[stage] ?? "", "articles": articles[stage] ?? ""]) { $1 }
    }

    private mutating func work(to stage: Stage) async throws {
        let article = try await live.article(requiredReviews: stage.required, externalID: stage.rawValue)
        articles[stage] = article
        traces[stage] = [stage.mark]
        let ana = try await review(in: article, stage, as: "ana", "misleading")
        if stage != .agreed {
            let ben = try await review(in: article, stage, as: "ben", "false")
            if stage == .inReview {
                let next = try await sent(
                    "PUT", "/v1/reviews/\(ben)", as: "ben", words(stage, "unverifiable", "reason"), stage)
                let id = try #require(next["id"]?.string)
                _ = try await sent("POST", "/v1/reviews/\(id)/withdrawal", as: "ben", Self.said("reason", stage), stage)
                try await workUnseen(in: article, stage, review: ana)
            }
        }
        let claim = try #require(claims[stage])
        #expect(try await live.client.get("/v1/claims/\(claim)", as: "ed").json["status"]?.string == stage.rawValue)
    }

    /// What is not a review and tells of one.
    private mutating func workUnseen(in article: String, _ stage: Stage, review: String) async throws {
        _ = try await sent("POST", "/v1/reviews/\(review)/return", as: "ed", Self.said("comment", stage), stage)
        let added = try await sent(
            "POST", "/v1/claims/\(claims[stage] ?? "")/evidence", as: "ed", Self.item(stage, "ed"), stage)
        subjects.ids["evidence"] = added["id"]?.string
        subjects.ids["doomed evidence"] = added["id"]?.string
        subjects.ids["reviews"] = review
        // Ed, who oversees, and Ana, who has reviewed, talk about it; Chi is to review it.
        for member in ["ed", "ana"] {
            _ = try await sent(
                "POST", "/v1/claims/\(claims[stage] ?? "")/comments", as: member, Self.said("text", stage), stage)
        }
        let people = try await live.client.get("/v1/members", as: "admin").json["items"]?.items ?? []
        let chi = people.first { $0["name"]?.string == "chi" }?["id"] ?? .null
        let given = try await sent(
            "POST", "/v1/claims/\(claims[stage] ?? "")/assignments", as: "ed", ["memberId": chi], stage)
        subjects.ids["assignments"] = given["id"]?.string
        let taken = try await take(in: article, as: "chi")
        subjects.ids["leases"] = taken.lease
        let draft = words(stage, "false").adding(["token": .string(taken.token)])
        _ = try await sent("PUT", "/v1/leases/\(taken.lease)/draft", as: "chi", draft, stage)
        let skip = Self.said("reason", stage).adding(["token": .string(taken.token)])
        _ = try await sent("POST", "/v1/leases/\(taken.lease)/skip", as: "chi", skip, stage)
    }

    private mutating func review(in article: String, _ stage: Stage, as member: String, _ rating: String) async throws
        -> String
    {
        let taken = try await take(in: article, as: member)
        #expect(claims[stage] == nil || claims[stage] == taken.claim)
        claims[stage] = taken.claim
        let body = words(stage, rating).adding(["token": .string(taken.token)])
        let review = try await sent("POST", "/v1/leases/\(taken.lease)/review", as: member, body, stage)
        return try #require(review["id"]?.string)
    }

    /// Takes the first claim of an article.
    func take(in article: String, as member: String) async throws -> (lease: String, token: String, claim: String) {
        let reply = try await live.client.send(
            "POST", "/v1/queue/take", as: member, json: #"{"articleId":"\#(article)"}"#)
        let taken = try #require(try reply.json["leases"]?.items.first, "\(reply.text)")
        return (
            try #require(taken["id"]?.string), try #require(taken["token"]?.string),
            try #require(taken["claim"]?["id"]?.string)
        )
    }

    /// Sends something about a claim, and notes by what its answer could be known again elsewhere.
    private mutating func sent(
        _ method: String, _ path: String, as member: String, _ body: JSON, _ stage: Stage
    ) async throws -> JSON {
        let reply = try await live.client.send(method, path, as: member, json: body.text())
        #expect((200..<300).contains(reply.status), "\(path): \(reply.text)")
        let answer = try reply.json
        if !path.hasSuffix("/skip") {
            for item in [answer] + (answer["evidence"]?.items ?? []) {
                // Without the zone: the audit trail's times are longer.
                for name in ["submittedAt", "returnedAt", "savedAt", "writtenAt", "assignedAt"] {
                    if let time = item[name]?.string { traces[stage]?.insert(String(time.dropLast())) }
                }
                if let id = item["id"]?.string { traces[stage]?.insert(id) }
            }
        }
        return answer
    }

    private func words(_ stage: Stage, _ rating: String, _ more: String? = nil) -> JSON {
        let words: JSON = [
            "rating": .string(rating), "rationale": .string("Because \(stage.mark)."),
            "evidence": [Self.item(stage, "\(rating)")],
        ]
        return more.map { words.adding(["\($0)": .string("So \(stage.mark).")]) } ?? words
    }

    private static func said(_ name: String, _ stage: Stage) -> JSON {
        .object([JSON.Member(name, .string("Said \(stage.mark)."))])
    }

    /// An item of evidence with the mark in every text.
    static func item(_ stage: Stage, _ page: String) -> JSON {
        let text = JSON.string("As \(stage.mark)")
        return [
            "url": .string("https://\(stage.mark).example.org/\(page)"), "title": text, "publisher": text,
            "quote": text,
            "interest": text, "stance": "refutes", "kind": "primary",
        ]
    }
}
