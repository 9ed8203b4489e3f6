import Domain
import Testing

@testable import Web

// Steps as requests.
extension ModelDriver {
    struct Request: Sendable {
        let member: String
        let method: String
        let path: String
        let body: JSON?

        init(_ member: String, _ method: String, _ path: String, _ body: JSON?) {
            (self.member, self.method, self.path, self.body) = (member, method, path, body)
        }
    }

    func request(for step: Step) throws -> Request {
        switch step {
        case .take(let member, let limit, let wish): Request(member, "POST", "/v1/queue/take", self.wish(limit, wish))
        case .renew(let lease, let member, let token): under(lease, member, "renew", token)
        case .release(let lease, let member, let token): under(lease, member, "release", token)
        case .skip(let lease, let member, let token): under(lease, member, "skip", token, ["reason": "no"])
        case .save(let lease, let member, let words, let token):
            under(lease, member, "draft", token, ["rationale": .string(words)], method: "PUT")
        case .review(let lease, let member, let rating, let words, let token):
            under(lease, member, "review", token, Self.opinion(rating, words, member))
        case .replace(let review, let member, let rating, let words):
            Request(
                member, "PUT", "/v1/reviews/\(reviews[review])",
                Self.opinion(rating, words, member).adding(["reason": "Read again."]))
        case .withdraw(let review, let member):
            Request(member, "POST", "/v1/reviews/\(reviews[review])/withdrawal", ["reason": "Not sure."])
        case .sendBack(let review, let editor):
            Request(editor, "POST", "/v1/reviews/\(reviews[review])/return", ["comment": "Which year?"])
        case .look(let claim, let member): Request(member, "GET", "/v1/claims/\(claims[claim])", nil)
        case .kill(let article, let member):
            Request(member, "POST", "/v1/articles/\(place.articles[article])/withdrawal", ["reason": "Killed."])
        case .embargo(let article, let member, let isOn):
            Request(
                member, "POST", "/v1/articles/\(place.articles[article])/embargo",
                ["until": isOn ? JSON(DeskModel.embargoEnd) : .null])
        case .setRoles(let name, let roles):
            Request(
                "adm", "PATCH", "/v1/members/\(try person(name).id)", ["roles": JSON(roles.sorted().map(\.rawValue))])
        case .deactivate(let name):
            Request("adm", "POST", "/v1/members/\(try person(name).id)/deactivation", ["reason": "Left."])
        case .activate(let name): Request("adm", "POST", "/v1/members/\(try person(name).id)/activation", nil)
        case .rescale(let version):
            Request("adm", "POST", "/v1/scales/\(place.scale)/versions", Self.scale(version))
        default: try editing(step)
        }
    }

    private func editing(_ step: Step) throws -> Request {
        switch step {
        case .triage(let claim, let editor, let decision):
            about(claim, editor, "triage", ["decision": JSON(decision), "reason": "So."])
        case .merge(let claim, let target, let editor):
            about(
                claim, editor, "triage", ["decision": "merge", "into": .string(claims[target]), "reason": "The same."])
        case .split(let claim, let editor, let places):
            about(
                claim, editor, "triage",
                [
                    "decision": "split", "reason": "Two.",
                    "parts": JSON(places.map { ["start": .int($0.lowerBound), "end": .int($0.upperBound)] }),
                ])
        case .edit(let claim, let editor, let priority, let required):
            Request(
                editor, "PATCH", "/v1/claims/\(claims[claim])",
                ["priority": JSON(priority), "requiredReviews": JSON(required)])
        case .decide(let claim, let editor, let override):
            about(claim, editor, "verdict", verdict.adding(["overrideReason": Self.reason(override)]))
        case .publish(let claim, let editor, let override):
            about(claim, editor, "publication", ["overrideReason": Self.reason(override)])
        case .request(let claim, let member):
            about(claim, member, "correction-requests", ["text": "It is wrong."])
        case .correct(let claim, let editor, let kind, let request, let override):
            about(
                claim, editor, "corrections",
                (kind == .correction ? verdict : [:]).adding([
                    "decision": JSON(kind), "publicText": kind == .noChange ? nil : "What was said.",
                    "requestId": JSON(request.map { requests[$0] }), "overrideReason": Self.reason(override),
                ]))
        case .enter(let claim, let editor, let kind):
            about(claim, editor, kind.rawValue, ["publicText": "What was said."])
        default: throw Unknown(step: step)
        }
    }

    struct Unknown: Error {
        let step: Step
    }

    private func under(
        _ lease: Int, _ member: String, _ verb: String, _ token: Step.Token, _ body: JSON = [:],
        method: String = "POST"
    ) -> Request {
        let sent = token == .right ? leases[lease].token : leases[lease].token + "000000"
        return Request(
            member, method, "/v1/leases/\(leases[lease].id)/\(verb)", body.adding(["token": .string(sent)]))
    }

    private func about(_ claim: Int, _ member: String, _ verb: String, _ body: JSON) -> Request {
        Request(member, "POST", "/v1/claims/\(claims[claim])/\(verb)", body)
    }

    private func wish(_ limit: Int, _ wish: Step.Wish) -> JSON {
        [
            "limit": .int(limit), "counts": true, "kinds": wish.kind.map { [JSON($0)] } ?? .null,
            "languages": wish.language.map { [.string($0)] } ?? .null,
            "articleId": JSON(wish.article.map { place.articles[$0] }), "claimant": JSON(wish.claimant),
        ]
    }

    static func opinion(_ rating: String, _ words: String, _ member: String) -> JSON {
        [
            "rating": .string(rating), "rationale": .string(words),
            "evidence": [["url": .string("https://example.org/\(member)"), "stance": "refutes"]],
        ]
    }

    /// The words tell the verdicts of a claim apart: one that says the same is none.
    private var verdict: JSON { ["rating": "false", "rationale": .string("So it is (\(count)).")] }

    static func scale(_ version: Int) -> JSON {
        let keys = DeskModel.ratings(version)
        let ratings = keys.enumerated().map { place, key -> JSON in
            ["key": .string(key), "label": .string(key), "value": .int(keys.count - place)]
        }
        return [
            "name": "Truth",
            "ratings": JSON(ratings + [["key": "unverifiable", "label": "unverifiable", "offScale": true]]),
        ]
    }

    private static func reason(_ override: Bool) -> JSON { override ? "Nobody else." : nil }
}
